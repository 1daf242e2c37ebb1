//! The report on a file's signatures as a document to print and to keep.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::model::{Cause, FileVerdict};
use crate::base::clock::civil;
use crate::domain::file::File;
use crate::domain::seal::Issuer;
use crate::engine::document::{Block, Column, Document, Inline, Letterhead, List, Pair, Table};
use crate::engine::signature::Report;
use crate::engine::signature::report::{Check, Outcome, Signature, Timestamp, Verdict};

/// The document; `None` when the file has no report that this program can read.
pub fn print(file: &File, history: &[FileVerdict], issuer: Issuer) -> Option<Document> {
    let report: Report = serde_json::from_value(file.report.as_ref()?.0.clone()).ok()?;
    let mut blocks = vec![
        Block::heading(1, "Verifica delle firme"),
        Block::pairs(facts(file, &report)),
        Block::heading(2, "Esito"),
        Block::paragraph(format!("{}. {}", word(report.verdict), report.summary)),
    ];
    if !report.parties.is_empty() {
        blocks.push(Block::heading(2, "Chi doveva firmare"));
        blocks.push(Block::pairs(report.parties.iter().map(|entry| {
            let state = if entry.signed { "ha firmato" } else { "manca la firma" };
            (format!("{} ({})", entry.party.name, entry.party.role), state)
        })));
    }
    if !report.checks.is_empty() {
        blocks.push(Block::heading(2, "Controlli sul file"));
        blocks.push(checks(&report.checks));
    }
    for (index, signature) in report.signatures.iter().enumerate() {
        blocks.push(Block::heading(2, format!("Firma {}", index + 1)));
        blocks.extend(signed(signature, 3));
    }
    blocks.extend(evidence(&report));
    blocks.extend(past(history));
    Some(Document {
        title: format!("Verifica delle firme di {}", file.name),
        language: "it".to_owned(),
        author: issuer.lines.first().cloned(),
        subject: None,
        letterhead: Some(Letterhead { crest: issuer.crest, lines: issuer.lines }),
        footer: Some(issuer.footer),
        blocks,
    })
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TotalPassed => "Firma valida",
        Verdict::Indeterminate => "Firma da verificare",
        Verdict::TotalFailed => "Firma non valida",
        Verdict::Rejected => "File non accettato",
    }
}

fn facts(file: &File, report: &Report) -> Vec<(&'static str, String)> {
    let sub = report.sub_indication.map(|sub| format!(" / {sub}")).unwrap_or_default();
    let mut facts = vec![
        ("File", file.name.clone()),
        ("Impronta SHA-256 del file", file.sha256.clone()),
        ("Formato", report.format.clone()),
        ("Ricevuto il", local(file.created_at)),
        ("Giudicato per l’istante", moment(report.judged_at)),
        ("Codice dell’esito", format!("{}{sub}", report.verdict.code())),
    ];
    if let Some(content) = &report.content {
        facts
            .push(("Contenuto firmato", format!("{}, {} byte", content.media_type, content.bytes)));
        facts.push(("Impronta SHA-256 del contenuto", content.sha256.clone()));
    }
    facts
}

fn signed(signature: &Signature, level: u8) -> Vec<Block> {
    let mut facts = vec![("Esito", word(signature.verdict).to_owned())];
    if let Some(sub) = signature.sub_indication {
        facts.push(("Codice", format!("{} / {sub}", signature.verdict.code())));
    }
    if let Some(signer) = &signature.signer {
        let certificate = &signer.certificate;
        facts.push(("Firmatario", signer.name.clone()));
        facts.push(("Codice fiscale", signer.fiscal_code.clone().unwrap_or_default()));
        facts.extend(signer.organization.clone().map(|name| ("Organizzazione", name)));
        facts.push(("Certificato emesso da", certificate.issuer.clone()));
        facts.push(("Numero di serie", certificate.serial.clone()));
        let (from, to) = (moment(certificate.not_before), moment(certificate.not_after));
        facts.push(("Validità del certificato", format!("dal {from} al {to}")));
    }
    facts.extend(signature.signing_time.map(|time| ("Data dichiarata", moment(time))));
    facts.extend(signature.best_time.map(|time| ("Data provata", moment(time))));
    facts.push(("Livello", signature.level.clone()));
    facts.push(("Qualificazione", signature.qualification.to_string()));
    let mut blocks = vec![Block::pairs(facts), checks(&signature.checks)];
    blocks.extend(signature.timestamps.iter().flat_map(|stamp| stamped(stamp, level)));
    for (index, counter) in signature.countersignatures.iter().enumerate() {
        blocks.push(Block::heading(level.min(5), format!("Controfirma {}", index + 1)));
        blocks.extend(signed(counter, level + 1));
    }
    blocks
}

fn stamped(stamp: &Timestamp, level: u8) -> Vec<Block> {
    let authority = stamp.authority.as_deref().unwrap_or("autorità sconosciuta");
    let time = stamp.time.map(moment).unwrap_or_default();
    vec![
        Block::heading(level.min(5), format!("Marca temporale di {authority}")),
        Block::pairs([("Data", time), ("Esito", stamp.verdict.code().to_owned())]),
        checks(&stamp.checks),
    ]
}

/// Sentence after sentence, each with its technical detail under it.
fn checks(all: &[Check]) -> Block {
    let items = all.iter().map(|check| {
        let mark = match check.result {
            Outcome::Passed => "Superato",
            Outcome::Warned => "Avvertenza",
            Outcome::Failed => "Non superato",
            Outcome::NotDone => "Non fatto",
        };
        let mut item = vec![Block::paragraph(format!("{mark}: {}", check.message))];
        item.extend(check.detail.as_ref().map(|detail| Block::Code { text: detail.clone() }));
        item
    });
    Block::List(List { start: None, items: items.collect() })
}

/// With what it was judged: so that the verdict can be explained years later.
fn evidence(report: &Report) -> Vec<Block> {
    let evidence = &report.evidence;
    let or_none = |all: &[String]| match all {
        [] => "nessuna".to_owned(),
        all => all.join("; "),
    };
    vec![
        Block::heading(2, "Con che cosa è stato giudicato"),
        Block::Pairs {
            pairs: vec![
                Pair::new("Liste di fiducia", or_none(&evidence.trust_lists)),
                Pair::new("Revoca", or_none(&evidence.revocation)),
                Pair::new("Regole di verifica", format!("versione {}", evidence.policy)),
            ],
        },
    ]
}

fn past(history: &[FileVerdict]) -> Vec<Block> {
    if history.len() < 2 {
        return Vec::new();
    }
    let columns = ["Quando", "Perché", "Esito", "In breve"].map(Column::new).into();
    let rows = history.iter().map(|one| {
        let cause = match one.cause {
            Cause::Receipt => "ricezione",
            Cause::Recheck => "nuova verifica",
        };
        let code = match one.sub_indication.as_str() {
            "" => one.verdict.clone(),
            sub => format!("{} / {sub}", one.verdict),
        };
        let cells = [local(one.at), cause.to_owned(), code, one.summary.clone()];
        cells.into_iter().map(|text| vec![Inline::Text(text)]).collect()
    });
    vec![Block::heading(2, "Esiti nel tempo"), Block::Table(Table::new(columns, rows.collect()))]
}

fn local(utc: NaiveDateTime) -> String {
    civil(utc).format("%d/%m/%Y %H:%M:%S").to_string()
}

fn moment(time: DateTime<Utc>) -> String {
    local(time.naive_utc())
}
