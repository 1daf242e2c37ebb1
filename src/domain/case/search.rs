//! What the offices' search box looks into, and what is typed there: both become words of `[a-z0-9/]`, so that the two
//! databases find the same cases. Every word typed must begin a word of the case.

use serde_json::Value;

use super::model::{Case, Party};
use crate::domain::link::Parcel;
use crate::platform::db::TextIndex;

/// The index of the cases' texts.
pub const CASE_TEXTS: TextIndex =
    TextIndex { table: "case_texts", key: "case_id", words: "case_words", column: "cases.id" };

/// Words of a search that count.
const MOST_WORDS: usize = 8;
/// Letters of a word that count.
const LONGEST_WORD: usize = 64;

/// Members of a case's data that people search by, wherever they stand: codes of people and firms, their names, addresses.
const SEARCHED: [&str; 10] = [
    "codice_fiscale",
    "partita_iva",
    "cognome",
    "nome",
    "denominazione",
    "ragione_sociale",
    "toponimo",
    "denominazione_strada",
    "civico",
    "indirizzo",
];

/// The text of a case: number, protocol, procedure, subject, people, addresses, parcels.
pub(super) fn text_of(case: &Case, parties: &[Party], data: &Value) -> String {
    let mut words = Vec::new();
    let id = case.id.as_str();
    add(&mut words, id);
    add(&mut words, id.get(id.len().saturating_sub(8)..).unwrap_or(id));
    if let Some(number) = &case.protocol_number {
        add(&mut words, number);
        words.extend(without_zeros(number));
    }
    for text in [&case.procedure_title, &case.subject, &case.presenter] {
        add(&mut words, text);
    }
    for party in parties {
        add(&mut words, &party.name);
        add(&mut words, &party.fiscal_code);
    }
    from_data(&mut words, data);
    words.sort();
    words.dedup();
    words.join(" ")
}

/// The words of what was typed.
pub fn words_of(typed: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for chunk in typed.split_whitespace() {
        let plain = plain(chunk);
        if is_joined(&plain) {
            words.push(plain);
        } else {
            words.extend(pieces(&plain).map(str::to_owned));
        }
    }
    words.truncate(MOST_WORDS);
    words
}

fn from_data(words: &mut Vec<String>, value: &Value) {
    match value {
        Value::Object(members) => {
            words.extend(Parcel::read(value).iter().flat_map(names));
            for (name, inner) in members {
                match inner {
                    Value::String(text) if SEARCHED.contains(&name.as_str()) => add(words, text),
                    other => from_data(words, other),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| from_data(words, item)),
        _ => {}
    }
}

/// "12/345" and, for a unit, "12/345/4".
fn names(parcel: &Parcel) -> Vec<String> {
    let land = format!("{}/{}", parcel.sheet, parcel.number);
    let unit = (!parcel.unit.is_empty()).then(|| format!("{land}/{}", parcel.unit));
    let parts = [Some(parcel.sheet.clone()), Some(parcel.number.clone()), Some(land), unit];
    parts.into_iter().flatten().collect()
}

fn add(words: &mut Vec<String>, text: &str) {
    for chunk in text.split_whitespace() {
        let plain = plain(chunk);
        words.extend(pieces(&plain).map(str::to_owned));
        if is_joined(&plain) {
            words.push(plain);
        }
    }
}

/// "2026/0001234" is also "2026/1234" and "1234".
fn without_zeros(number: &str) -> Vec<String> {
    let Some((year, count)) = number.split_once('/') else { return Vec::new() };
    let count = count.trim_start_matches('0');
    vec![format!("{}/{count}", plain(year)), count.to_owned()]
}

/// Lower-case letters and digits without accents; what is neither becomes a blank, a slash stays.
fn plain(text: &str) -> String {
    let mark = |c: char| if c.is_ascii_alphanumeric() || c == '/' { c } else { ' ' };
    let plain: String = deunicode::deunicode(text).to_lowercase().chars().map(mark).collect();
    plain.trim_matches(|c| c == ' ' || c == '/').chars().take(LONGEST_WORD).collect()
}

/// Whether a word is numbers joined by slashes: a protocol number, a parcel.
fn is_joined(word: &str) -> bool {
    word.contains('/') && word.chars().all(|c| c.is_ascii_digit() || c == '/')
}

fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split([' ', '/']).filter(|piece| !piece.is_empty())
}
