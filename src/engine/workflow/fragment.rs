//! Shared parts of workflows: a fragment is a small workflow with *slots* that the including file fills.
//!
//! A string that is exactly `$name` becomes the slot's value (a list is spliced into the list around it); `${name}` inside
//! a text or a key is replaced by its text. A slot filled with `null` removes what hangs on it: the member that would hold
//! it, or the whole list item. What a file declares itself is merged over the fragment's entry of the same code (RFC 7396),
//! so a title can be reworded and an action removed.

use serde_json::{Map, Value};

use crate::base::fault::Fault;
use crate::base::patch;

/// Fragments by code.
pub type Fragments = std::collections::BTreeMap<String, Value>;

/// The sections that a fragment may contribute to.
const SECTIONS: [&str; 5] = ["parameters", "flags", "terms", "states", "actions"];

/// A state, action, term… with the place that declares it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub code: String,
    pub value: Value,
    pub file: String,
    pub pointer: String,
}

impl Entry {
    pub fn fault(&self, below: &str, reason: impl Into<String>) -> Fault {
        Fault::new(&self.file, format!("{}{below}", self.pointer), reason)
    }
}

/// The sections of a file with its fragments taken in.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    pub parameters: Vec<Entry>,
    pub flags: Vec<Entry>,
    pub terms: Vec<Entry>,
    pub states: Vec<Entry>,
    pub actions: Vec<Entry>,
}

impl Expanded {
    fn section(&mut self, name: &str) -> &mut Vec<Entry> {
        match name {
            "parameters" => &mut self.parameters,
            "flags" => &mut self.flags,
            "terms" => &mut self.terms,
            "states" => &mut self.states,
            _ => &mut self.actions,
        }
    }

    fn take(&mut self, file: &str, body: &Map<String, Value>, faults: &mut Vec<Fault>) {
        for name in SECTIONS {
            let Some(section) = body.get(name) else { continue };
            let pointer = format!("/{name}");
            let Some(members) = section.as_object() else {
                faults.push(Fault::new(file, pointer, "must be an object of named entries"));
                continue;
            };
            for (code, value) in members {
                let entry = Entry {
                    code: code.clone(),
                    value: value.clone(),
                    file: file.to_owned(),
                    pointer: format!("/{name}/{code}"),
                };
                if self.section(name).iter().any(|e| e.code == *code) {
                    faults.push(entry.fault("", "another fragment already declares it"));
                } else {
                    self.section(name).push(entry);
                }
            }
        }
    }

    fn patch(&mut self, file: &str, body: &Map<String, Value>) {
        for name in SECTIONS {
            let Some(members) = body.get(name).and_then(Value::as_object) else { continue };
            for (code, value) in members {
                let section = self.section(name);
                if value.is_null() {
                    section.retain(|e| e.code != *code);
                } else if let Some(entry) = section.iter_mut().find(|e| e.code == *code) {
                    patch::merge(&mut entry.value, value);
                    (entry.file, entry.pointer) = (file.to_owned(), format!("/{name}/{code}"));
                } else {
                    section.push(Entry {
                        code: code.clone(),
                        value: value.clone(),
                        file: file.to_owned(),
                        pointer: format!("/{name}/{code}"),
                    });
                }
            }
        }
    }
}

/// Takes the fragments of `file` in and lays its own entries over them.
pub(super) fn expand(
    file: &str,
    body: &Map<String, Value>,
    fragments: &Fragments,
) -> Result<Expanded, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut expanded = Expanded::default();
    let includes = body.get("include").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (index, include) in includes.iter().enumerate() {
        let at = format!("/include/{index}");
        match instance(include, fragments) {
            Ok((name, filled)) => {
                expanded.take(&format!("workflows/fragments/{name}.json"), &filled, &mut faults);
            }
            Err(reason) => faults.push(Fault::new(file, at, reason)),
        }
    }
    expanded.patch(file, body);
    // What the file says itself comes first: the order is that of the buttons.
    for name in SECTIONS {
        expanded.section(name).sort_by_key(|entry| entry.file != file);
    }
    if faults.is_empty() { Ok(expanded) } else { Err(faults) }
}

fn instance(
    include: &Value,
    fragments: &Fragments,
) -> Result<(String, Map<String, Value>), String> {
    let name =
        include.get("fragment").and_then(Value::as_str).ok_or("an include names its `fragment`")?;
    let fragment = fragments.get(name).ok_or_else(|| format!("there is no fragment `{name}`"))?;
    let slots = slots(fragment, include.get("with"))?;
    let mut filled = Map::new();
    for section in SECTIONS {
        if let Some(value) = fragment.get(section) {
            let Fill::Value(value) = fill(value, &slots)? else { continue };
            filled.insert(section.to_owned(), value);
        }
    }
    Ok((name.to_owned(), filled))
}

fn slots(fragment: &Value, with: Option<&Value>) -> Result<Map<String, Value>, String> {
    let empty = Map::new();
    let declared = fragment.get("slots").and_then(Value::as_object).unwrap_or(&empty);
    let given = with.and_then(Value::as_object).unwrap_or(&empty);
    if let Some(unknown) = given.keys().find(|k| !declared.contains_key(*k)) {
        return Err(format!("the fragment has no slot `{unknown}`"));
    }
    let mut slots = Map::new();
    for (name, slot) in declared {
        let value = given.get(name).or_else(|| slot.get("default"));
        let value =
            value.ok_or_else(|| format!("slot `{name}` is not filled and has no default"))?;
        slots.insert(name.clone(), value.clone());
    }
    Ok(slots)
}

enum Fill {
    Value(Value),
    Splice(Vec<Value>),
    Nothing,
}

fn fill(value: &Value, slots: &Map<String, Value>) -> Result<Fill, String> {
    match value {
        Value::String(text) => fill_text(text, slots),
        Value::Array(items) => {
            let mut filled = Vec::new();
            for item in items {
                match fill(item, slots)? {
                    Fill::Value(v) => filled.push(v),
                    Fill::Splice(many) => filled.extend(many),
                    Fill::Nothing => {}
                }
            }
            Ok(Fill::Value(Value::Array(filled)))
        }
        Value::Object(members) => fill_object(members, slots),
        other => Ok(Fill::Value(other.clone())),
    }
}

/// An object loses the members whose slot is null; one whose *first* member is lost (the verb of an effect) goes whole.
fn fill_object(members: &Map<String, Value>, slots: &Map<String, Value>) -> Result<Fill, String> {
    let mut filled = Map::new();
    for (index, (key, member)) in members.iter().enumerate() {
        let key = replace(key, slots)?;
        match fill(member, slots)? {
            Fill::Value(v) => {
                filled.insert(key, v);
            }
            Fill::Splice(many) => {
                filled.insert(key, Value::Array(many));
            }
            Fill::Nothing if index == 0 => return Ok(Fill::Nothing),
            Fill::Nothing => {}
        }
    }
    Ok(Fill::Value(Value::Object(filled)))
}

fn fill_text(text: &str, slots: &Map<String, Value>) -> Result<Fill, String> {
    if let Some(name) = text.strip_prefix('$').filter(|n| !n.starts_with('{')) {
        return match slots.get(name) {
            Some(Value::Null) => Ok(Fill::Nothing),
            Some(Value::Array(items)) => Ok(Fill::Splice(items.clone())),
            Some(value) => Ok(Fill::Value(value.clone())),
            None => Err(format!("the fragment uses `${name}`, which is not one of its slots")),
        };
    }
    Ok(Fill::Value(Value::String(replace(text, slots)?)))
}

fn replace(text: &str, slots: &Map<String, Value>) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, tail) = after.split_once('}').ok_or("`${` without its `}`")?;
        out.push_str(before);
        match slots.get(name) {
            Some(Value::String(s)) => out.push_str(s),
            Some(Value::Null) => {}
            Some(other) => out.push_str(&other.to_string()),
            None => {
                return Err(format!(
                    "the fragment uses `${{{name}}}`, which is not one of its slots"
                ));
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}
