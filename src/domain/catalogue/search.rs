//! Finding a procedure by words: its title, the names and the events of life that lead to it, its description; also when a
//! word is written wrong.

use std::sync::Arc;

use super::model::{Catalogue, Procedure};
use crate::domain::tenant::Tenant;
use crate::platform::db::{DatabaseError, Entry, WordIndex};

/// The index over some procedures.
pub(super) fn index<'a>(
    procedures: impl Iterator<Item = &'a Arc<Procedure>>,
) -> Result<WordIndex, DatabaseError> {
    WordIndex::build(procedures.map(|procedure| {
        Entry {
            key: procedure.code.clone(),
            title: procedure.title.clone(),
            names: procedure.synonyms.join(" · "),
            text: [
                procedure.category.as_str(),
                &procedure.topics.join(" "),
                &procedure.sheet.description,
                &procedure.sheet.addressed_to,
            ]
            .join(" "),
        }
    }))
}

/// The procedures that a tenant offers and that answer `query`, the best first. An empty query finds all, by title.
///
/// # Errors
/// The index's.
pub fn find(
    catalogue: &Catalogue,
    tenant: &Tenant,
    query: &str,
) -> Result<Vec<Arc<Procedure>>, DatabaseError> {
    if query.trim().is_empty() {
        let mut all: Vec<_> = catalogue.all_offered(tenant).cloned().collect();
        all.sort_by(|a, b| a.title.cmp(&b.title));
        return Ok(all);
    }
    let codes = catalogue.words.find(query)?;
    Ok(codes.iter().filter_map(|code| catalogue.offered(tenant, code).cloned()).collect())
}
