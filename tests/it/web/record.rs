//! Filling a draft through its pages: every step, every row, every file, until the check page.

use chrono::{Duration, NaiveDate};
use serde_json::Value;

use super::page::{StepForm, Wanted};
use crate::harness::{Client, TestApp, form_case};

/// Somebody who fills a form as a test case says.
pub struct Filling<'a> {
    pub client: &'a Client<'a>,
    pub wanted: Wanted<'a>,
    /// Keys of the files still to upload, each with its bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Filling<'_> {
    /// Starts a service and goes on to the check page; gives the address of the draft.
    pub async fn start_and_fill(mut self, procedure: &str) -> String {
        let start = self.client.get(&format!("/servizi/{procedure}/avvia")).await;
        assert_eq!(start.status, 303, "{}", start.text());
        let mut at = start.path().to_owned();
        for _ in 0..30 {
            at = self.step(&at).await;
            if let Some(draft) = at.strip_suffix("/riepilogo") {
                assert!(self.files.is_empty(), "no page asked for {:?}", self.files[0].0);
                return draft.to_owned();
            }
        }
        panic!("the steps do not end: {at}");
    }

    /// Fills one step; gives where its "next" leads.
    async fn step(&mut self, at: &str) -> String {
        let mut seen = Vec::new();
        for _ in 0..60 {
            let page = self.client.get(at).await;
            assert_eq!(page.status, 200, "{at}: {}", page.text());
            let form = StepForm::read(&page.text());
            let pairs = form.answered(&self.wanted);
            if let Some(button) = form.row_button(&self.wanted) {
                self.post(at, &pairs, &button).await;
                continue;
            }
            // What is typed but not saved goes with the file.
            if self.upload(at, &form, &pairs).await {
                continue;
            }
            if form.names() == seen {
                return self.post(at, &pairs, "next").await;
            }
            self.post(at, &pairs, "save").await;
            seen = form.names();
        }
        panic!("{at} asks something new at every save");
    }

    async fn post(&self, at: &str, pairs: &[(String, String)], action: &str) -> String {
        let mut pairs: Vec<(&str, &str)> = borrowed(pairs);
        pairs.push(("_action", action));
        let answer = self.client.post(at, &pairs).await;
        assert_eq!(answer.status, 303, "{at} {action}: {}", answer.text());
        answer.path().split('#').next().unwrap().to_owned()
    }

    async fn upload(&mut self, at: &str, form: &StepForm, pairs: &[(String, String)]) -> bool {
        let Some(next) = self.files.iter().position(|(key, _)| form.slots.contains(key)) else {
            return false;
        };
        let (key, bytes) = self.files.remove(next);
        let draft = at.rsplit_once('/').unwrap().0;
        let (field, name) = (format!("_file:{key}"), format!("Il mio {key}.PDF"));
        let file = (field.as_str(), name.as_str(), bytes.as_slice());
        let mut pairs = borrowed(pairs);
        pairs.push(("_action", "save"));
        let answer = self.client.upload(&format!("{draft}/allegati/{key}"), &pairs, &[file]).await;
        assert_eq!(answer.status, 303, "{key}: {}", answer.text());
        assert_eq!(answer.path().split('#').next(), Some(at), "back to the page of the file");
        true
    }
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

/// The data of a form's test case as if it were written today, and the keys of its files.
pub fn record(house: &TestApp, path: &str) -> (Value, Vec<String>) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let text = std::fs::read_to_string(root.join(path)).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    let written: NaiveDate = case["today"].as_str().unwrap().parse().unwrap();
    let (mut data, attached) = form_case(path);
    shift(&mut data, written, house.app.clock.today() - written);
    (data, attached)
}

/// Dates near the day of writing belong to the matter and move with it; births and old titles stay.
fn shift(value: &mut Value, written: NaiveDate, by: Duration) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|v| shift(v, written, by)),
        Value::Array(items) => items.iter_mut().for_each(|v| shift(v, written, by)),
        Value::String(text) if text.len() == 10 => {
            let day = text.parse::<NaiveDate>().ok();
            if let Some(day) = day.filter(|day| (*day - written).num_days().abs() <= 500) {
                *text = (day + by).to_string();
            }
        }
        _ => {}
    }
}
