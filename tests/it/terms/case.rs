//! Every line of `cases/*.csv` is a case: the expected figures come from a separate computation, not from the engine.

use sportello::engine::terms::{ClockEvent, ClockVerb, Term, Unit, reckon};

use super::{calendar, date};

#[derive(serde::Deserialize)]
struct Row {
    name: String,
    term: String,
    calendar: String,
    events: String,
    today: String,
    state: String,
    date: String,
    elapsed: i64,
    remaining: i64,
    suspended: i64,
}

pub fn term(text: &str) -> Term {
    let words: Vec<&str> = text.split_whitespace().collect();
    let unit = match words[1] {
        "days" => Unit::Days,
        "working_days" => Unit::WorkingDays,
        "months" => Unit::Months,
        "years" => Unit::Years,
        other => panic!("unknown unit {other}"),
    };
    Term {
        code: "termine".into(),
        title: "Termine".into(),
        length: words[0].parse().unwrap(),
        unit,
        max: words.get(3).map(|m| m.parse().unwrap()),
        source: "art. 2 L. 241/1990".into(),
        verified_on: None,
    }
}

/// `2026-05-10 suspend integrazione max 30`, `2026-05-20 resume preavviso after 10`, `2026-05-20 extend 10`…
pub fn event(text: &str) -> ClockEvent {
    let words: Vec<&str> = text.split_whitespace().collect();
    let after =
        |name: &str| words.iter().position(|w| *w == name).map(|i| words[i + 1].parse().unwrap());
    let verb = match words[1] {
        "start" => ClockVerb::Start,
        "suspend" => ClockVerb::Suspend { cause: words[2].into(), max_days: after("max") },
        "resume" => ClockVerb::Resume {
            cause: words.get(2).filter(|w| **w != "after").map(|w| (*w).to_owned()),
            after_days: after("after").unwrap_or(0),
        },
        "interrupt" => ClockVerb::Interrupt,
        "restart" => ClockVerb::Restart,
        "reset" => ClockVerb::Reset,
        "extend" => ClockVerb::Extend { days: Some(words[2].parse().unwrap()), to: None },
        "fulfil" => ClockVerb::Fulfil,
        "stop" => ClockVerb::Stop,
        other => panic!("unknown event {other}"),
    };
    ClockEvent::new(date(words[0]), verb)
}

pub fn events(text: &str) -> Vec<ClockEvent> {
    text.split(',').map(str::trim).filter(|e| !e.is_empty()).map(event).collect()
}

#[test]
fn every_case_of_the_table_holds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/terms/cases");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(&path).unwrap();
        for row in reader.deserialize() {
            let row: Row = row.unwrap();
            count += 1;
            let found = reckon(
                &term(&row.term),
                &events(&row.events),
                &calendar(&row.calendar),
                date(&row.today),
            );
            let expected = format!(
                "{} {} {} {} {}",
                row.state, row.date, row.elapsed, row.remaining, row.suspended
            );
            let when = found.date.map_or("-".to_owned(), |d| d.to_string());
            let got = format!(
                "{} {when} {} {} {}",
                found.state.code(),
                found.elapsed,
                found.remaining,
                found.suspended
            );
            if got != expected {
                let file = path.file_name().unwrap().to_string_lossy().into_owned();
                wrong.push(format!(
                    "{file} «{}»: expected {expected}, got {got} – {}",
                    row.name, found.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 200, "the table has only {count} cases");
}
