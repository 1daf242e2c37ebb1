//! Documents on the municipality's paper: letterhead, footer, PDF/A.

use actix_web::web::Data;
use chrono::NaiveDateTime;

use crate::app::App;
use crate::domain::draft::Filled;
use crate::domain::seal::{self, Issuer, PrintedFile};
use crate::domain::tenant::Tenant;
use crate::engine::document::pdf::{self, Embedded, Options, Standard};
use crate::engine::document::{Crest, Document, Letterhead};
use crate::engine::form::DocumentPlan;
use crate::web::error::PageError;
use crate::web::here::Here;

/// The municipality as printed on top of its documents.
pub(super) fn issuer(app: &App, tenant: &Tenant) -> Issuer {
    let address = &tenant.address;
    let png = app.catalogue.tenant_file(tenant, &tenant.identity.crest_png);
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

/// The letterhead alone, for documents made from templates.
pub(super) fn letterhead(app: &App, tenant: &Tenant) -> (Letterhead, String) {
    let issuer = issuer(app, tenant);
    (Letterhead { crest: issuer.crest, lines: issuer.lines }, issuer.footer)
}

/// A document of a draft.
pub(super) fn sealed(app: &Data<App>, here: &Here, filled: &Filled, plan: &DocumentPlan) -> Document {
    let title = |slot: &str| {
        let found = filled.evaluation.slots.iter().find(|s| s.key == slot);
        found.map_or_else(|| slot.to_owned(), |s| s.title.clone())
    };
    let files: Vec<PrintedFile> = filled
        .files
        .iter()
        .map(|f| PrintedFile { title: title(&f.slot), name: f.name.clone(), sha256: f.sha256.clone() })
        .collect();
    let issuer = issuer(app, &here.tenant);
    seal::compose(&filled.form, &filled.evaluation, plan, &files, &issuer)
}

/// The PDF/A of a document; with `data`, PDF/A-3 that carries the data it was made from.
pub(super) async fn pdf(
    document: Document,
    at: NaiveDateTime,
    data: Option<Vec<u8>>,
) -> Result<Vec<u8>, PageError> {
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
    let written = actix_web::web::block(move || pdf::write(&document, &options));
    written.await.map_err(PageError::internal)?.map_err(PageError::internal)
}
