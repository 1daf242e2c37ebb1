//! References inside style sheets.

use std::sync::LazyLock;

use regex::{Captures, Regex};

#[allow(clippy::unwrap_used, reason = "the expression is constant and tested")]
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"url\(\s*["']?([^"')#?\s]+)([^"')\s]*)["']?\s*\)"#).unwrap());

/// Replaces each `url(…)` of the style sheet at `path` that names an asset (relative to it) by `address` of that asset;
/// data and absolute addresses stay, and so does what `address` does not know.
pub fn rewrite(css: &str, path: &str, address: impl Fn(&str) -> Option<String>) -> String {
    REFERENCE
        .replace_all(css, |found: &Captures<'_>| {
            let target = &found[1];
            let foreign = target.contains(':') || target.starts_with('/');
            let known =
                if foreign { None } else { resolve(path, target).and_then(|t| address(&t)) };
            match known {
                Some(address) => format!("url(\"{address}{}\")", &found[2]),
                None => found[0].to_owned(),
            }
        })
        .into_owned()
}

/// `target` as seen from the file `path`; `None` when it climbs out of the assets.
fn resolve(path: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
