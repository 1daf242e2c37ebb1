//! Files and what was found out about their signatures.

use serde_json::{Value, json};

use super::instant;
use crate::domain::file::{File, FileRole};
use crate::domain::verdict::{Cause, FileVerdict};

/// A file as the pages show it; `base` is the address of its holder.
pub(in crate::web) fn file_view(file: &File, base: &str, folder: &str, can_remove: bool) -> Value {
    let url = format!("{base}/{folder}/{}", file.id);
    let signed = file.report.is_some();
    json!({
        "id": file.id,
        "name": file.name,
        "url": url,
        "content_url": signed.then(|| format!("{url}/contenuto")),
        "report_url": signed.then(|| format!("{url}/verifica")),
        "type_label": type_label(&file.media_type, signed),
        "size": file.bytes,
        "at": instant(file.created_at),
        "signed": signed,
        "can_remove": can_remove,
        "verdict": verdict_of(file),
    })
}

/// The documents of a case: what was submitted, then receipts and acts; a sealed document only if nobody signed it.
pub(in crate::web) fn document_list(
    files: &[File],
    base: &str,
    title: impl Fn(&File) -> String,
) -> Vec<Value> {
    let signed: Vec<&str> =
        files.iter().filter(|f| f.role == FileRole::Signed).map(|f| f.slot.as_str()).collect();
    files
        .iter()
        .filter(|f| f.role != FileRole::Sealed || !signed.contains(&f.slot.as_str()))
        .map(|file| {
            let mut view = file_view(file, base, "documenti", false);
            view["title"] = Value::String(title(file));
            view
        })
        .collect()
}

fn type_label(media_type: &str, signed: bool) -> &'static str {
    match media_type {
        "application/pdf" if signed => "PDF firmato",
        "application/pdf" => "PDF",
        "application/pkcs7-mime" => "File firmato (P7M)",
        "image/jpeg" => "Immagine JPEG",
        "image/png" => "Immagine PNG",
        "image/tiff" => "Immagine TIFF",
        "application/xml" | "text/xml" => "XML",
        "application/zip" => "Archivio ZIP",
        _ => "File",
    }
}

/// The verdict on a file: level, one line, who signed, every check with its reason.
pub(in crate::web) fn verdict_of(file: &File) -> Value {
    let Some(report) = file.report.as_ref().map(|r| &r.0) else {
        return json!({ "level": "none", "summary": "File senza firma", "signers": [], "checks": [],
            "history": [] });
    };
    let signatures = report["signatures"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut checks: Vec<Value> = report["checks"].as_array().cloned().unwrap_or_default();
    let mut signers = Vec::new();
    for signature in signatures {
        gather(signature, &mut signers, &mut checks);
    }
    json!({
        "level": level(&file.verdict, report),
        "summary": report["summary"].as_str().unwrap_or_default(),
        "signers": signers,
        "checks": checks.iter().map(check).collect::<Vec<_>>(),
        "history": [],
    })
}

/// Signer and checks of a signature, of its time-stamps and of those who countersigned it.
fn gather(signature: &Value, signers: &mut Vec<Value>, checks: &mut Vec<Value>) {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    signers.extend(signer(signature));
    checks.extend(list(signature, "checks"));
    for stamp in list(signature, "timestamps") {
        checks.extend(list(&stamp, "checks"));
    }
    for counter in list(signature, "countersignatures") {
        gather(&counter, signers, checks);
    }
}

/// The verdicts on a file, oldest first, when there was more than one.
pub(in crate::web) fn history_view(file: &File, all: &[FileVerdict]) -> Vec<Value> {
    let own: Vec<&FileVerdict> = all.iter().filter(|one| one.file_id == file.id).collect();
    if own.len() < 2 {
        return Vec::new();
    }
    let shown = |one: &&FileVerdict| {
        json!({ "at": instant(one.at), "first": one.cause == Cause::Receipt,
            "level": level(&one.verdict, &one.report.0), "summary": one.summary })
    };
    own.iter().map(shown).collect()
}

fn level(verdict: &str, report: &Value) -> &'static str {
    let missing = report["parties"]
        .as_array()
        .is_some_and(|parties| parties.iter().any(|p| p["signed"] == Value::Bool(false)));
    match verdict {
        "TOTAL_PASSED" if missing => "warning",
        "TOTAL_PASSED" => "ok",
        "INDETERMINATE" if report["sub_indication"] == "TRY_LATER" => "pending",
        "INDETERMINATE" => "warning",
        _ => "error",
    }
}

fn signer(signature: &Value) -> Option<Value> {
    let signer = signature.get("signer").filter(|s| !s.is_null())?;
    let certificate = &signer["certificate"];
    let time = signature["best_time"].as_str().or_else(|| signature["signing_time"].as_str());
    let valid_to = certificate["not_after"].as_str().and_then(|t| t.get(..10));
    Some(json!({
        "name": signer["name"],
        "fiscal_code": signer["fiscal_code"],
        "format": signature["level"],
        "signed_at": time,
        "issuer": certificate["issuer"],
        "valid_to": valid_to,
    }))
}

fn check(check: &Value) -> Value {
    let outcome = check["result"].as_str().unwrap_or("not_done");
    let label = label(check["name"].as_str().unwrap_or_default());
    json!({ "label": label, "outcome": outcome, "reason": check["message"], "detail": check["detail"] })
}

/// Short Italian names of the checks; an unknown one speaks through its sentence.
fn label(name: &str) -> &str {
    match name {
        "content_match" => "Contenuto uguale al documento da firmare",
        "message_digest" => "Integrità del documento",
        "signature_value" => "Firma",
        "signing_certificate" | "signer_certificate" => "Certificato del firmatario",
        "attributes" | "signed_attributes" | "algorithm_protection" => "Attributi della firma",
        "content_type" => "Tipo del contenuto",
        "hash_agreement" | "algorithms" => "Algoritmi",
        "chain" => "Catena di fiducia",
        "chain_constraints" => "Vincoli della catena",
        "validity" => "Validità del certificato",
        "revocation" => "Revoca",
        "key_usage" => "Uso della chiave",
        "qualification" => "Firma qualificata",
        "signing_time" => "Data della firma",
        "required_level" => "Livello richiesto",
        "signature_policy" => "Politica di firma",
        "byte_range" => "Parte coperta dalla firma",
        "countersignatures" => "Controfirme",
        "trust_list" => "Elenco di fiducia",
        "intake" | "signature_format" | "trailing_bytes" => "Formato",
        name if name.starts_with("timestamp_") => "Marca temporale",
        _ => "Controllo",
    }
}
