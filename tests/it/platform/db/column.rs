//! Identifiers, enums, JSON and instants come back as they went, on both backends.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use serde_json::json;
use sportello::platform::db::{AnyConnection, DatabaseError, Json};
use sportello::{text_enum, text_id};

use crate::on_both;

text_id! {
    /// A thing of this test.
    ThingId;
}

text_enum! {
    /// How it is.
    Mood { Calm = "calm", Cross = "cross" }
}

diesel::table! {
    things (id) {
        id -> Text,
        mood -> Text,
        note -> Nullable<Text>,
        extra -> Text,
        at -> Timestamp,
        bytes -> Binary,
        done -> Bool,
    }
}

#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = things)]
struct Thing {
    id: ThingId,
    mood: Mood,
    note: Option<ThingId>,
    extra: Json<serde_json::Value>,
    at: chrono::NaiveDateTime,
    bytes: Vec<u8>,
    done: bool,
}

fn thing(id: &str, mood: Mood) -> Thing {
    Thing {
        id: ThingId::new(id),
        mood,
        note: None,
        extra: Json(json!({"z": 1, "a": ["è", null]})),
        at: NaiveDate::from_ymd_opt(2026, 5, 3)
            .unwrap()
            .and_hms_micro_opt(1, 2, 3, 456_789)
            .unwrap(),
        bytes: vec![0, 255, 7],
        done: true,
    }
}

fn create(connection: &mut AnyConnection) -> Result<(), DatabaseError> {
    let bytes = match connection {
        AnyConnection::Sqlite(_) => "BLOB",
        AnyConnection::Postgres(_) => "BYTEA",
    };
    let boolean = "BOOLEAN";
    sql_query(format!(
        "CREATE TABLE things (id TEXT PRIMARY KEY, mood TEXT NOT NULL, note TEXT, extra TEXT NOT NULL, \
         at TIMESTAMP NOT NULL, bytes {bytes} NOT NULL, done {boolean} NOT NULL)"
    ))
    .execute(connection)?;
    Ok(())
}

on_both! {
    async fn values_come_back_as_they_went(db: TestDatabase) {
        let wanted = vec![
            thing("a", Mood::Calm),
            Thing { note: Some(ThingId::new("a")), ..thing("b", Mood::Cross) },
        ];
        let sent = wanted.clone();
        let found = db
            .write::<_, DatabaseError, _>(move |c| {
                create(c)?;
                for thing in sent.clone() {
                    diesel::insert_into(things::table).values(thing).execute(c)?;
                }
                Ok(things::table.order(things::id).load::<Thing>(c)?)
            })
            .await
            .unwrap();
        assert_eq!(found, wanted);
        // Property order is part of the value: it is the order of the form.
        assert_eq!(found[0].extra.0.to_string(), r#"{"z":1,"a":["è",null]}"#);
    }

    async fn identifiers_and_words_can_be_filtered_on(db: TestDatabase) {
        let found = db
            .write::<_, DatabaseError, _>(|c| {
                create(c)?;
                for (id, mood) in [("a", Mood::Calm), ("b", Mood::Cross), ("c", Mood::Calm)] {
                    diesel::insert_into(things::table).values(thing(id, mood)).execute(c)?;
                }
                let ids = vec![ThingId::new("a"), ThingId::new("b")];
                Ok(things::table
                    .filter(things::mood.eq(Mood::Calm))
                    .filter(things::id.eq_any(ids))
                    .select(things::id)
                    .load::<ThingId>(c)?)
            })
            .await
            .unwrap();
        assert_eq!(found, [ThingId::new("a")]);
    }

    async fn a_word_that_is_not_known_is_an_error_and_not_a_guess(db: TestDatabase) {
        let answer = db
            .write::<_, DatabaseError, _>(|c| {
                create(c)?;
                diesel::insert_into(things::table).values(thing("a", Mood::Calm)).execute(c)?;
                sql_query("UPDATE things SET mood = 'happy', extra = '{'").execute(c)?;
                Ok(things::table.select(things::mood).load::<Mood>(c)?)
            })
            .await;
        assert_eq!(
            answer.unwrap_err().to_string(),
            "a column holds what its type cannot read"
        );
    }
}

#[test]
fn a_word_is_the_same_in_sql_and_in_json() {
    assert_eq!(serde_json::to_string(Mood::ALL).unwrap(), r#"["calm","cross"]"#);
    assert_eq!(Mood::parse("cross"), Some(Mood::Cross));
    assert_eq!(Mood::parse("Cross"), None);
}
