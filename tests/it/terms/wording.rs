//! What people read: articles, elisions, the line and the story.

use sportello::engine::terms::{Holidays, easter, reckon, simulate};

use super::case::{events, term};
use super::{calendar, date};

fn line(spec: &str, history: &str, today: &str) -> String {
    reckon(&term(spec), &events(history), &calendar("-"), date(today)).text
}

fn story(spec: &str, history: &str, today: &str) -> String {
    let found = reckon(&term(spec), &events(history), &calendar("-"), date(today));
    found.story.iter().map(|s| s.text.clone()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_line_says_days_start_suspension_and_end() {
    let history = "2026-05-03 start, 2026-05-20 suspend integrazione, 2026-06-10 resume";
    assert_eq!(
        line("60 days", history, "2026-06-20"),
        "60 giorni dal 3 maggio, sospesi 21, scade il 23 luglio"
    );
}

#[test]
fn lines_in_every_state() {
    let lines = [
        line("30 days", "", "2026-05-01"),
        line("30 days", "2026-05-11 start", "2026-05-12"),
        line("1 days", "2026-07-07 start", "2026-07-07"),
        line("2 working_days", "2026-05-01 start", "2026-05-02"),
        line("30 days", "2026-05-03 start, 2026-05-10 suspend pareri", "2026-05-12"),
        line("30 days", "2026-05-03 start, 2026-05-10 suspend pareri max 10", "2026-05-12"),
        line("60 days", "2026-05-03 start, 2026-05-10 interrupt", "2026-05-12"),
        line("60 days", "2026-05-03 start, 2026-05-10 interrupt, 2026-06-01 restart", "2026-06-12"),
        line("30 days", "2026-05-03 start, 2026-05-10 extend 10", "2026-05-12"),
        line("30 days", "2026-05-03 start", "2026-08-12"),
        line("30 days", "2026-05-03 start, 2026-05-20 fulfil", "2026-05-25"),
        line("30 days", "2026-05-03 start, 2026-06-20 fulfil", "2026-06-25"),
        line("1 years", "2026-05-03 start", "2026-06-25"),
    ];
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_feast_is_named_and_the_date_passes_on() {
    insta::assert_snapshot!(story("30 days", "2025-12-05 start", "2025-12-30"), @"
    Il termine è di 30 giorni (art. 2 L. 241/1990) dal 5 dicembre: il giorno iniziale non si conta.
    Il termine cadeva domenica 4 gennaio 2026: passa a lunedì 5 gennaio 2026.
    Mancano 6 giorni.
    ");
    insta::assert_snapshot!(story("10 days", "2026-03-27 start", "2026-03-30"), @"
    Il termine è di 10 giorni (art. 2 L. 241/1990) dal 27 marzo: il giorno iniziale non si conta.
    Il termine cadeva lunedì 6 aprile (lunedì dell'Angelo): passa a martedì 7 aprile.
    Mancano 8 giorni.
    ");
}

#[test]
fn the_story_tells_every_event_also_those_without_effect() {
    let history = "2026-05-03 start, 2026-05-10 suspend integrazione max 30, 2026-05-20 resume integrazione, \
                   2026-05-25 suspend preavviso max 20, 2026-05-30 resume preavviso after 10, 2026-08-20 extend 10";
    insta::assert_snapshot!(story("60 days", history, "2026-06-01"));
}

#[test]
fn a_simulation_compares_two_dates() {
    let found = simulate(
        &term("60 days"),
        &events("2026-05-03 start"),
        &events("2026-05-20 suspend integrazione max 30"),
        &calendar("-"),
        date("2026-05-20"),
    );
    assert_eq!(
        found.text,
        "Il termine passerebbe dal 2 luglio 2026 al 1º agosto 2026: 30 giorni in più."
    );
    assert_eq!(found.moved, Some(30));
}

#[test]
fn easter_of_known_years() {
    // Almanac dates, among them the earliest and the latest possible.
    for day in [
        "1818-03-22",
        "1943-04-25",
        "1961-04-02",
        "2000-04-23",
        "2008-03-23",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2038-04-25",
    ] {
        let day = date(day);
        assert_eq!(easter(chrono::Datelike::year(&day)), day);
    }
}

#[test]
fn a_feast_without_source_or_with_a_wrong_day_is_a_fault() {
    let file = serde_json::json!({ "holidays": [
        { "title": "Nessuno", "month": 2, "day": 30, "source": "nessuna" },
        { "title": "Senza fonte", "month": 2, "day": 3, "source": " " },
        { "title": "Ambigua", "month": 2, "day": 3, "easter": 1, "source": "nessuna" },
    ]});
    let faults = Holidays::compile("x.json", &file).unwrap_err();
    let pointers: Vec<&str> = faults.iter().map(|f| f.pointer.as_str()).collect();
    assert_eq!(pointers, ["/holidays/0", "/holidays/1", "/holidays/2"]);
}
