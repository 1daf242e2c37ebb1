//! Privacy, legal notes, accessibility.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::{Value, json};

use crate::app::App;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::visitor::MaybeCitizen;

/// The municipality's own privacy notice: Markdown with `##` headings and paragraphs.
pub(in crate::web) async fn privacy(
    app: Data<App>,
    here: Here,
    visitor: MaybeCitizen,
) -> Result<HttpResponse, PageError> {
    let file = here.tenant.texts.pointer("/privacy/file").and_then(Value::as_str);
    let text = file.and_then(|name| app.catalogue.tenant_file(&here.tenant, name));
    let text = String::from_utf8_lossy(text.unwrap_or_default()).into_owned();
    let context = json!({ "notice": { "title": "Informativa privacy", "lead": "",
        "updated_on": null, "sections": sections(&text) } });
    page::page(&app, &here, visitor.0.as_ref().into(), "portal/notice.html", context)
}

fn sections(markdown: &str) -> Vec<Value> {
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    for block in markdown.split("\n\n").map(str::trim).filter(|b| !b.is_empty()) {
        match block.strip_prefix('#') {
            Some(title) => {
                sections.push((title.trim_start_matches('#').trim().to_owned(), Vec::new()));
            }
            None => {
                let text = block.replace('\n', " ");
                match sections.last_mut() {
                    Some((_, paragraphs)) => paragraphs.push(text),
                    None => sections.push((String::new(), vec![text])),
                }
            }
        }
    }
    let kept = sections.into_iter().filter(|(_, paragraphs)| !paragraphs.is_empty());
    kept.map(|(title, paragraphs)| json!({ "title": title, "paragraphs": paragraphs })).collect()
}

pub(in crate::web) async fn legal(
    app: Data<App>,
    here: Here,
    visitor: MaybeCitizen,
) -> Result<HttpResponse, PageError> {
    let cookies =
        "Lo sportello usa solo cookie tecnici: quello della sessione e quello della lingua.";
    let context =
        json!({ "notice": { "sections": [{ "title": "Cookie", "paragraphs": [cookies] }] } });
    page::page(&app, &here, visitor.0.as_ref().into(), "portal/legal.html", context)
}

pub(in crate::web) async fn accessibility(
    app: Data<App>,
    here: Here,
    visitor: MaybeCitizen,
) -> Result<HttpResponse, PageError> {
    let email = &here.tenant.contacts.email;
    let paragraphs = [
        "Lo sportello segue le WCAG 2.2, livello AA: si usa da tastiera, con un lettore di schermo, senza JavaScript e su schermi piccoli.".to_owned(),
        format!("Se qualcosa ti impedisce di usarlo scrivi a {email}: rispondiamo entro trenta giorni."),
    ];
    let context = json!({ "notice": { "title": "Accessibilità", "lead": "", "updated_on": null,
        "sections": [{ "title": "Conformità e segnalazioni", "paragraphs": paragraphs }] } });
    page::page(&app, &here, visitor.0.as_ref().into(), "portal/notice.html", context)
}
