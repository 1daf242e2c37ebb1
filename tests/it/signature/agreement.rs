//! Agreement with a corpus of signed files, where it is present, and with what three other verifiers answered.
//!
//! The corpus is not part of the repository: `SPORTELLO_SHARED`, or `../shared` beside it, is looked for, and the tests
//! are skipped without it. The table in docs/ is made here: `SPORTELLO_BLESS=1` writes it, otherwise it is compared.

use serde_json::Value;
use sportello::engine::signature::report::Report;
use sportello::engine::signature::{Policy, Request, RevocationData, TrustStore, verify};
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// Where we answer otherwise on purpose; the reasons are in docs/signatures.md.
const CHOICES: &[&str] = &[
    "dss/cades/Signature-C-DE_CRY-4.p7m",
    "dss/cades/cades-broken-sig-tst-and-ats-v3.cms",
    "dss/cades/cades-duplicated-signed-attrs.p7m",
    "dss/cades/cms-no-sign-cert.p7m",
    "dss/cades/dss-2011/cades-content-tst.pkcs7",
    "dss/cades/no-key-info-cert.pkcs7",
    "dss/pades/dss-PLAIN-ECDSA/TeleSec_PKS_eIDAS_QES_CA_1-baseline-b.pdf",
    "dss/pades/pades-5-signatures-and-1-document-timestamp.pdf",
    "dss/pades/pades_infinite_loop.pdf",
    "synthetic/files/x-many-signers-500.p7m",
    "synthetic/files/x-nested-50.p7m",
];
/// Files whose document is not in the corpus, so that their content cannot be checked.
const WITHOUT_DOCUMENT: &[&str] = &["content=", "detached"];

fn corpus() -> Option<PathBuf> {
    let shared = std::env::var_os("SPORTELLO_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let folder = shared.join("corpus/cades");
    if folder.join("expected.csv").exists() {
        return Some(folder);
    }
    println!("skipped: no corpus in {}", folder.display());
    None
}

struct Row {
    file: String,
    report: Report,
    wanted: String,
    others: [String; 3],
    differs: bool,
}

#[test]
fn the_corpus_agrees() {
    let Some(corpus) = corpus() else { return };
    let mut rows = synthetic(&corpus);
    rows.extend(others(&corpus));
    rows.sort_by(|a, b| a.file.cmp(&b.file));
    let differing: Vec<&str> =
        rows.iter().filter(|row| row.differs).map(|row| row.file.as_str()).collect();
    let told = rows.iter().filter(|row| row.differs && !CHOICES.contains(&row.file.as_str()));
    let told: Vec<String> =
        told.map(|row| format!("{}: wanted {}\n{}", row.file, row.wanted, row.report)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    let agreed: Vec<&&str> = CHOICES.iter().filter(|file| !differing.contains(file)).collect();
    assert!(agreed.is_empty(), "no longer different, take them off the list: {agreed:?}");
    compare(&table(&rows));
}

fn compare(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/signatures-agreement.md");
    if std::env::var_os("SPORTELLO_BLESS").is_some() {
        fs::write(&path, table).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == table,
        "docs/signatures-agreement.md is out of date: run with SPORTELLO_BLESS=1"
    );
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "# Signatures: agreement with other verifiers\n\nMade by a test (`tests/it/signature/agreement.rs`) on a corpus that is not in the repository. Columns: our verdict; \
         integrity as we find it and as the corpus expects it; then OpenSSL's `cms -verify`, a reader on asn1crypto, pyHanko. \
         `=` agrees with what is expected, `≠` is a choice explained in [signatures.md](signatures.md).\n\n\
         | file | verdict | integrity | expected | | OpenSSL | asn1crypto | pyHanko |\n|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let sub = row.report.sub_indication.map(|sub| format!(" / {sub}")).unwrap_or_default();
        let mark = if row.differs { "≠" } else { "=" };
        let [openssl, asn1crypto, pyhanko] = &row.others;
        writeln!(
            text,
            "| {} | {}{sub} | {} | {} | {mark} | {openssl} | {asn1crypto} | {pyhanko} |",
            row.file,
            row.report.verdict.code(),
            tell(row.report.integrity),
            row.wanted
        )
        .unwrap();
    }
    let agreeing = rows.iter().filter(|row| !row.differs).count();
    writeln!(text, "\n{agreeing} of {} agree.", rows.len()).unwrap();
    text
}

fn tell(integrity: Option<bool>) -> &'static str {
    match integrity {
        Some(true) => "yes",
        Some(false) => "no",
        None => "—",
    }
}

/// Another verifier's answer in one word.
fn word(answer: &str) -> String {
    let answer = answer.to_lowercase();
    if answer.is_empty() || answer.starts_with("n/a") {
        return "n/a".to_owned();
    }
    let yes = answer == "ok"
        || answer.contains("normalised: ok")
        || answer.contains("valid=true") && !answer.contains("=false")
        || answer.replace("true", "").trim_matches(',').is_empty();
    let no = answer.contains("false")
        || answer.contains("bad signature")
        || answer.contains("verify error")
        || answer.contains("verification failure");
    if yes {
        "yes"
    } else if no {
        "no"
    } else {
        "cannot"
    }
    .to_owned()
}

fn synthetic(corpus: &Path) -> Vec<Row> {
    let folder = corpus.join("synthetic");
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("manifest.json")).unwrap()).unwrap();
    let mut trust = TrustStore::new();
    let list = fs::read_to_string(folder.join("pki/trustlist.json")).unwrap();
    trust.add_json(&list, &|name| fs::read(folder.join("pki").join(name)).ok()).unwrap();
    let mut usual = RevocationData::new();
    for entry in fs::read_dir(folder.join("pki/crl")).unwrap() {
        usual.add(&fs::read(entry.unwrap().path()).unwrap()).unwrap();
    }
    let cases = manifest["cases"].as_array().unwrap();
    cases.iter().map(|case| judge(&folder, case, &trust, &usual)).collect()
}

fn judge(folder: &Path, case: &Value, trust: &TrustStore, usual: &RevocationData) -> Row {
    let file = case["file"].as_str().unwrap();
    let mut own = RevocationData::new();
    if let Some(name) = case["revocation"].as_str() {
        own.add(&fs::read(folder.join(name)).unwrap()).unwrap();
    }
    let revocation = if case.get("revocation").is_some() { &own } else { usual };
    let policy = Policy::bundled().unwrap();
    let mut request =
        Request::new(trust, revocation, &policy, case["at"].as_str().unwrap().parse().unwrap());
    let mut content =
        case["content"].as_str().map(|name| Cursor::new(fs::read(folder.join(name)).unwrap()));
    if let Some(content) = &mut content {
        request.content = Some(content);
    }
    let report = verify(&mut Cursor::new(fs::read(folder.join(file)).unwrap()), request);
    let sub = report.sub_indication.map(|sub| sub.to_string());
    let integrity = match case["integrity"].as_str().unwrap() {
        text if text.starts_with("true") => report.integrity == Some(true),
        "false" | "mixed" => report.integrity == Some(false),
        text if text.contains("false") => report.integrity == Some(false),
        _ => true,
    };
    let weight = case["qual"].as_str().is_none_or(|wanted| {
        report.signatures.iter().all(|signature| signature.qualification.to_string() == wanted)
    });
    let verdict = report.verdict.code() == case["indication"]
        && sub.as_deref() == case["sub_indication"].as_str();
    let oracle = |name: &str| word(case["oracle"][name].as_str().unwrap_or_default());
    Row {
        file: format!("synthetic/{file}"),
        wanted: case["integrity"].as_str().unwrap().split(' ').next().unwrap().to_owned(),
        others: [oracle("openssl"), oracle("asn1crypto"), oracle("pyhanko")],
        differs: !(verdict && integrity && weight),
        report,
    }
}

fn others(corpus: &Path) -> Vec<Row> {
    let table = fs::read(corpus.join("expected.csv")).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(table.as_slice());
    let (trust, revocation, policy) =
        (TrustStore::new(), RevocationData::new(), Policy::bundled().unwrap());
    let mut rows = Vec::new();
    for record in reader.records().map(Result::unwrap) {
        let (file, form, wanted, notes) = (&record[0], &record[2], &record[4], &record[6]);
        let Ok(bytes) = fs::read(corpus.join(file)) else { continue };
        // Documents of detached signatures are listed too; they are not signatures.
        if form.is_empty() && !file.ends_with(".tsd") && !file.contains("SC") && wanted == "true" {
            continue;
        }
        let mut request =
            Request::new(&trust, &revocation, &policy, "2026-11-21T00:00:00Z".parse().unwrap());
        let named =
            notes.split_once("content=").map(|(_, name)| name.split(';').next().unwrap().trim());
        let mut content = None;
        if let Some(digest) = named.and_then(|name| name.strip_prefix("sha256:")) {
            use base64::Engine;
            request.expected_content_sha256 =
                base64::engine::general_purpose::STANDARD.decode(digest).unwrap().try_into().ok();
        } else if let Some(name) = named {
            content = fs::read(corpus.join("dss").join(name)).ok().map(Cursor::new);
        }
        let missing = form == WITHOUT_DOCUMENT[1]
            && content.is_none()
            && request.expected_content_sha256.is_none();
        if let Some(content) = &mut content {
            request.content = Some(content);
        }
        let report = verify(&mut Cursor::new(bytes), request);
        let agrees = match wanted {
            "true" if missing => report.integrity != Some(false),
            "true" => report.integrity == Some(true),
            "false" => report.integrity == Some(false),
            text if text.starts_with("n/a") || text == "parse-error" => {
                report.signatures.is_empty()
            }
            _ => true,
        };
        rows.push(Row {
            file: file.to_owned(),
            wanted: wanted.split(' ').next().unwrap_or_default().to_owned(),
            others: [word(&record[7]), word(&record[8]), word(&record[9])],
            differs: !agrees,
            report,
        });
    }
    rows
}

#[test]
fn the_lists_of_the_corpus_are_accepted_and_refused() {
    let Some(corpus) = corpus() else { return };
    let at = "2026-06-01T00:00:00Z".parse().unwrap();
    let own = fs::read(corpus.join("synthetic/pki/tlso.cer")).unwrap();
    let add = |name: &str, pinned: bool| {
        let mut store = TrustStore::new();
        if pinned {
            store.add_anchors(&own).unwrap();
        }
        store.add_list(&fs::read(corpus.join(name)).unwrap(), at).map(|_| store.services().len())
    };
    assert_eq!(add("synthetic/pki/trustlist-signed.xml", true), Ok(6));
    for name in ["tampered", "wrongsigner"] {
        assert!(
            add(&format!("synthetic/pki/trustlist-signed-{name}.xml"), true).is_err(),
            "{name}"
        );
        assert!(
            add(&format!("synthetic/pki/trustlist-signed-{name}.xml"), false).is_err(),
            "{name}"
        );
    }
    assert!(add("synthetic/pki/trustlist-unsigned.xml", true).is_err());
    assert_eq!(add("tl/IT-signature-pool.xml", false), Ok(451));
    for name in
        ["CZ_no-sig.xml", "CZ_not-parsable.xml", "CZ_two-sigs.xml", "eu-lotl_broken-sig.xml"]
    {
        assert!(add(&format!("tl/{name}"), false).is_err(), "{name}");
    }
}

#[test]
fn the_list_of_lists_says_who_signs_the_italian_list() {
    let Some(corpus) = corpus() else { return };
    let at = "2026-06-01T00:00:00Z".parse().unwrap();
    let mut store = TrustStore::new();
    let pointers =
        store.add_list(&fs::read(corpus.join("tl/eu-lotl-pivot-335.xml")).unwrap(), at).unwrap();
    assert!(
        pointers
            .pointers
            .iter()
            .any(|pointer| pointer.territory == "IT" && pointer.location.starts_with("https://"))
    );
    store.add_list(&fs::read(corpus.join("tl/IT-signature-pool.xml")).unwrap(), at).unwrap();
    // A list signed by somebody the list of lists does not name is refused.
    let other = fs::read(corpus.join("synthetic/pki/trustlist-signed.xml")).unwrap();
    assert!(store.add_list(&other, at).is_err());
}
