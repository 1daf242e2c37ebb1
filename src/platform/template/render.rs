//! The environment and the rendering of one template.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime};

use minijinja::value::Value;
use minijinja::{Environment, UndefinedBehavior, context};
use rust_embed::RustEmbed;
use serde::Serialize;

use super::function;
use crate::platform::asset::Assets;
use crate::platform::i18n::{FALLBACK, Texts};

/// In a debug build the files are looked at again after this long.
const FRESH: Duration = Duration::from_millis(500);

#[derive(RustEmbed)]
#[folder = "templates"]
#[include = "*.html"]
#[include = "*.txt"]
#[include = "*.md"]
struct Files;

/// A page or mail could not be made; the text names file and line, for the log.
#[derive(Debug, thiserror::Error)]
#[error("template {name}: {reason}")]
pub struct TemplateError {
    /// `portal/step.html`
    pub name: String,
    /// What and where.
    pub reason: String,
}

/// In which language and below which path a template is rendered.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// `it`
    pub language: &'a str,
    /// The tenant's path prefix, `/valdoria`, or empty.
    pub base: &'a str,
}

/// All templates; cheap to clone.
#[derive(Clone)]
pub struct Templates {
    environment: Arc<RwLock<Cached>>,
    functions: Arc<BTreeMap<String, Value>>,
    texts: Arc<Texts>,
    reload: bool,
}

struct Cached {
    environment: Environment<'static>,
    looked: Instant,
    newest: Option<SystemTime>,
}

impl Templates {
    /// The embedded templates with `texts` and `assets`. With `reload` (debug builds) changes on the disk are seen.
    pub fn load(texts: &Arc<Texts>, assets: &Assets, reload: bool) -> Self {
        let functions = texts
            .languages()
            .map(|language| (language.to_owned(), function::of_language(language, texts, assets)))
            .collect();
        let environment = environment();
        let cached = Cached { environment, looked: Instant::now(), newest: newest(reload) };
        Self {
            environment: Arc::new(RwLock::new(cached)),
            functions: Arc::new(functions),
            texts: Arc::clone(texts),
            reload,
        }
    }

    /// Renders `name` (`portal/step.html`) with `data`, a map.
    ///
    /// # Errors
    /// [`TemplateError`] for a template that is not there or is wrong, and for a variable that is not there.
    pub fn render(
        &self,
        name: &str,
        view: View<'_>,
        data: &impl Serialize,
    ) -> Result<String, TemplateError> {
        self.refresh();
        let language = self.texts.language(view.language);
        let functions = self.functions.get(language).or_else(|| self.functions.get(FALLBACK));
        let functions = functions.cloned().unwrap_or_default();
        let url = context! { url => function::url(view.base) };
        let data = context! { ..url, ..functions, ..Value::from_serialize(data) };
        let cached = self.environment.read().unwrap_or_else(PoisonError::into_inner);
        cached
            .environment
            .get_template(name)
            .and_then(|template| template.render(data))
            .map_err(|error| TemplateError { name: name.to_owned(), reason: describe(&error) })
    }

    /// The names of all templates.
    pub fn names() -> Vec<String> {
        Files::iter().map(std::borrow::Cow::into_owned).collect()
    }

    /// Parses every template.
    ///
    /// # Errors
    /// The first that is wrong.
    pub fn check(&self) -> Result<usize, TemplateError> {
        let cached = self.environment.read().unwrap_or_else(PoisonError::into_inner);
        let names = Self::names();
        for name in &names {
            cached
                .environment
                .get_template(name)
                .map_err(|error| TemplateError { name: name.clone(), reason: describe(&error) })?;
        }
        Ok(names.len())
    }

    fn refresh(&self) {
        if !self.reload {
            return;
        }
        let stale = |cached: &Cached| cached.looked.elapsed() > FRESH;
        if !stale(&self.environment.read().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        let mut cached = self.environment.write().unwrap_or_else(PoisonError::into_inner);
        let newest = newest(true);
        if newest != cached.newest {
            cached.environment.clear_templates();
            cached.newest = newest;
        }
        cached.looked = Instant::now();
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_loader(|name| {
        Ok(Files::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned()))
    });
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment
}

/// When the templates on the disk were last changed; `None` when that cannot be told, or does not matter.
fn newest(reload: bool) -> Option<SystemTime> {
    if !reload {
        return None;
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let times = Files::iter().filter_map(|name| root.join(&*name).metadata().ok()?.modified().ok());
    times.max()
}

/// Kind, place and detail; not the values of the variables, which may be personal.
fn describe(error: &minijinja::Error) -> String {
    let mut told = String::new();
    let mut next: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = next {
        if !told.is_empty() {
            told.push_str(": ");
        }
        told.push_str(&error.to_string());
        next = error.source();
    }
    told
}
