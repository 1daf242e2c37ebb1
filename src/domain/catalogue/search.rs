//! Finding a procedure by words: titles, synonyms and descriptions, accents and endings ignored.

use std::sync::Arc;

use super::model::{Catalogue, Procedure};
use crate::domain::tenant::Tenant;

/// A procedure that answers a search, with its rank (higher is better).
#[derive(Debug, Clone)]
pub struct Hit {
    pub procedure: Arc<Procedure>,
    pub score: u32,
}

/// Procedures of a tenant that contain every word of `query` (by its beginning), the best first. An empty query finds all,
/// by title.
pub fn find(catalogue: &Catalogue, tenant: &Tenant, query: &str) -> Vec<Hit> {
    let words = words(query);
    let mut hits: Vec<Hit> = catalogue
        .all_offered(tenant)
        .filter_map(|p| score(p, &words).map(|score| Hit { procedure: Arc::clone(p), score }))
        .collect();
    hits.sort_by(|a, b| {
        b.score.cmp(&a.score).then_with(|| a.procedure.title.cmp(&b.procedure.title))
    });
    hits
}

/// Words too common to tell services apart.
const STOP: [&str; 22] = [
    "di", "del", "della", "dei", "il", "lo", "la", "un", "una", "per", "con", "in", "da", "devo",
    "voglio", "come", "fare", "mio", "mia", "le", "gli", "al",
];

fn words(text: &str) -> Vec<String> {
    deunicode::deunicode(text)
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 1 && !STOP.contains(w))
        .map(root)
        .collect()
}

/// The word without its ending, so that `lavori` finds `lavoro`.
fn root(word: &str) -> String {
    let cut = if word.len() > 4 { word.len() - 1 } else { word.len() };
    word.get(..cut).unwrap_or(word).to_owned()
}

fn score(procedure: &Procedure, query: &[String]) -> Option<u32> {
    let fields = [
        (8, words(&procedure.title)),
        (6, procedure.synonyms.iter().flat_map(|s| words(s)).collect()),
        (3, words(&procedure.category)),
        (2, words(&procedure.sheet.description)),
        (1, words(&procedure.sheet.addressed_to)),
    ];
    let mut total = 0;
    for word in query {
        let best = fields
            .iter()
            .filter(|(_, words)| words.iter().any(|w| w.starts_with(word.as_str())))
            .map(|(weight, _)| *weight)
            .max()?;
        total += best;
    }
    Some(total)
}
