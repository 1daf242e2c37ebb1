//! The municipality's paper: letterhead and footer, sealed documents, documents from Markdown templates, PDF/A.

use chrono::NaiveDateTime;
use rust_embed::RustEmbed;
use serde_json::Value;

use crate::domain::catalogue::Catalogue;
use crate::domain::draft::Filled;
use crate::domain::seal::{self, Issuer, PrintedFile};
use crate::domain::tenant::Tenant;
use crate::engine::document::pdf::{self, Embedded, Options, Standard};
use crate::engine::document::{Crest, Document, DocumentError, Letterhead, markdown};
use crate::engine::form::DocumentPlan;

#[derive(RustEmbed)]
#[folder = "templates/documents"]
#[include = "*.md"]
struct Templates;

/// The municipality as printed on top of its documents.
pub fn issuer(catalogue: &Catalogue, tenant: &Tenant) -> Issuer {
    let address = &tenant.address;
    let png = catalogue.tenant_file(tenant, &tenant.identity.crest_png);
    let crest = png.map(|png| Crest { png: png.to_vec(), alt: tenant.identity.crest_alt.clone() });
    Issuer {
        lines: vec![
            tenant.name.clone(),
            format!("{}, {} {}", address.street, address.cap, address.town),
            format!("PEC {}", tenant.contacts.pec),
        ],
        crest,
        footer: format!("{} – Sportello telematico", tenant.name),
    }
}

/// A document of a draft.
pub fn sealed(
    catalogue: &Catalogue,
    tenant: &Tenant,
    filled: &Filled,
    plan: &DocumentPlan,
) -> Document {
    let title = |slot: &str| {
        let found = filled.evaluation.slots.iter().find(|s| s.key == slot);
        found.map_or_else(|| slot.to_owned(), |s| s.title.clone())
    };
    let files: Vec<PrintedFile> = filled
        .files
        .iter()
        .map(|f| PrintedFile {
            title: title(&f.slot),
            name: f.name.clone(),
            sha256: f.sha256.clone(),
        })
        .collect();
    let issuer = issuer(catalogue, tenant);
    seal::compose(&filled.form, &filled.evaluation, plan, &files, &issuer)
}

/// Whether there is a document template of this name.
pub fn has_template(name: &str) -> bool {
    Templates::get(&format!("{name}.md")).is_some()
}

/// A document from a template (`ricevuta`, `esito`…) on the municipality's paper.
///
/// # Errors
/// An unknown template, or data that it asks for and does not get.
pub fn from_template(
    catalogue: &Catalogue,
    tenant: &Tenant,
    name: &str,
    context: &Value,
) -> Result<Document, DocumentError> {
    let file = Templates::get(&format!("{name}.md")).ok_or_else(|| DocumentError::Template {
        reason: format!("no document template {name}"),
        line: None,
    })?;
    let source = String::from_utf8_lossy(&file.data);
    let mut document = markdown::render_template(&source, context)?;
    let issuer = issuer(catalogue, tenant);
    document.author = issuer.lines.first().cloned();
    document.letterhead = Some(Letterhead { crest: issuer.crest, lines: issuer.lines });
    document.footer = Some(issuer.footer);
    Ok(document)
}

/// The PDF/A of a document; with `data`, PDF/A-3 that carries the data it was made from. Takes milliseconds of CPU.
///
/// # Errors
/// A document that would break the standards.
pub fn write(
    document: &Document,
    at: NaiveDateTime,
    data: Option<Vec<u8>>,
) -> Result<Vec<u8>, DocumentError> {
    let options = Options {
        created: at.and_utc(),
        standard: if data.is_some() { Standard::A3 } else { Standard::A2 },
        embedded: data.map(|bytes| Embedded {
            name: "dati.json".to_owned(),
            mime: "application/json".to_owned(),
            description: "I dati da cui è stato generato il documento".to_owned(),
            bytes,
        }),
    };
    pdf::write(document, &options)
}
