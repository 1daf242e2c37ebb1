//! From evaluated data to the blocks of a document: heading, parties, answers by step, attachments with their digests.

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::domain::file::File;
use crate::engine::document::{Block, Column, Crest, Document, Inline, Letterhead, Pair, Table};
use crate::engine::form::{DocumentPlan, Evaluation, Form, Section, SummaryEntry};

/// The municipality as printed on top.
pub struct Issuer {
    /// Name, then address and contacts.
    pub lines: Vec<String>,
    pub crest: Option<Crest>,
    /// Line at the foot of each page.
    pub footer: String,
}

/// An attachment as printed.
pub struct PrintedFile {
    pub title: String,
    pub name: String,
    pub sha256: String,
}

/// SHA-256 of the effective data and of every attachment, in hex: what a seal vouches for.
pub fn data_digest(evaluation: &Evaluation, files: &[File]) -> String {
    let attached: Vec<_> = files.iter().map(|f| (&f.slot, &f.sha256)).collect();
    let all = json!({ "data": evaluation.data, "files": attached });
    hex::encode(Sha256::digest(all.to_string().as_bytes()))
}

/// The document of a plan.
pub fn compose(
    form: &Form,
    evaluation: &Evaluation,
    plan: &DocumentPlan,
    files: &[PrintedFile],
    issuer: &Issuer,
) -> Document {
    let mut blocks = vec![Block::heading(1, &plan.title)];
    if !evaluation.subject.is_empty() {
        blocks.push(Block::paragraph(evaluation.subject.clone()));
    }
    if !plan.signers.is_empty() {
        blocks.push(signers(plan));
    }
    for section in form.summary(evaluation).iter().filter(|s| plan.steps.contains(&s.step)) {
        blocks.extend(step(section));
    }
    blocks.extend(attachments(files));
    Document {
        title: plan.title.clone(),
        language: "it".to_owned(),
        author: issuer.lines.first().cloned(),
        subject: Some(evaluation.subject.clone()),
        letterhead: Some(Letterhead { crest: issuer.crest.clone(), lines: issuer.lines.clone() }),
        footer: Some(issuer.footer.clone()),
        blocks,
    }
}

fn signers(plan: &DocumentPlan) -> Block {
    let label =
        if plan.signature == "qualified" { "firma digitale" } else { "accesso autenticato" };
    let rows = plan
        .signers
        .iter()
        .map(|s| [s.role_label.clone(), s.name.clone(), s.fiscal_code.clone(), label.to_owned()]);
    table(["In qualità di", "Cognome e nome", "Codice fiscale", "Firma"], rows)
}

fn table<const N: usize>(titles: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Block {
    let columns = titles.into_iter().map(Column::new).collect();
    let cells = rows.map(|row| row.into_iter().map(|cell| vec![Inline::Text(cell)]).collect());
    Block::Table(Table::new(columns, cells.collect()))
}

fn step(section: &Section) -> Vec<Block> {
    let mut blocks = vec![Block::heading(2, &section.title)];
    entries(&section.entries, 3, &mut blocks);
    if blocks.len() == 1 { Vec::new() } else { blocks }
}

/// Fields one after the other become one list of pairs; groups and rows become headings.
fn entries(all: &[SummaryEntry], level: u8, blocks: &mut Vec<Block>) {
    let mut pairs: Vec<Pair> = Vec::new();
    for entry in all {
        match entry.kind {
            "field" => pairs.push(Pair::new(&entry.label, &entry.value)),
            "declaration" => pairs.push(declaration(entry)),
            _ => {
                flush(&mut pairs, blocks);
                blocks.push(Block::heading(level.min(5), &entry.label));
                entries(&entry.entries, level + 1, blocks);
            }
        }
    }
    flush(&mut pairs, blocks);
}

fn flush(pairs: &mut Vec<Pair>, blocks: &mut Vec<Block>) {
    if !pairs.is_empty() {
        blocks.push(Block::Pairs { pairs: std::mem::take(pairs) });
    }
}

fn declaration(entry: &SummaryEntry) -> Pair {
    let value = match &entry.source {
        Some(source) => format!("Sì, dichiara ({source})"),
        None => "Sì, dichiara".to_owned(),
    };
    Pair::new(&entry.label, value)
}

fn attachments(files: &[PrintedFile]) -> Vec<Block> {
    let heading = Block::heading(2, "Allegati");
    if files.is_empty() {
        return vec![heading, Block::paragraph("Nessun allegato.")];
    }
    let rows = files.iter().map(|f| [f.title.clone(), f.name.clone(), f.sha256.clone()]);
    vec![heading, table(["Documento", "File", "Impronta SHA-256"], rows)]
}
