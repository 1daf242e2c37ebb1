//! The texts of the interface: `locales/*.ftl`, the same keys in every language, none missing and none left over.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use minijinja::value::{Kwargs, Value};
use minijinja::{Error, ErrorKind};
use regex::Regex;

use super::stage::{read, root, templates};

pub const LANGUAGES: [&str; 3] = ["it", "en", "de"];

/// The function `t(key, **args)` of the templates, in one language; an unknown key or argument is an error.
pub fn translator(language: &str) -> Value {
    let resource = FluentResource::try_new(source(language)).expect("valid Fluent");
    let mut bundle = FluentBundle::new_concurrent(vec![language.parse().expect("language tag")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no key twice");
    let bundle = Arc::new(bundle);
    Value::from_function(move |key: String, kwargs: Kwargs| translate(&bundle, &key, &kwargs))
}

fn translate(
    bundle: &FluentBundle<FluentResource>,
    key: &str,
    kwargs: &Kwargs,
) -> Result<String, Error> {
    let fault = |why: String| Error::new(ErrorKind::InvalidOperation, why);
    let pattern = bundle
        .get_message(key)
        .and_then(|message| message.value())
        .ok_or_else(|| fault(format!("no text {key}")))?;
    let mut args = FluentArgs::new();
    for name in kwargs.args() {
        let value: Value = kwargs.get(name)?;
        match value.as_i64() {
            Some(number) => args.set(name, FluentValue::from(number)),
            None => args.set(name, FluentValue::from(value.to_string())),
        }
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    if errors.is_empty() { Ok(text) } else { Err(fault(format!("{key}: {errors:?}"))) }
}

fn source(language: &str) -> String {
    read(&root().join("locales").join(format!("{language}.ftl")))
}

/// Key → the names of its placeholders.
fn keys(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let head = Regex::new(r"^([a-z][a-z0-9_-]*) =").expect("regex");
    let placeholder = Regex::new(r"\{ ?\$([a-z_]+)").expect("regex");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source(language).lines() {
        if let Some(capture) = head.captures(line) {
            current = capture[1].to_owned();
            found.entry(current.clone()).or_default();
        }
        for capture in placeholder.captures_iter(line) {
            found.entry(current.clone()).or_default().insert(capture[1].to_owned());
        }
    }
    found
}

#[test]
fn every_language_has_the_same_keys_and_placeholders() {
    let italian = keys("it");
    assert!(italian.len() > 200, "only {} texts", italian.len());
    for language in &LANGUAGES[1..] {
        let other = keys(language);
        for (key, placeholders) in &italian {
            assert_eq!(Some(placeholders), other.get(key), "{language}: {key}");
        }
        let extra: Vec<_> = other.keys().filter(|key| !italian.contains_key(*key)).collect();
        assert!(extra.is_empty(), "{language}: {extra:?} are not in it.ftl");
    }
}

#[test]
fn every_text_is_asked_for_and_every_asked_text_exists() {
    let call = Regex::new(r"\bt\('([a-z0-9-]+)'( ~)?").expect("regex");
    let (mut whole, mut prefixes) = (BTreeSet::new(), BTreeSet::new());
    for file in templates() {
        for capture in call.captures_iter(&read(&file)) {
            let set = if capture.get(2).is_some() { &mut prefixes } else { &mut whole };
            set.insert(capture[1].to_owned());
        }
    }
    let known = keys("it");
    let missing: Vec<_> = whole.iter().filter(|key| !known.contains_key(*key)).collect();
    assert!(missing.is_empty(), "asked but not in it.ftl: {missing:?}");
    let unused: Vec<_> = known
        .keys()
        .filter(|key| {
            !whole.contains(*key) && !prefixes.iter().any(|p| key.starts_with(p.as_str()))
        })
        .collect();
    assert!(unused.is_empty(), "in it.ftl but never asked: {unused:?}");
}
