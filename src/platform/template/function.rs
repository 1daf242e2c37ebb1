//! What a template can call.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::value::{Kwargs, Value};
use minijinja::{Error, ErrorKind, context};

use super::date;
use crate::base::clock::civil;
use crate::base::money::Cents;
use crate::platform::asset::Assets;
use crate::platform::i18n::Texts;

/// The functions of one language; they do not change, so they are made once.
pub(super) fn of_language(language: &str, texts: &Arc<Texts>, assets: &Assets) -> Value {
    let assets = assets.clone();
    context! {
        t => translator(language, texts),
        asset => Value::from_function(move |path: String| {
            assets.address(&path).map(plain).ok_or_else(|| fault(format!("no asset {path}")))
        }),
        day => dated(language, |text, language| Ok(date::day(parse_day(text)?, language))),
        moment => dated(language, |text, language| Ok(date::moment(parse_moment(text)?, language))),
        hour => dated(language, |text, _| Ok(parse_moment(text)?.format("%H:%M").to_string())),
        money => Value::from_function(|cents: i64| format!("{} €", Cents(cents))),
        size => Value::from_function(size),
    }
}

/// `url(path)`: the address of a page below `base`, the path prefix of the tenant (empty when the host names it).
pub(super) fn url(base: &str) -> Value {
    let base = base.to_owned();
    Value::from_function(move |path: String| {
        let own = path.starts_with('/') && !path.starts_with("//");
        let inside = own && !path.starts_with(crate::platform::asset::PREFIX);
        plain(if inside { format!("{base}{path}") } else { path })
    })
}

/// Spares an address that needs no escaping the escaping of its slashes.
fn plain(address: String) -> Value {
    if address.contains(['<', '>', '&', '"', '\'']) {
        Value::from(address)
    } else {
        Value::from_safe_string(address)
    }
}

fn translator(language: &str, texts: &Arc<Texts>) -> Value {
    let (language, texts) = (language.to_owned(), Arc::clone(texts));
    let fixed: HashMap<String, Value> =
        texts.fixed(&language).into_iter().map(|(key, text)| (key, Value::from(text))).collect();
    Value::from_function(move |key: &str, kwargs: Kwargs| {
        let mut names = kwargs.args().peekable();
        if let (None, Some(text)) = (names.peek(), fixed.get(key)) {
            return Ok(text.clone());
        }
        let mut args = FluentArgs::new();
        for name in names {
            let value: Value = kwargs.get(name)?;
            match value.as_i64() {
                Some(number) => args.set(name, FluentValue::from(number)),
                None => args.set(name, FluentValue::from(value.to_string())),
            }
        }
        texts.get(&language, key, &args).map(Value::from).map_err(fault)
    })
}

fn dated(language: &str, write: fn(&str, &str) -> Result<String, Error>) -> Value {
    let language = language.to_owned();
    Value::from_function(move |text: String| write(&text, &language))
}

fn parse_day(text: &str) -> Result<NaiveDate, Error> {
    text.parse().or_else(|_| parse_moment(text).map(|moment| moment.date()))
}

/// An instant with its offset, or one as stored (naive UTC), in Italian civil time.
fn parse_moment(text: &str) -> Result<NaiveDateTime, Error> {
    DateTime::parse_from_rfc3339(text)
        .map(|instant| instant.naive_utc())
        .or_else(|_| text.parse::<NaiveDateTime>())
        .map(civil)
        .map_err(|_| fault("not a moment"))
}

#[allow(clippy::needless_pass_by_value, reason = "minijinja hands values over")]
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn fault(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidOperation, why.to_string())
}
