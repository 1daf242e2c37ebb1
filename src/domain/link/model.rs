//! Rows of links and parcels.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use crate::domain::id::{CaseId, TenantId};
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::{case_links, case_parcels};
use crate::text_enum;

text_enum! {
    /// Who says that two cases belong together.
    LinkKind { Declared = "declared", Manual = "manual" }
}

/// One case names another.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_links)]
#[diesel(check_for_backend(MultiBackend))]
pub(super) struct Link {
    pub tenant_id: TenantId,
    pub case_id: CaseId,
    pub other_id: CaseId,
    pub kind: LinkKind,
    pub created_at: NaiveDateTime,
    /// Name of the officer; empty for a declared link.
    pub created_by: String,
}

/// A case is about a parcel.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = case_parcels)]
pub(super) struct CaseParcel {
    pub tenant_id: TenantId,
    pub case_id: CaseId,
    pub parcel: String,
    pub label: String,
}

/// How another case is related to the one at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The form of this case names the other.
    Names,
    /// The form of the other names this.
    NamedBy,
    /// An officer linked them.
    Manual,
}

/// A piece of land or a unit in the cadastre.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parcel {
    /// Belfiore code of the cadastral municipality; empty if the data do not say.
    pub place: String,
    pub section: String,
    pub sheet: String,
    pub number: String,
    pub unit: String,
}

impl Parcel {
    /// The parcel that an object of a case's data names, if it has a sheet and a number.
    pub fn read(object: &Value) -> Option<Self> {
        let text = |name: &str| {
            let value = object.get(name).and_then(Value::as_str).unwrap_or_default();
            let plain = deunicode::deunicode(value).to_lowercase();
            let kept: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
            kept.trim_start_matches('0').to_owned()
        };
        let parcel = Self {
            place: text("codice_catastale_comune"),
            section: text("sezione"),
            sheet: text("foglio"),
            number: text("particella"),
            unit: text("subalterno"),
        };
        (!parcel.sheet.is_empty() && !parcel.number.is_empty()).then_some(parcel)
    }

    /// What two cases on the same land share; the unit does not matter.
    pub fn key(&self) -> String {
        format!("{}/{}/{}/{}", self.place, self.section, self.sheet, self.number)
    }

    /// As people say it.
    pub fn label(&self) -> String {
        format!("foglio {}, particella {}", self.sheet, self.number)
    }
}
