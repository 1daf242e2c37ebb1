//! Markdown cases: each file in `cases/` is parsed and its blocks compared with a snapshot.

use std::path::Path;

use sportello::engine::document::markdown;

#[test]
fn markdown_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/document/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let source = std::fs::read_to_string(&file).unwrap();
        insta::with_settings!({ snapshot_suffix => name, prepend_module_to_snapshot => false }, {
            insta::assert_json_snapshot!("markdown", markdown::parse(&source));
        });
    }
}
