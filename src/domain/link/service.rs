//! Finding and making links.

use serde_json::Value;

use super::model::{CaseParcel, Link, LinkKind, Parcel, Relation};
use super::queries;
use crate::domain::Scope;
use crate::domain::case::{self, Case, words_of};
use crate::domain::id::{CaseId, TenantId};
use crate::platform::db::{AnyConnection, DatabaseError};

/// Member of a form's data that names another case (the block `pratica-collegata`).
const REFERENCE: &str = "pratica_ref";

/// Writes what the data of a new case say: the cases they name and the land they are about.
pub fn record(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &CaseId,
    data: &Value,
) -> Result<(), DatabaseError> {
    let (mut references, mut parcels) = (Vec::new(), Vec::new());
    collect(data, &mut references, &mut parcels);
    for reference in references {
        if let Some(other) = find(c, &scope.tenant_id, &reference)?.filter(|o| o.id != *case) {
            link(c, scope, case, &other.id, LinkKind::Declared, "")?;
        }
    }
    for parcel in parcels {
        let row = CaseParcel {
            tenant_id: scope.tenant_id.clone(),
            case_id: case.clone(),
            parcel: parcel.key(),
            label: parcel.label(),
        };
        queries::insert_parcel(c, &row)?;
    }
    Ok(())
}

/// The case that the data of a new one name first: whoever follows that one is asked first to follow the new one too.
pub fn predecessor(
    c: &mut AnyConnection,
    scope: &Scope,
    data: &Value,
) -> Result<Option<Case>, DatabaseError> {
    let mut references = Vec::new();
    collect(data, &mut references, &mut Vec::new());
    match references.first() {
        Some(reference) => find(c, &scope.tenant_id, reference),
        None => Ok(None),
    }
}

/// An officer links two cases; `false` if there is no such other case.
pub fn add(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &CaseId,
    reference: &str,
    offices: &[String],
    by: &str,
) -> Result<bool, DatabaseError> {
    let other = find(c, &scope.tenant_id, reference)?;
    let Some(other) = other.filter(|o| o.id != *case && offices.contains(&o.office)) else {
        return Ok(false);
    };
    link(c, scope, case, &other.id, LinkKind::Manual, by)?;
    Ok(true)
}

/// The linked cases of some offices, each once, with how they are related.
pub fn related(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &CaseId,
    offices: &[String],
) -> Result<Vec<(Case, Relation)>, DatabaseError> {
    let links = queries::of_case(c, tenant, id)?;
    let mut relations: Vec<(CaseId, Relation)> = Vec::new();
    for link in links {
        let away = link.case_id == *id;
        let relation = match (link.kind, away) {
            (LinkKind::Manual, _) => Relation::Manual,
            (LinkKind::Declared, true) => Relation::Names,
            (LinkKind::Declared, false) => Relation::NamedBy,
        };
        let other = if away { link.other_id } else { link.case_id };
        match relations.iter_mut().find(|(known, _)| *known == other) {
            Some((_, known)) => *known = relation.min(*known),
            None => relations.push((other, relation)),
        }
    }
    let ids: Vec<CaseId> = relations.iter().map(|(id, _)| id.clone()).collect();
    let cases = case::of_ids(c, tenant, &ids, offices)?;
    let find = |id: &CaseId| cases.iter().find(|case| case.id == *id).cloned();
    Ok(relations.into_iter().filter_map(|(id, relation)| Some((find(&id)?, relation))).collect())
}

fn link(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &CaseId,
    other: &CaseId,
    kind: LinkKind,
    by: &str,
) -> Result<(), DatabaseError> {
    let row = Link {
        tenant_id: scope.tenant_id.clone(),
        case_id: case.clone(),
        other_id: other.clone(),
        kind,
        created_at: scope.at,
        created_by: by.to_owned(),
    };
    queries::insert(c, &row)?;
    Ok(())
}

/// The one case that a number means: its protocol, with or without zeros, or the code that it bears before it has one.
fn find(
    c: &mut AnyConnection,
    tenant: &TenantId,
    reference: &str,
) -> Result<Option<Case>, DatabaseError> {
    let words = words_of(reference);
    let [word] = words.as_slice() else { return Ok(None) };
    let found = queries::with_words(c, tenant, &words)?;
    let mut meant = found.into_iter().filter(|case| is_called(case, word));
    let first = meant.next();
    Ok(first.filter(|_| meant.next().is_none()))
}

fn is_called(case: &Case, word: &str) -> bool {
    let plain = |number: &str| -> Option<(String, String)> {
        let (year, count) = number.split_once('/')?;
        Some((year.to_owned(), count.trim_start_matches('0').to_owned()))
    };
    let protocol = case.protocol_number.as_deref().and_then(plain);
    let by_protocol = protocol.is_some() && protocol == plain(word);
    let id = case.id.as_str();
    by_protocol || id == word || (word.len() == 8 && id.ends_with(word))
}

fn collect(value: &Value, references: &mut Vec<String>, parcels: &mut Vec<Parcel>) {
    match value {
        Value::Object(members) => {
            parcels.extend(Parcel::read(value));
            for (name, inner) in members {
                match inner {
                    Value::String(text) if name == REFERENCE && !text.trim().is_empty() => {
                        references.push(text.clone());
                    }
                    other => collect(other, references, parcels),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references, parcels)),
        _ => {}
    }
}
