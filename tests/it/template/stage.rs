//! What a template finds when it is rendered: the loader, the context functions, the samples.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Europe::Rome;
use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, context, path_loader};
use serde_json::Value as Json;
use sportello::base::money::Cents;

use super::text::translator;

/// One page with one set of data.
#[derive(Debug, Clone)]
pub struct Sample {
    /// `portal/step.html`
    pub template: String,
    /// `portal/step` or `portal/step.errors`
    pub name: String,
    pub data: Json,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder, sorted, folders in it included.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Every template: pages, components and mails.
pub fn templates() -> Vec<PathBuf> {
    let kind = |path: &Path| path.extension().is_some_and(|e| e == "html" || e == "txt");
    files(&root().join("templates")).into_iter().filter(|path| kind(path)).collect()
}

/// Every sample with the template that it is for.
pub fn samples() -> Vec<Sample> {
    let folder = root().join("templates/samples");
    let mut all = Vec::new();
    for path in files(&folder) {
        let relative = path.strip_prefix(&folder).expect("inside").with_extension("");
        let Some((area, file)) = relative.to_str().and_then(|name| name.split_once('/')) else {
            continue;
        };
        let page = file.split('.').next().unwrap_or(file);
        let kind = if area == "mail" { "txt" } else { "html" };
        all.push(Sample {
            template: format!("{area}/{page}.{kind}"),
            name: format!("{area}/{file}"),
            data: serde_json::from_str(&read(&path)).unwrap_or_else(|e| panic!("{path:?}: {e}")),
        });
    }
    all
}

pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_loader(path_loader(root().join("templates")));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment
}

/// Renders one sample in one language, with the common `site` patched by the sample's own `site`.
pub fn render(
    environment: &Environment<'_>,
    sample: &Sample,
    language: &str,
) -> Result<String, Error> {
    let mut site: Json = serde_json::from_str(&read(&root().join("templates/samples/site.json")))
        .expect("site.json");
    let mut data = sample.data.clone();
    if let Some(Json::Object(patch)) = data.as_object_mut().and_then(|map| map.remove("site")) {
        for (key, value) in patch {
            site[key] = value;
        }
    }
    site["lang"] = language.into();
    let base = site["base"].as_str().unwrap_or_default().to_owned();
    let functions = context! {
        site => site,
        t => translator(language),
        url => Value::from_function(move |path: String| format!("{base}{path}")),
        asset => Value::from_function(|path: String| super::asset::address(&path)),
        day => Value::from_function(day(language)),
        moment => Value::from_function(moment(language)),
        hour => Value::from_function(|iso: String| local(&iso).map(|t| t.format("%H:%M").to_string())),
        money => Value::from_function(|cents: i64| format!("{} €", Cents(cents))),
        size => Value::from_function(size),
    };
    environment
        .get_template(&sample.template)?
        .render(context! { ..Value::from_serialize(&data), ..functions })
}

fn fault(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidOperation, why.to_string())
}

fn local(iso: &str) -> Result<DateTime<chrono_tz::Tz>, Error> {
    DateTime::parse_from_rfc3339(iso).map(|t| t.with_timezone(&Rome)).map_err(fault)
}

const MONTHS: [(&str, [&str; 12]); 3] = [
    (
        "it",
        [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    ),
    (
        "en",
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
    (
        "de",
        [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
    ),
];

fn write_day(date: NaiveDate, language: &str) -> String {
    let months = MONTHS.iter().find(|(code, _)| *code == language).map_or(&MONTHS[0].1, |m| &m.1);
    let dot = if language == "de" { "." } else { "" };
    format!("{}{dot} {} {}", date.day(), months[date.month0() as usize], date.year())
}

fn day(language: &str) -> impl Fn(String) -> Result<String, Error> + Send + Sync + 'static {
    let language = language.to_owned();
    move |iso: String| Ok(write_day(iso.parse().map_err(fault)?, &language))
}

fn moment(language: &str) -> impl Fn(String) -> Result<String, Error> + Send + Sync + 'static {
    let language = language.to_owned();
    let between = match language.as_str() {
        "it" => "alle",
        "de" => "um",
        _ => "at",
    };
    move |iso: String| {
        let time = local(&iso)?;
        let day = write_day(time.date_naive(), &language);
        Ok(format!("{day} {between} {:02}:{:02}", time.hour(), time.minute()))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "minijinja hands values over")]
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
