//! A strict reading of the HTML we write: tags balanced and well nested, attributes quoted and not repeated, ids unique and
//! every reference to an id answered, one h1, headings that skip no level.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

const VOID: [&str; 9] = ["meta", "link", "input", "br", "img", "hr", "use", "path", "source"];
/// Attributes whose value names other elements of the page.
const REFERENCES: [&str; 6] =
    ["for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form"];

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    let attribute = r#"\s+[a-zA-Z_:-]+(?:="[^"<]*")?"#;
    Regex::new(&format!(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:{attribute})*)\s*(/?)>")).expect("regex")
});
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"([a-zA-Z_:-]+)(?:="([^"]*)")?"#).expect("regex"));
static COMMENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->|<!DOCTYPE html>").expect("regex"));

struct Tag {
    name: String,
    closing: bool,
    attributes: Vec<(String, String)>,
}

/// What is wrong with a page or fragment; empty when nothing is.
pub fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let tags = tags(html, &mut faults);
    check_nesting(&tags, &mut faults);
    check_ids(&tags, &mut faults);
    check_headings(&tags, html.starts_with("<!DOCTYPE"), &mut faults);
    if html.contains("{{") || html.contains("{%") {
        faults.push("template syntax in the page".into());
    }
    if html.contains("style=\"") || html.contains(" onclick=") || html.contains("javascript:") {
        faults.push("inline style or script: the content security policy forbids it".into());
    }
    faults
}

/// The text of `<title>`.
pub fn title(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<title>")?;
    rest.split_once("</title>").map(|(title, _)| title.trim().to_owned())
}

fn tags(html: &str, faults: &mut Vec<String>) -> Vec<Tag> {
    let body = COMMENT.replace_all(html, "");
    let mut found = Vec::new();
    for capture in TAG.captures_iter(&body) {
        let attributes: Vec<_> = ATTRIBUTE
            .captures_iter(&capture[3])
            .map(|a| (a[1].to_owned(), a.get(2).map_or("", |v| v.as_str()).to_owned()))
            .collect();
        let mut names = BTreeSet::new();
        for (name, _) in &attributes {
            if !names.insert(name) {
                faults.push(format!("<{}> has {name} twice", &capture[2]));
            }
        }
        found.push(Tag { name: capture[2].to_owned(), closing: &capture[1] == "/", attributes });
    }
    let rest = TAG.replace_all(&body, "");
    if let Some(at) = rest.find('<') {
        let excerpt: String = rest[at..].chars().take(60).collect();
        faults.push(format!("not a well-formed tag: {excerpt}"));
    }
    found
}

fn check_nesting(tags: &[Tag], faults: &mut Vec<String>) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags.iter().filter(|tag| !VOID.contains(&tag.name.as_str())) {
        if !tag.closing {
            let inside_p = open.last() == Some(&"p");
            if inside_p
                && ["p", "div", "ul", "ol", "fieldset", "h2", "h3", "details", "form"]
                    .contains(&tag.name.as_str())
            {
                faults.push(format!("<{}> inside <p>", tag.name));
            }
            if tag.name == "form" && open.contains(&"form") {
                faults.push("a form inside a form".into());
            }
            if ["a", "button"].contains(&tag.name.as_str())
                && open.iter().any(|o| ["a", "button"].contains(o))
            {
                faults.push(format!("<{}> inside a link or button", tag.name));
            }
            open.push(&tag.name);
        } else if open.pop() != Some(tag.name.as_str()) {
            faults.push(format!("</{}> closes nothing, or something else", tag.name));
            return;
        }
    }
    if !open.is_empty() {
        faults.push(format!("left open: {open:?}"));
    }
}

fn check_ids(tags: &[Tag], faults: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    let attributes = || tags.iter().flat_map(|tag| tag.attributes.iter().map(move |a| (tag, a)));
    for (tag, (_, value)) in attributes().filter(|(_, (name, _))| name == "id") {
        if value.is_empty() || value.contains(' ') || !ids.insert(value.as_str()) {
            faults.push(format!("<{}> id «{value}» is empty or taken", tag.name));
        }
    }
    for (tag, (name, value)) in attributes() {
        let anchor = name == "href" && value.starts_with('#') && value.len() > 1;
        if !anchor && !REFERENCES.contains(&name.as_str()) {
            continue;
        }
        for id in value.trim_start_matches('#').split_whitespace().filter(|id| !ids.contains(id)) {
            faults.push(format!("<{}> {name} names «{id}», which is not there", tag.name));
        }
    }
}

fn check_headings(tags: &[Tag], whole_page: bool, faults: &mut Vec<String>) {
    let main = tags.iter().position(|tag| tag.name == "main" && !tag.closing).unwrap_or(0);
    let end = tags.iter().position(|tag| tag.name == "main" && tag.closing).unwrap_or(tags.len());
    let levels: Vec<u8> = tags[main..end]
        .iter()
        .filter(|tag| !tag.closing)
        .filter_map(|tag| tag.name.strip_prefix('h').and_then(|level| level.parse().ok()))
        .collect();
    let firsts = levels.iter().filter(|level| **level == 1).count();
    if whole_page && firsts != 1 {
        faults.push(format!("{firsts} h1"));
    }
    for pair in levels.windows(2).filter(|pair| pair[1] > pair[0] + 1) {
        faults.push(format!("h{} after h{}", pair[1], pair[0]));
    }
}
