//! Renders everything.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::markup;
use super::stage::{render, renderer, root, samples, templates};
use super::text::LANGUAGES;

#[test]
fn every_page_renders_with_every_sample_in_every_language() {
    let renderer = renderer();
    let mut faults = Vec::new();
    for sample in samples() {
        for language in LANGUAGES {
            match render(&renderer, &sample, language) {
                Ok(text) => {
                    preview(&sample.name, language, &sample.template, &text);
                    if sample.template.ends_with(".html") {
                        let found = markup::faults(&text);
                        faults.extend(
                            found.iter().map(|f| format!("{} ({language}): {f}", sample.name)),
                        );
                    }
                }
                Err(error) => faults.push(format!("{} ({language}): {error}", sample.name)),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_has_a_sample() {
    let sampled: BTreeSet<_> = samples().into_iter().map(|sample| sample.template).collect();
    for path in templates() {
        let name = path.strip_prefix(root().join("templates")).expect("inside");
        let name = name.to_str().expect("UTF-8");
        let is_part = name.starts_with("components/") || name.ends_with("/layout.html");
        assert!(is_part || sampled.contains(name), "{name} has no sample");
    }
}

#[test]
fn titles_are_unique_and_say_when_something_is_wrong() {
    let renderer = renderer();
    let mut titles = BTreeSet::new();
    for sample in samples().iter().filter(|s| s.template.ends_with(".html")) {
        let html = render(&renderer, sample, "it").expect("renders");
        let Some(title) = markup::title(&html) else { continue };
        assert!(titles.insert(title.clone()), "{}: the title «{title}» is taken", sample.name);
        let wrong = html.contains("id=\"problems\"");
        assert_eq!(wrong, title.starts_with("Errore: "), "{}: {title}", sample.name);
    }
    assert!(titles.len() > 20, "only {} titles", titles.len());
}

/// Writes a page where `FRONT_PREVIEW` says, for the eye.
fn preview(name: &str, language: &str, template: &str, text: &str) {
    let Ok(folder) = std::env::var("FRONT_PREVIEW") else { return };
    let kind = template.rsplit('.').next().unwrap_or("html");
    let path = Path::new(&folder).join(format!("{}.{language}.{kind}", name.replace('/', "-")));
    fs::write(path, text).expect("preview written");
}
