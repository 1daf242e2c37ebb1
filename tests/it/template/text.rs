//! The texts of the interface: `locales/*.ftl`, the same keys in every language, none missing and none left over.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::stage::{read, root, templates};

pub const LANGUAGES: [&str; 3] = ["it", "en", "de"];

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
