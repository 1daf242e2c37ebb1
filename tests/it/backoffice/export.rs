//! Exports: what the queue shows, as a file that office programs read; made by a job, fetched by who asked.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Ods, Reader, Xlsx};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use sportello::domain::export;
use sportello::domain::id::AccountId;
use sportello::domain::identity::Role;
use sportello::job;
use sportello::platform::db::DatabaseError;
use sportello::platform::queue::{Worker, WorkerSettings};
use sportello::platform::sheet::{Cell, Sheet, SheetFormat};

use crate::harness::{Client, TestApp};
use crate::on_both;

/// Runs what the queue of jobs holds.
pub async fn work(house: &TestApp) {
    let app = house.app.clone().into_inner();
    let registry = job::registry(&app);
    let worker = Worker::new(
        app.database.clone(),
        registry,
        Arc::clone(&app.clock),
        Arc::clone(&app.ids),
        WorkerSettings::default(),
    );
    worker.drain().await.unwrap();
}

async fn fetch(house: &TestApp, officer: &Client<'_>) -> Vec<u8> {
    work(house).await;
    let page = officer.get("/ufficio/esportazioni").await.text().replace("&#x2f;", "/");
    let (_, rest) = page.split_once("/ufficio/esportazioni/").unwrap_or_else(|| panic!("{page}"));
    let id = rest.split('/').next().unwrap();
    let answer = officer.get(&format!("/ufficio/esportazioni/{id}/file")).await;
    assert_eq!(answer.status.as_u16(), 200);
    answer.body
}

on_both! {
    async fn the_list_becomes_a_file(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let case = house.case("valdoria", &id).await;
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let asked = officer.post("/ufficio/esportazioni", &[("format", "xlsx"), ("query", "vista=ufficio")]).await;
        assert_eq!(asked.path(), "/ufficio/esportazioni", "{}", asked.text());
        assert!(officer.get("/ufficio/esportazioni").await.text().contains("In attesa"));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fetch(&house, &officer).await)).unwrap();
        let rows = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(rows.height(), 2, "titles and one case");
        assert_eq!(rows.get((1, 1)).unwrap().to_string(), case.protocol_number.clone().unwrap());
        assert!(officer.get("/ufficio/esportazioni").await.text().contains("1 di 1"));
        let other = house.officer("valdoria", "altro", &[("suap", Role::CaseWorker)]).await;
        other.post("/ufficio/esportazioni", &[("format", "csv"), ("query", "vista=tutte&ufficio=sue")]).await;
        let text = String::from_utf8(fetch(&house, &other).await).unwrap();
        assert_eq!(text.lines().count(), 1, "another office's cases are not exported: {text}");
    }

    async fn the_file_belongs_to_who_asked_and_goes(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let chosen = [("operation", "esporta:ods"), ("case", id.as_str())];
        assert_eq!(officer.post("/ufficio/gruppo", &chosen).await.path(), "/ufficio/esportazioni");
        let mut book: Ods<_> = Ods::new(Cursor::new(fetch(&house, &officer).await)).unwrap();
        assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().height(), 2);
        let page = officer.get("/ufficio/esportazioni").await.text().replace("&#x2f;", "/");
        let file = page.split("/ufficio/esportazioni/").nth(1).unwrap().split('"').next().unwrap();
        let file = format!("/ufficio/esportazioni/{file}");
        let colleague = house.officer("valdoria", "altro", &[("sue", Role::CaseWorker)]).await;
        assert_eq!(colleague.get(&file).await.status.as_u16(), 404);
        let before = house.stored().len();
        house.clock.advance(Duration::days(8));
        job::export::expire(house.app.clone().into_inner()).await.unwrap();
        assert_eq!(house.stored().len(), before - 1, "the file stayed in the store");
        let (tenant, account) = (house.scope("valdoria").tenant_id, AccountId::new(officer.id.clone()));
        let read = house.app.database.read(move |c| {
            Ok::<_, DatabaseError>(export::of_account(c, &tenant, &account)?)
        });
        assert!(read.await.unwrap().is_empty(), "its row stayed");
    }

    async fn nobody_fills_the_line_with_exports(db: TestDatabase) {
        let house = TestApp::new(db);
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let form = [("format", "csv"), ("query", "vista=tutte")];
        for _ in 0..5 {
            assert_eq!(officer.post("/ufficio/esportazioni", &form).await.status.as_u16(), 303);
        }
        assert_eq!(officer.post("/ufficio/esportazioni", &form).await.status.as_u16(), 429);
        let strange = [("format", "exe"), ("query", "vista=tutte")];
        assert_eq!(officer.post("/ufficio/esportazioni", &strange).await.status.as_u16(), 422);
    }
}

fn written(format: SheetFormat, rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut sheet =
        Sheet::new(format, Cursor::new(&mut bytes), "Pratiche: prova", &["a", "b"]).unwrap();
    rows.iter().for_each(|row| sheet.row(row).unwrap());
    sheet.finish().unwrap();
    bytes
}

fn sample() -> Vec<Vec<Cell>> {
    let day = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
    let at: NaiveDateTime = day.and_hms_opt(9, 30, 0).unwrap();
    vec![
        vec![Cell::text("=1+1"), Cell::text("<a> & \"b\"\u{1}\nriga due; «ò»")],
        vec![Cell::Number(42), Cell::Day(day)],
        vec![Cell::Empty, Cell::Moment(at)],
    ]
}

#[test]
fn values_survive_in_every_format() {
    let csv = String::from_utf8(written(SheetFormat::Csv, &sample())).unwrap();
    let expected = "\u{feff}a;b\r\n'=1+1;\"<a> & \"\"b\"\"\u{1}\nriga due; «ò»\"\r\n42;10/03/2026\r\n;10/03/2026 09:30\r\n";
    assert_eq!(csv, expected);
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(written(SheetFormat::Xlsx, &sample()))).unwrap();
    let mut ods: Ods<_> = Ods::new(Cursor::new(written(SheetFormat::Ods, &sample()))).unwrap();
    for rows in
        [xlsx.worksheet_range_at(0).unwrap().unwrap(), ods.worksheet_range_at(0).unwrap().unwrap()]
    {
        assert_eq!(rows.get((1, 0)), Some(&Data::String("=1+1".into())), "a text is no formula");
        assert!(rows.get((1, 1)).unwrap().to_string().contains("riga due; «ò»"));
        assert_eq!(rows.get((2, 0)), Some(&Data::Float(42.0)));
        let day = rows.get((2, 1)).unwrap();
        assert!(
            day.to_string().starts_with("46091") || day.to_string().starts_with("2026-03-10"),
            "{day:?}"
        );
        let at = rows.get((3, 1)).unwrap();
        assert!(
            at.to_string().starts_with("46091.3958")
                || at.to_string().starts_with("2026-03-10T09:30"),
            "{at:?}"
        );
    }
}
