//! What the pages ask of `assets/`: every class has a rule, every icon is in the sprite.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::stage::{read, render, renderer, root, samples, templates};

#[test]
fn every_icon_of_a_template_is_in_the_sprite() {
    let sprite = read(&root().join("assets/vendor/bootstrap-italia/sprites.svg"));
    let call = Regex::new(r"icon\(([^()]*)\)").expect("regex");
    let quoted = Regex::new(r"'([a-z0-9-]+)'").expect("regex");
    let mut asked = 0;
    for file in templates() {
        for capture in call.captures_iter(&read(&file)) {
            let argument = capture[1].split(", ").next().unwrap_or_default();
            for name in quoted.captures_iter(argument) {
                asked += 1;
                assert!(
                    sprite.contains(&format!("id=\"it-{}\"", &name[1])),
                    "{}: no icon {}",
                    file.display(),
                    &name[1]
                );
            }
        }
    }
    assert!(asked > 30, "only {asked} icons found");
}

/// A class without a rule is a slip of the pen, or a page written after the style sheet was purged.
#[test]
fn every_class_of_a_page_has_a_rule() {
    let css = ["vendor/bootstrap-italia/bootstrap-italia.css", "app.css", "page.css", "print.css"]
        .map(|path| read(&root().join("assets").join(path)))
        .concat();
    let rule = Regex::new(r"\.(-?[A-Za-z_][A-Za-z0-9_-]*)").expect("regex");
    let ruled: BTreeSet<_> = rule.captures_iter(&css).map(|c| c[1].to_owned()).collect();
    let class = Regex::new(r#"class="([^"]*)""#).expect("regex");
    let renderer = renderer();
    let mut unruled = BTreeMap::new();
    for sample in samples().iter().filter(|sample| sample.template.ends_with(".html")) {
        let html = render(&renderer, sample, "it").expect("renders");
        for capture in class.captures_iter(&html) {
            for name in capture[1].split_whitespace().filter(|name| !ruled.contains(*name)) {
                unruled.entry(name.to_owned()).or_insert_with(|| sample.name.clone());
            }
        }
    }
    assert!(unruled.is_empty(), "classes without a rule: {unruled:#?}");
}
