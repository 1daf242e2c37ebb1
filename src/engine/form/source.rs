//! Definitions as written: JSON files, and trees whose every value remembers the file and pointer it comes from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::base::fault::Fault;

/// The parsed definition files, by path below the definitions root (`forms/x.json`, `schemas/y.json`).
#[derive(Debug, Default, Clone)]
pub struct Definitions {
    files: BTreeMap<String, Value>,
}

impl Definitions {
    /// Parses and adds one file.
    ///
    /// # Errors
    /// A fault with line and column when the text is not JSON.
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), Fault> {
        let value = serde_json::from_str(text)
            .map_err(|error| Fault::new(path, "", format!("not JSON: {error}")))?;
        self.files.insert(path.to_owned(), value);
        Ok(())
    }

    /// Adds a file that is already parsed.
    pub fn insert(&mut self, path: impl Into<String>, value: Value) {
        self.files.insert(path.into(), value);
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&Value> {
        self.files.get(path)
    }

    /// The files directly in a folder (`forms/`), in order of name.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let direct = move |path: &str| {
            path.strip_prefix(folder)
                .is_some_and(|rest| !rest.contains('/') && rest.strip_suffix(".json").is_some())
        };
        self.files
            .iter()
            .filter(move |(path, _)| direct(path))
            .map(|(path, value)| (path.as_str(), value))
    }
}

/// A JSON value with the place where it is written. Texts are shared: a block is copied at every mount.
#[derive(Debug, Clone)]
pub(super) struct Located {
    pub file: Arc<str>,
    pub pointer: Arc<str>,
    pub value: Tree,
}

/// The value of a [`Located`].
#[derive(Debug, Clone)]
pub(super) enum Tree {
    Leaf(Arc<Value>),
    Array(Vec<Located>),
    Object(Vec<(Arc<str>, Located)>),
}

impl Located {
    /// The tree of a whole file.
    pub fn of_file(file: &str, value: &Value) -> Self {
        Self::new(&Arc::from(file), Arc::from(""), value)
    }

    fn new(file: &Arc<str>, pointer: Arc<str>, value: &Value) -> Self {
        let tree = match value {
            Value::Array(items) => Tree::Array(
                items
                    .iter()
                    .enumerate()
                    .map(|(i, v)| Self::new(file, format!("{pointer}/{i}").into(), v))
                    .collect(),
            ),
            Value::Object(fields) => Tree::Object(
                fields
                    .iter()
                    .map(|(k, v)| (k.as_str().into(), Self::new(file, join(&pointer, k), v)))
                    .collect(),
            ),
            leaf => Tree::Leaf(Arc::new(leaf.clone())),
        };
        Self { file: Arc::clone(file), pointer, value: tree }
    }

    /// Another value in the same place.
    pub fn with(&self, value: Tree) -> Self {
        Self { file: Arc::clone(&self.file), pointer: Arc::clone(&self.pointer), value }
    }

    /// A fault here.
    pub fn fault(&self, reason: impl Into<String>) -> Fault {
        Fault::new(&*self.file, &*self.pointer, reason)
    }

    pub fn get(&self, key: &str) -> Option<&Located> {
        self.fields().iter().find(|(name, _)| **name == *key).map(|(_, value)| value)
    }

    pub fn fields(&self) -> &[(Arc<str>, Located)] {
        if let Tree::Object(fields) = &self.value { fields } else { &[] }
    }

    pub fn items(&self) -> &[Located] {
        if let Tree::Array(items) = &self.value { items } else { &[] }
    }

    pub fn is_object(&self) -> bool {
        matches!(self.value, Tree::Object(_))
    }

    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    pub fn as_text(&self) -> Option<&str> {
        self.as_leaf()?.as_str()
    }

    pub fn as_leaf(&self) -> Option<&Value> {
        if let Tree::Leaf(value) = &self.value { Some(value) } else { None }
    }

    /// The texts of an array of texts.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.get(key)
            .map(|list| {
                list.items().iter().filter_map(|i| i.as_text().map(str::to_owned)).collect()
            })
            .unwrap_or_default()
    }

    /// Puts `value` under `key`, keeping the place of an existing key.
    pub fn set(&mut self, key: &str, value: Located) {
        let Tree::Object(fields) = &mut self.value else { return };
        match fields.iter_mut().find(|(name, _)| **name == *key) {
            Some((_, old)) => *old = value,
            None => fields.push((key.into(), value)),
        }
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Located> {
        let Tree::Object(fields) = &mut self.value else { return None };
        fields.iter_mut().find(|(name, _)| **name == *key).map(|(_, value)| value)
    }

    pub fn remove(&mut self, key: &str) -> Option<Located> {
        let Tree::Object(fields) = &mut self.value else { return None };
        let index = fields.iter().position(|(name, _)| **name == *key)?;
        Some(fields.remove(index).1)
    }

    /// JSON Merge Patch (RFC 7396): objects merge, `null` removes, anything else replaces. Places follow the values.
    pub fn patch(&mut self, patch: Located) {
        let Located { file, pointer, value } = patch;
        let Tree::Object(changes) = value else {
            *self = Located { file, pointer, value };
            return;
        };
        if !self.is_object() {
            *self = Located { file, pointer, value: Tree::Object(Vec::new()) };
        }
        for (key, change) in changes {
            if change.as_leaf().is_some_and(Value::is_null) {
                self.remove(&key);
            } else if let Some(old) = self.get_mut(&key) {
                old.patch(change);
            } else {
                let mut fresh = change.with(Tree::Object(Vec::new()));
                fresh.patch(change);
                self.set(&key, fresh);
            }
        }
    }

    /// Back to plain JSON.
    pub fn to_value(&self) -> Value {
        match &self.value {
            Tree::Leaf(value) => value.as_ref().clone(),
            Tree::Array(items) => Value::Array(items.iter().map(Located::to_value).collect()),
            Tree::Object(fields) => Value::Object(
                fields.iter().map(|(k, v)| (k.to_string(), v.to_value())).collect::<Map<_, _>>(),
            ),
        }
    }
}

/// A pointer one step further, escaped as RFC 6901 wants.
fn join(pointer: &str, key: &str) -> Arc<str> {
    if key.contains(['~', '/']) {
        return format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")).into();
    }
    format!("{pointer}/{key}").into()
}
