//! The shape of `tenant.json`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::calendar::CalendarSection;
use crate::base::color::Color;
use crate::domain::id::TenantId;

/// One municipality.
#[derive(Debug, Clone, Deserialize)]
pub struct Tenant {
    pub slug: String,
    pub name: String,
    #[serde(default)]
    pub invented: bool,
    #[serde(default)]
    pub notice: String,
    /// Code in the index of public administrations.
    #[serde(default)]
    pub ipa_code: String,
    /// The homogeneous organisational area that keeps the register.
    #[serde(default)]
    pub aoo: Aoo,
    pub municipality: Municipality,
    /// Patron saint, closing days, Saturdays: read by the term engine.
    pub calendar: CalendarSection,
    pub identity: Identity,
    #[serde(default)]
    pub hosts: Vec<String>,
    pub address: Address,
    pub contacts: Contacts,
    pub limits: Limits,
    #[serde(default)]
    pub acts: Acts,
    #[serde(default)]
    pub parameters: BTreeMap<String, Parameter>,
    #[serde(default)]
    pub code_lists: BTreeMap<String, ListOverlay>,
    pub offices: Vec<Office>,
    #[serde(default)]
    pub staff: Vec<Staff>,
    #[serde(default)]
    pub zones: Vec<Zone>,
    #[serde(default)]
    pub assignment: Vec<Assignment>,
    #[serde(default)]
    pub procedures: Offer,
    #[serde(default)]
    pub texts: Value,
}

/// The area that keeps the protocol register.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Aoo {
    /// Its code in the index of public administrations.
    pub code: String,
    pub name: String,
}

/// Where and how big it is.
#[derive(Debug, Clone, Deserialize)]
pub struct Municipality {
    /// Belfiore code.
    pub code: String,
    pub province: Named,
    pub region: String,
    pub population: u32,
    pub cap: String,
}

/// A code with its name.
#[derive(Debug, Clone, Deserialize)]
pub struct Named {
    pub code: String,
    pub name: String,
}

/// Crest and colours.
#[derive(Debug, Clone, Deserialize)]
pub struct Identity {
    pub crest_svg: String,
    pub crest_png: String,
    pub crest_alt: String,
    pub colors: Colors,
}

/// The municipality's colours; each is legible as text on white and under white text.
#[derive(Debug, Clone, Deserialize)]
pub struct Colors {
    /// Header, links, buttons.
    pub primary: Color,
    /// The same, pressed or under the pointer.
    pub primary_dark: Color,
    /// The thin line of the header.
    pub accent: Color,
}

/// Postal address of the town hall.
#[derive(Debug, Clone, Deserialize)]
pub struct Address {
    pub street: String,
    pub cap: String,
    pub town: String,
}

/// How to reach it.
#[derive(Debug, Clone, Deserialize)]
pub struct Contacts {
    pub phone: String,
    pub email: String,
    pub pec: String,
    pub website: String,
    pub mail_from: String,
    #[serde(default)]
    pub dpo_email: String,
}

/// How the office adopts its acts.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Acts {
    #[serde(default)]
    pub signature: ActSignature,
}

/// Whether an act that the workflow wants signed can be adopted without its signed file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActSignature {
    /// It cannot.
    #[default]
    Required,
    /// It can: the signature is put on elsewhere.
    Optional,
}

/// Sizes in bytes, times in days.
#[derive(Debug, Clone, Deserialize)]
pub struct Limits {
    pub attachment_bytes: u64,
    pub case_bytes: u64,
    pub draft_idle_days: i64,
    #[serde(default)]
    pub draft_reminder_days: Vec<i64>,
    /// Files in one draft.
    #[serde(default = "usual_files")]
    pub case_files: u32,
}

/// Files in one draft where the municipality says nothing.
fn usual_files() -> u32 {
    200
}

/// What the installation allows at most, whatever a municipality allows itself.
#[derive(Debug, Clone, Copy)]
pub struct Caps {
    pub attachment_bytes: u64,
    pub case_files: u32,
    pub draft_idle_days: i64,
}

impl Limits {
    /// The smaller of each pair.
    pub fn cap(&mut self, caps: &Caps) {
        self.attachment_bytes = self.attachment_bytes.min(caps.attachment_bytes);
        self.case_files = self.case_files.min(caps.case_files);
        self.draft_idle_days = self.draft_idle_days.min(caps.draft_idle_days);
        let end = self.draft_idle_days;
        self.draft_reminder_days.retain(|days| *days < end);
        if self.draft_reminder_days.is_empty() {
            // Nobody's draft goes unannounced.
            self.draft_reminder_days.push(end * 2 / 3);
        }
    }
}

/// A value that expressions read as `param.name`, with its source.
#[derive(Debug, Clone, Deserialize)]
pub struct Parameter {
    pub value: Value,
    pub title: String,
    pub source: String,
    #[serde(default)]
    pub verified_on: Option<chrono::NaiveDate>,
}

/// A local code list that replaces or completes a shared one.
#[derive(Debug, Clone, Deserialize)]
pub struct ListOverlay {
    pub file: String,
    pub mode: String,
}

/// A real office and the office roles of the catalogue it fills.
#[derive(Debug, Clone, Deserialize)]
pub struct Office {
    pub code: String,
    pub name: String,
    pub serves: Vec<String>,
    #[serde(default)]
    pub head: Option<String>,
    #[serde(default)]
    pub floor: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub hours: Vec<Hours>,
}

/// Opening hours.
#[derive(Debug, Clone, Deserialize)]
pub struct Hours {
    pub days: Vec<String>,
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub note: String,
}

/// An officer to create accounts for.
#[derive(Debug, Clone, Deserialize)]
pub struct Staff {
    pub username: String,
    pub name: String,
    pub surname: String,
    #[serde(default)]
    pub email: Option<String>,
    /// Codice fiscale, to recognise the signature on an act.
    #[serde(default)]
    pub fiscal_code: Option<String>,
    #[serde(default)]
    pub roles: Vec<StaffRole>,
    #[serde(default)]
    pub administrator: bool,
}

/// A role in an office.
#[derive(Debug, Clone, Deserialize)]
pub struct StaffRole {
    pub office: String,
    pub role: String,
}

/// A part of the territory, known by streets and cadastral sheets.
#[derive(Debug, Clone, Deserialize)]
pub struct Zone {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub streets: Vec<String>,
    #[serde(default)]
    pub sheets: Vec<String>,
}

/// A rule of assignment; the first whose conditions all hold wins.
#[derive(Debug, Clone, Deserialize)]
pub struct Assignment {
    #[serde(default)]
    pub procedures: Vec<String>,
    #[serde(default)]
    pub sectors: Vec<String>,
    #[serde(default)]
    pub zone: Option<String>,
    /// CEL over the data of the case.
    #[serde(default)]
    pub when: Option<String>,
    pub office: String,
    #[serde(default)]
    pub person: Option<String>,
}

/// Which procedures are offered, and their local parameters.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Offer {
    #[serde(default)]
    pub off: Vec<String>,
    #[serde(default)]
    pub parameters: BTreeMap<String, Map<String, Value>>,
}

/// A code of an office with the office that fills it.
pub type Holder<'a> = (&'a str, &'a Office);

impl Tenant {
    /// The key of its rows.
    pub fn id(&self) -> TenantId {
        TenantId::new(self.slug.clone())
    }

    /// The office of a code: a real office, or the one that fills the catalogue's role of that code.
    pub fn office(&self, code: &str) -> Option<&Office> {
        self.offices
            .iter()
            .find(|o| o.code == code)
            .or_else(|| self.offices.iter().find(|o| o.serves.iter().any(|s| s == code)))
    }

    /// Name of an office, or its code if it is gone.
    pub fn office_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.office(code).map_or(code, |o| o.name.as_str())
    }

    /// Whether the procedure of this code is offered here.
    pub fn offers(&self, procedure: &str) -> bool {
        !self.procedures.off.iter().any(|code| code == procedure)
    }

    /// Values of `param` for a procedure: the tenant's own, then those set for that procedure.
    pub fn parameters_for(&self, procedure: &str) -> Map<String, Value> {
        let mut values: Map<String, Value> =
            self.parameters.iter().map(|(name, p)| (name.clone(), p.value.clone())).collect();
        if let Some(own) = self.procedures.parameters.get(procedure) {
            values.extend(own.clone());
        }
        values.entry("population").or_insert_with(|| self.municipality.population.into());
        values.entry("comune").or_insert_with(|| self.municipality.code.clone().into());
        values
    }
}
