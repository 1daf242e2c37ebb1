//! The samples, and the program's own renderer to put them through.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value as Json;
use sportello::platform::asset::Assets;
use sportello::platform::i18n::Texts;
use sportello::platform::template::{TemplateError, Templates, View};

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

/// The renderer of the program itself.
pub fn renderer() -> Templates {
    let texts = Arc::new(Texts::load().expect("texts"));
    Templates::load(&texts, &Assets::load(false), false)
}

/// Renders one sample in one language, with the common `site` patched by the sample's own `site`.
pub fn render(
    renderer: &Templates,
    sample: &Sample,
    language: &str,
) -> Result<String, TemplateError> {
    let common = read(&root().join("templates/samples/site.json"));
    let mut site: Json = serde_json::from_str(&common).expect("site.json");
    let mut data = sample.data.clone();
    if let Some(Json::Object(patch)) = data.as_object_mut().and_then(|map| map.remove("site")) {
        for (key, value) in patch {
            site[key] = value;
        }
    }
    site["lang"] = language.into();
    let base = site["base"].as_str().unwrap_or_default().to_owned();
    data["site"] = site;
    renderer.render(&sample.template, View { language, base: &base }, &data)
}
