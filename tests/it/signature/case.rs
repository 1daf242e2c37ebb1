//! One file below `tests/fixtures/signature/cases` is one case.

use super::fixture::fixture;
use serde::Deserialize;
use sportello::engine::signature::{Policy, Request, RevocationData, verify};
use std::fs::{self, File};
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    file: String,
    content: Option<String>,
    /// Absent: the provider's CRL. Null: nothing.
    #[serde(default = "default_revocation")]
    revocation: Option<String>,
    verdict: String,
    sub_indication: Option<String>,
    integrity: Option<bool>,
    qualification: Option<String>,
    fiscal_code: Option<String>,
    level: Option<String>,
    signatures: Option<usize>,
    layers: Option<usize>,
    encodings: Option<Vec<String>>,
    media_type: Option<String>,
}

#[allow(clippy::unnecessary_wraps)]
fn default_revocation() -> Option<String> {
    Some("crl/ca.pem".to_owned())
}

#[test]
fn every_case_has_its_verdict() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signature/cases");
    let mut faults = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let case: Case = serde_json::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        count += 1;
        if let Err(fault) = run(&case) {
            faults.push(format!("{name}: {fault}"));
        }
    }
    assert!(count > 40, "only {count} cases found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn run(case: &Case) -> Result<(), String> {
    let fixture = fixture();
    let trust = fixture.trust();
    let revocation =
        case.revocation.as_ref().map_or_else(RevocationData::new, |name| fixture.revocation(name));
    let policy = Policy::bundled().unwrap();
    let mut request = Request::new(&trust, &revocation, &policy, chrono::Utc::now());
    let mut content = case.content.as_ref().map(|name| File::open(fixture.path(name)).unwrap());
    if let Some(content) = &mut content {
        request.content = Some(content);
    }
    let mut file =
        File::open(fixture.path("files").join(&case.file)).map_err(|error| error.to_string())?;
    let report = verify(&mut file, request);
    let found = serde_json::to_value(&report).unwrap();
    let first = &found["signatures"][0];
    let mut faults = Vec::new();
    let mut compare = |what: &str, found: &serde_json::Value, wanted: serde_json::Value| {
        if *found != wanted {
            faults.push(format!("{what} is {found}, not {wanted}"));
        }
    };
    compare("verdict", &found["verdict"], case.verdict.clone().into());
    compare("sub_indication", &found["sub_indication"], case.sub_indication.clone().into());
    compare("integrity", &found["integrity"], case.integrity.into());
    if let Some(wanted) = &case.qualification {
        compare("qualification", &first["qualification"], wanted.clone().into());
    }
    if let Some(wanted) = &case.fiscal_code {
        compare("fiscal code", &first["signer"]["fiscal_code"], wanted.clone().into());
    }
    if let Some(wanted) = &case.level {
        compare("level", &first["level"], wanted.clone().into());
    }
    if let Some(wanted) = case.signatures {
        compare("signatures", &report.signatures.len().into(), wanted.into());
    }
    if let Some(wanted) = case.layers {
        compare("layers", &report.layers.len().into(), wanted.into());
    }
    if let Some(wanted) = &case.encodings {
        compare("encodings", &found["layers"][0]["encodings"], wanted.clone().into());
    }
    if let Some(wanted) = &case.media_type {
        compare("media type", &found["content"]["media_type"], wanted.clone().into());
    }
    if faults.is_empty() { Ok(()) } else { Err(format!("{}\n{report}", faults.join("; "))) }
}
