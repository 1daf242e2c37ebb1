//! The templates of the house, each with its sample.

use std::path::{Path, PathBuf};

use sportello::engine::document::{html, markdown};

use super::{sample, tool};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/documents")
}

fn names() -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn render(name: &str) -> sportello::engine::document::Document {
    let source = std::fs::read_to_string(folder().join(format!("{name}.md"))).unwrap();
    let data = std::fs::read(folder().join(format!("samples/{name}.json"))).unwrap();
    let data: serde_json::Value = serde_json::from_slice(&data).unwrap();
    markdown::render_template(&source, &data).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn each_renders_its_sample() {
    assert!(names().len() >= 5);
    for name in names() {
        insta::with_settings!({ snapshot_suffix => name.as_str(), prepend_module_to_snapshot => false }, {
            let page = html::write(&render(&name));
            let drawn = tool::readable(&page);
            insta::assert_snapshot!("template", drawn);
        });
    }
}

#[test]
fn each_becomes_a_valid_pdf() {
    for name in names() {
        let pdf = sample::pdf(&render(&name));
        let Some(structure) = tool::structure(&pdf) else { return };
        assert!(structure.contains("H1 "), "{name}");
    }
}

#[test]
fn each_tells_its_placeholders() {
    for name in names() {
        let source = std::fs::read_to_string(folder().join(format!("{name}.md"))).unwrap();
        assert!(source.starts_with("{#\n"), "{name} opens with a comment on its data");
        assert!(source.contains(&format!("samples/{name}.json")), "{name} names its sample");
    }
}
