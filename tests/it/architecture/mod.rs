//! The floors of docs/ARCHITECTURE.md, held by reading the source: who imports whom, who names which crate, how large files
//! are. What a list here excuses is excused by name, and a list may only shrink: an entry nobody needs any more fails too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Each room of `src` and the rooms below it that it may import.
const FLOORS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("engine", &["base"]),
    ("platform", &["base", "engine"]),
    // Beside the platform: it validates with the platform's own types (URLs of databases, log filters).
    ("config", &["base", "platform"]),
    ("gateway", &["base", "engine", "platform"]),
    ("domain", &["base", "engine", "platform", "gateway"]),
    // The composition root picks the adapters.
    ("app", &["base", "engine", "platform", "config", "gateway", "domain"]),
    ("job", &["base", "engine", "platform", "gateway", "domain", "app"]),
    ("web", &["base", "engine", "platform", "config", "gateway", "domain", "app"]),
    ("cli", &["base", "engine", "platform", "config", "gateway", "domain", "app", "job", "web"]),
];

/// Macros that `platform::db` exports at the root of the crate.
const PLATFORM_MACROS: &[&str] = &["text_column", "text_enum", "text_id"];

/// The receipt is made by a job, or by the page that asks for it before the job has come to it: one function for both.
const SIDEWAYS: &[&str] = &["web/portal/submit.rs: job::receipt"];

/// Files that name Diesel and are neither in `platform/db/` nor a `queries.rs`, a `model.rs` (rows) or an `error.rs` (`From`).
const DIESEL: &[&str] = &[
    "cli/backup.rs",                // VACUUM INTO
    "domain/case/figure.rs",        // should be in queries.rs
    "domain/case/history.rs",       // QueryResult only
    "domain/case/queue.rs",         // the boxed filters of the queue
    "domain/case/request.rs",       // should be in queries.rs
    "domain/catalogue/pin.rs",      // should be in a queries.rs
    "domain/identity/session.rs",   // should be in queries.rs
    "domain/message/mod.rs",        // a room of one file
    "domain/rating/mod.rs",         // a room of one file
    "gateway/register/embedded.rs", // the adapter is a table
    "platform/queue/enqueue.rs",    // the queue owns its table
    "platform/queue/lease.rs",
    "platform/queue/table.rs",
    "web/error.rs", // From<diesel::result::Error>
];

/// Files that tell the two databases apart outside `platform/db/`.
const BACKENDS: &[&str] = &["platform/queue/lease.rs"]; // SKIP LOCKED

/// Files that name OpenSSL outside `engine/signature/`.
const OPENSSL: &[&str] = &["web/posted.rs"]; // comparison in constant time

#[rustfmt::skip]
const BACKEND_WORDS: &[&str] = &["diesel::pg", "diesel::sqlite", "PgConnection", "SqliteConnection", "AnyConnection::Sqlite", "AnyConnection::Postgres"];
/// What an engine must be given instead of taking it.
#[rustfmt::skip]
const WORLD: &[&str] = &["std::fs", "std::net", "std::env", "std::process", "tokio::", "reqwest", " rand::", "Instant::now"];

const LONGEST_FILE: usize = 500;
const LONGEST_MEDIAN: usize = 120;

struct Source {
    /// Below `src`, with forward slashes.
    path: String,
    text: String,
}

impl Source {
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// The text without line comments (doc comments may link upwards).
    fn code(&self) -> String {
        let lines = self.text.lines().map(|line| line.split("//").next().unwrap());
        lines.collect::<Vec<_>>().join("\n")
    }

    fn names(&self, words: &[&str]) -> bool {
        let code = self.code();
        words.iter().any(|word| code.contains(word))
    }

    /// What follows each `crate::`: one path, or those in one level of braces.
    fn crate_paths(&self) -> Vec<String> {
        let code = self.code();
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let mut found = Vec::new();
        for (at, root) in
            code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with(word))
        {
            let rest = &code[at + root.len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let names = group.split('}').next().unwrap().split(',').map(str::trim);
                found.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
            } else {
                let end = rest.find(|c: char| !word(c) && c != ':').unwrap_or(rest.len());
                found.push(rest[..end].trim_end_matches(':').to_owned());
            }
        }
        found
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let (src, mut found) = (root().join("src"), Vec::new());
    walk(&src, &mut |path: &Path| {
        if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path: name, text: fs::read_to_string(path).unwrap() });
        }
    });
    assert!(found.len() > 100, "the source was not found");
    found
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

/// `found` must be exactly what `excused` lists.
fn only(found: impl IntoIterator<Item = String>, excused: &[&str], rule: &str) {
    let found: BTreeSet<String> = found.into_iter().collect();
    let excused: BTreeSet<String> = excused.iter().map(|text| (*text).to_owned()).collect();
    let new: Vec<_> = found.difference(&excused).collect();
    let old: Vec<_> = excused.difference(&found).collect();
    assert!(new.is_empty(), "{rule}: {new:#?}");
    assert!(old.is_empty(), "{rule}: no longer needed, strike from the list: {old:#?}");
}

/// Paths of the files that are not `at_home` and name one of `words`.
fn elsewhere(at_home: impl Fn(&str) -> bool, words: &[&str]) -> Vec<String> {
    let files = sources().into_iter().filter(|file| !at_home(&file.path) && file.names(words));
    files.map(|file| file.path).collect()
}

#[test]
fn a_room_imports_only_from_lower_floors() {
    let mut upward = Vec::new();
    for file in sources() {
        if ["lib", "main"].contains(&file.room()) {
            continue;
        }
        let floor = FLOORS.iter().find(|(room, _)| *room == file.room());
        let (room, below) =
            floor.unwrap_or_else(|| panic!("{}: a room without a floor", file.path));
        for path in file.crate_paths() {
            let first = path.split("::").next().unwrap();
            let target = if PLATFORM_MACROS.contains(&first) { "platform" } else { first };
            if target != *room && !below.contains(&target) {
                let two = path.split("::").take(2).collect::<Vec<_>>().join("::");
                upward.push(format!("{}: {two}", file.path));
            }
        }
    }
    only(upward, SIDEWAYS, "imports from a floor that is not below");
}

#[test]
fn the_web_framework_stays_in_the_web() {
    let found = elsewhere(|path| path.starts_with("web/") || path.starts_with("cli/"), &["actix"]);
    only(found, &[], "names actix outside web/");
    for file in sources().iter().filter(|file| file.path.starts_with("cli/")) {
        // A command starts the runtime and nothing else of it.
        let other = file.code().replace("actix_web::rt::", "");
        assert!(!other.contains("actix"), "{}: names more of actix than its runtime", file.path);
    }
}

#[test]
fn cryptography_stays_in_the_signature_engine() {
    let found = elsewhere(|path| path.starts_with("engine/signature/"), &["openssl::"]);
    only(found, OPENSSL, "names OpenSSL outside engine/signature/");
}

#[test]
fn the_database_stays_where_queries_are() {
    let home = |path: &str| {
        let name = path.rsplit('/').next().unwrap();
        path.starts_with("platform/db/")
            || ["queries.rs", "model.rs", "error.rs"].contains(&name) && !path.starts_with("web/")
    };
    only(elsewhere(home, &["diesel::", "#[diesel("]), DIESEL, "names Diesel");
    let found = elsewhere(|path| path.starts_with("platform/db/"), BACKEND_WORDS);
    only(found, BACKENDS, "tells the databases apart");
}

#[test]
fn engines_touch_nothing_outside() {
    let found = elsewhere(|path| !path.starts_with("engine/"), WORLD);
    only(found, &[], "an engine reaches for the outside world");
}

#[test]
fn time_comes_from_the_clock() {
    let found =
        elsewhere(|path| path == "base/clock.rs", &["Utc::now", "Local::now", "SystemTime::now"]);
    only(found, &[], "asks the system what time it is");
}

#[test]
fn files_are_small_and_rooms_say_what_they_are() {
    let files = sources();
    let mut lines: Vec<usize> = files.iter().map(|file| file.text.lines().count()).collect();
    let long = files.iter().filter(|file| file.text.lines().count() > LONGEST_FILE);
    only(long.map(|file| file.path.clone()), &[], "longer than 500 lines");
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    assert!(median < LONGEST_MEDIAN, "the median file has {median} lines");
    let silent = files.iter().filter(|file| !file.text.starts_with("//!"));
    only(silent.map(|file| file.path.clone()), &[], "does not open with what it is");
    let vague = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];
    let named = files.iter().filter(|file| {
        file.path.trim_end_matches(".rs").split('/').any(|part| vague.contains(&part))
    });
    only(named.map(|file| file.path.clone()), &[], "has a name that says nothing");
}

#[test]
fn definitions_are_data_that_rust_does_not_know() {
    // The demo may choose which of them to show.
    let program = sources().into_iter().filter(|file| !file.path.starts_with("cli/demo"));
    let rust: String = program.map(|file| file.code()).collect();
    for folder in ["forms", "procedures", "workflows", "workflows/fragments"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|e| e != "json") {
                continue;
            }
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let value: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            assert_eq!(value["code"], name.as_str(), "{folder}: file and code differ");
            // Codes of workflows and fragments are also words of pages: "ufficio", "integrazione".
            let known = !folder.starts_with("workflows") && rust.contains(&format!("\"{name}\""));
            assert!(!known, "src knows the definition {name} by name");
        }
    }
}
