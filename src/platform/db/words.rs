//! A small full-text index in memory, on SQLite's FTS5: for what is read at start and searched at every keystroke.
//!
//! Two tables over the same entries: one by stems of Italian words (Snowball), one by groups of three letters, which still
//! finds a word that is written wrong. Weights of the fields are those of BM25.

use std::sync::{Mutex, PoisonError};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Double, Text};
use diesel::sqlite::SqliteConnection;
use rust_stemmers::{Algorithm, Stemmer};

use super::error::DatabaseError;

const TABLES: &str = "
    CREATE VIRTUAL TABLE stems USING fts5(key UNINDEXED, title, names, text, tokenize = \"unicode61 remove_diacritics 2\");
    CREATE VIRTUAL TABLE letters USING fts5(key UNINDEXED, title, names, tokenize = \"trigram\");";
/// Title, other names, description.
const STEMS: &str = "SELECT key, bm25(stems, 0.0, 8.0, 6.0, 1.0) AS score FROM stems WHERE stems MATCH ? ORDER BY score, key LIMIT 60";
const LETTERS: &str = "SELECT key, bm25(letters, 0.0, 4.0, 3.0) AS score FROM letters WHERE letters MATCH ? ORDER BY score, key LIMIT 60";

/// Words too common to tell one thing from another.
const STOP: [&str; 40] = [
    "di", "del", "della", "dei", "delle", "il", "lo", "la", "un", "uno", "una", "per", "con", "in",
    "da", "dal", "devo", "voglio", "vorrei", "come", "fare", "mio", "mia", "miei", "le", "gli",
    "al", "alla", "che", "chi", "ho", "si", "mi", "nel", "nella", "su", "serve", "posso", "the",
    "una",
];

/// Letters below which a stem tells nothing: `sc` is the beginning of too much.
const SHORTEST_STEM: usize = 4;

/// One thing to be found.
#[derive(Debug, Clone)]
pub struct Entry {
    pub key: String,
    pub title: String,
    /// Synonyms and other words people use.
    pub names: String,
    /// A description.
    pub text: String,
}

/// The index.
pub struct WordIndex(Mutex<SqliteConnection>);

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Double)]
    score: f64,
}

impl WordIndex {
    /// Builds the index over `entries`.
    ///
    /// # Errors
    /// SQLite's, when it cannot have memory.
    pub fn build(entries: impl IntoIterator<Item = Entry>) -> Result<Self, DatabaseError> {
        let mut c = SqliteConnection::establish(":memory:")
            .map_err(|error| DatabaseError::Unreachable(error.to_string()))?;
        c.batch_execute(TABLES)?;
        c.transaction(|c| {
            for entry in entries {
                diesel::sql_query("INSERT INTO stems VALUES (?, ?, ?, ?)")
                    .bind::<Text, _>(&entry.key)
                    .bind::<Text, _>(stems(&entry.title).join(" "))
                    .bind::<Text, _>(stems(&entry.names).join(" "))
                    .bind::<Text, _>(stems(&entry.text).join(" "))
                    .execute(c)?;
                diesel::sql_query("INSERT INTO letters VALUES (?, ?, ?)")
                    .bind::<Text, _>(&entry.key)
                    .bind::<Text, _>(plain(&entry.title))
                    .bind::<Text, _>(plain(&entry.names))
                    .execute(c)?;
            }
            diesel::QueryResult::Ok(())
        })?;
        Ok(Self(Mutex::new(c)))
    }

    /// Keys of what answers `query`, the best first: everything that has all its words, else what has some, then what is
    /// written like them. Empty for a query without a word.
    pub fn find(&self, query: &str) -> Result<Vec<String>, DatabaseError> {
        let words = stems(query);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut c = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = matching(&words, " AND ");
        let mut found = ask(&mut c, STEMS, &all)?;
        if found.is_empty() {
            let some = matching(&words, " OR ");
            found = ask(&mut c, STEMS, &some)?;
            let close = similar(&mut c, query)?;
            found.extend(
                close.into_iter().filter(|(key, _)| !found_in(&found, key)).collect::<Vec<_>>(),
            );
        }
        Ok(found.into_iter().map(|(key, _)| key).collect())
    }
}

fn found_in(found: &[(String, f64)], key: &str) -> bool {
    found.iter().any(|(known, _)| known == key)
}

fn ask(
    c: &mut SqliteConnection,
    sql: &str,
    query: &str,
) -> Result<Vec<(String, f64)>, DatabaseError> {
    let rows: Vec<Found> = diesel::sql_query(sql).bind::<Text, _>(query).load(c)?;
    Ok(rows.into_iter().map(|row| (row.key, row.score)).collect())
}

/// What shares so many groups of three letters with the query that it may be meant.
fn similar(c: &mut SqliteConnection, query: &str) -> Result<Vec<(String, f64)>, DatabaseError> {
    let text = plain(query);
    let mut groups: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| word.chars().count() > 3 && !STOP.contains(word)) {
        let letters: Vec<char> = word.chars().collect();
        groups.extend(letters.windows(3).map(|three| quoted(&three.iter().collect::<String>())));
    }
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let rows = ask(c, LETTERS, &groups.join(" OR "))?;
    // The best of those that are only alike, and what comes near it; the tail shares a syllable by chance.
    let best = rows.first().map_or(0.0, |(_, score)| *score);
    Ok(rows.into_iter().filter(|(_, score)| *score <= best * 0.6).collect())
}

/// Every word by its beginning, so that a search can be followed while it is typed.
fn matching(words: &[String], joint: &str) -> String {
    let parts: Vec<String> = words.iter().map(|word| format!("{}*", quoted(word))).collect();
    parts.join(joint)
}

/// A word as FTS5 takes it literally; ours are letters and digits only.
fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// Lower case, no accents, only letters and digits, one space between words.
fn plain(text: &str) -> String {
    let ascii = deunicode::deunicode(text).to_lowercase();
    let words = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The stems of the words that tell something; of all words, if none does.
fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Italian);
    let text = plain(text);
    let telling: Vec<&str> =
        text.split(' ').filter(|word| word.len() > 1 && !STOP.contains(word)).collect();
    let words = if telling.is_empty() { text.split(' ').collect() } else { telling };
    words.into_iter().map(|word| stem(&stemmer, word)).filter(|word| !word.is_empty()).collect()
}

/// The stem of a word, without the vowels that Snowball leaves at the end of some forms and not of others. What is so short
/// that nothing would be left stays whole.
fn stem(stemmer: &Stemmer, word: &str) -> String {
    let stem = stemmer.stem(word);
    let bare = stem.trim_end_matches(['a', 'e', 'i', 'o']);
    if bare.len() < SHORTEST_STEM { stem.into_owned() } else { bare.to_owned() }
}
