//! The register inside our own database: gapless, because number and entry are written in the caller's transaction.

use chrono::Datelike;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};

use super::{Entry, Numbering, Register, Registration};
use crate::platform::db::schema::register_entries;
use crate::platform::db::{AnyConnection, DatabaseError};

/// Name of the general register.
pub const REGISTER: &str = "PROT";

/// The default adapter.
#[derive(Debug, Default, Clone, Copy)]
pub struct EmbeddedRegister;

#[derive(QueryableByName)]
struct Next {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

impl Register for EmbeddedRegister {
    fn register(&self, c: &mut AnyConnection, entry: &Entry) -> Result<Numbering, DatabaseError> {
        if let Some(known) = find(c, entry)? {
            return Ok(Numbering::Now(known));
        }
        let year = entry.on.year();
        // The row of the counter is locked until the caller commits: numbers follow one another without gaps.
        let next: Next = diesel::sql_query(
            "INSERT INTO counters (tenant_id, name, year, value) VALUES ($1, $2, $3, 1) \
             ON CONFLICT (tenant_id, name, year) DO UPDATE SET value = counters.value + 1 RETURNING value",
        )
        .bind::<Text, _>(&entry.tenant)
        .bind::<Text, _>(REGISTER)
        .bind::<Integer, _>(year)
        .get_result(c)?;
        insert(c, entry, year, next.value)?;
        Ok(Numbering::Now(Registration {
            register: REGISTER.to_owned(),
            year,
            number: next.value,
            at: entry.at,
        }))
    }
}

fn find(c: &mut AnyConnection, entry: &Entry) -> Result<Option<Registration>, DatabaseError> {
    let row = register_entries::table
        .filter(register_entries::tenant_id.eq(&entry.tenant))
        .filter(register_entries::idempotency_key.eq(&entry.idempotency_key))
        .select((
            register_entries::register,
            register_entries::year,
            register_entries::number,
            register_entries::at,
        ))
        .first(c)
        .optional()?;
    Ok(row.map(|(register, year, number, at)| Registration { register, year, number, at }))
}

fn insert(
    c: &mut AnyConnection,
    entry: &Entry,
    year: i32,
    number: i64,
) -> Result<(), DatabaseError> {
    diesel::insert_into(register_entries::table)
        .values((
            register_entries::tenant_id.eq(&entry.tenant),
            register_entries::register.eq(REGISTER),
            register_entries::year.eq(year),
            register_entries::number.eq(number),
            register_entries::direction.eq(entry.direction),
            register_entries::at.eq(entry.at),
            register_entries::subject.eq(&entry.subject),
            register_entries::correspondent.eq(&entry.correspondent),
            register_entries::case_id.eq(&entry.case_id),
            register_entries::document_sha256.eq(&entry.document_sha256),
            register_entries::idempotency_key.eq(&entry.idempotency_key),
        ))
        .execute(c)?;
    Ok(())
}
