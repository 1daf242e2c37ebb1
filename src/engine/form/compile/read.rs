//! From the expanded definition to nodes: kinds, titles, options, bounds. Rules come later, when every name is known.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::base::fault::Fault;

use super::super::codelist::{CodeList, CodeLists};
use super::super::node::{
    Choice, Data, FieldSpec, Kind, Legal, ListSpec, Node, NodeId, Readonly, Widget,
};
use super::super::source::Located;
use super::keyword::{self, Place};

/// Groups nest at most so deep inside a step.
const MAX_GROUPS: usize = 3;
/// Rows of a list whose author set no `maxItems`.
const DEFAULT_MAX_ROWS: usize = 50;
/// No list may allow more.
const MOST_ROWS: usize = 500;

/// The nodes being read, and where each is written.
pub(super) struct Reader<'a> {
    pub nodes: Vec<Node>,
    pub written: Vec<&'a Located>,
    pub faults: Vec<Fault>,
    lists: &'a CodeLists,
    form_file: &'a str,
}

impl<'a> Reader<'a> {
    /// Reads a whole form.
    pub fn read(form: &'a Located, lists: &'a CodeLists) -> Self {
        let mut reader = Self {
            nodes: Vec::new(),
            written: Vec::new(),
            faults: Vec::new(),
            lists,
            form_file: &form.file,
        };
        keyword::check(form, Place::Form, &mut reader.faults);
        let root = reader.push("", 0, Kind::Root, form);
        reader.properties(root, form, 0);
        reader
    }

    fn fault(&mut self, at: &Located, reason: impl Into<String>) {
        self.faults.push(at.fault(reason));
    }

    fn push(&mut self, name: &str, parent: NodeId, kind: Kind, at: &'a Located) -> NodeId {
        let id = self.nodes.len();
        let mut chain = self.nodes.get(parent).map(|p| p.chain.clone()).unwrap_or_default();
        if id > 0 {
            chain.push(id);
            self.nodes[parent].children.push(id);
        }
        let from_block = *at.file != *self.form_file;
        let text = |key: &str| at.text(key).map(str::to_owned);
        let combinators = keyword::COMBINATORS.iter();
        let combinators = combinators
            .filter_map(|key| Some(((*key).to_owned(), at.get(key)?.to_value())))
            .collect();
        self.nodes.push(Node {
            name: name.to_owned(),
            parent,
            chain,
            children: Vec::new(),
            combinators: if matches!(kind, Kind::Field(_) | Kind::List(_)) {
                Vec::new()
            } else {
                combinators
            },
            kind,
            title: text("title").unwrap_or_default(),
            description: text("description"),
            help: text("help"),
            required: false,
            when: None,
            required_when: None,
            compute: None,
            prefill: None,
            readonly: Readonly::No,
            asserts: Vec::new(),
            stops: Vec::new(),
            slots: Vec::new(),
            errors: own_wording(at),
            legal: None,
            from_block,
        });
        self.written.push(at);
        self.nodes[id].legal = self.legal(at);
        id
    }

    fn legal(&mut self, at: &'a Located) -> Option<Legal> {
        let legal = at.get("legal")?;
        keyword::check(legal, Place::Legal, &mut self.faults);
        let Some(source) = legal.text("source") else {
            self.fault(legal, "`legal` needs a `source`");
            return None;
        };
        let text = |key: &str| legal.text(key).map(str::to_owned);
        Some(Legal {
            source: source.to_owned(),
            version: text("version"),
            verified_on: text("verified_on"),
        })
    }

    fn properties(&mut self, parent: NodeId, at: &'a Located, groups: usize) {
        let Some(properties) = at.get("properties") else {
            self.fault(at, "an object needs `properties`");
            return;
        };
        for (name, property) in properties.fields() {
            self.property(name, parent, property, groups);
        }
        let required = at.get("required").map(Located::items).unwrap_or_default();
        for item in required {
            let name = item.as_text().unwrap_or_default();
            let child =
                self.nodes[parent].children.iter().copied().find(|id| self.nodes[*id].name == name);
            match child {
                Some(id) => self.nodes[id].required = true,
                None if properties.get(name).is_none() => {
                    self.fault(item, format!("`required` names `{name}`, which is no field here"));
                }
                None => {}
            }
        }
    }

    fn property(&mut self, name: &str, parent: NodeId, at: &'a Located, groups: usize) {
        if !is_name(name) {
            self.fault(
                at,
                format!("`{name}`: names are snake_case, ASCII, and begin with a letter"),
            );
        }
        if at.text("title").is_none_or(|title| title.trim().is_empty()) {
            self.fault(at, "a title is missing");
        }
        let step = parent == 0;
        match at.text("type") {
            Some("object") if at.text("format") != Some("geojson") => {
                self.object(name, parent, at, groups);
            }
            _ if step => self.fault(at, "at the top every property is a step: an object"),
            Some("array") if at.get("items").and_then(|i| i.text("type")) == Some("object") => {
                self.list(name, parent, at, groups);
            }
            _ => self.field(name, parent, at),
        }
    }

    fn object(&mut self, name: &str, parent: NodeId, at: &'a Located, groups: usize) {
        keyword::check(at, Place::Object, &mut self.faults);
        if groups > MAX_GROUPS {
            self.fault(at, format!("groups nest more than {MAX_GROUPS} deep"));
        }
        let kind = if parent == 0 { Kind::Step } else { Kind::Group };
        let id = self.push(name, parent, kind, at);
        self.properties(id, at, groups + 1);
    }

    fn list(&mut self, name: &str, parent: NodeId, at: &'a Located, groups: usize) {
        keyword::check(at, Place::List, &mut self.faults);
        let Some(items) = at.get("items") else { return };
        keyword::check(items, Place::Object, &mut self.faults);
        let number = |key: &str| {
            at.get(key).and_then(Located::as_leaf).and_then(Value::as_u64).map(|n| n as usize)
        };
        let max = number("maxItems").unwrap_or(DEFAULT_MAX_ROWS);
        if max > MOST_ROWS {
            self.fault(at, format!("`maxItems` is above {MOST_ROWS}"));
        }
        let item_title = at.text("item_title").or(items.text("title")).unwrap_or("Voce").to_owned();
        let add_label = at
            .text("add_label")
            .map_or_else(|| format!("Aggiungi {}", item_title.to_lowercase()), str::to_owned);
        let spec = ListSpec { min: number("minItems").unwrap_or(0), max, item_title, add_label };
        let list = self.push(name, parent, Kind::List(spec), at);
        let row = self.push("*", list, Kind::Row, items);
        self.properties(row, items, groups);
    }

    fn field(&mut self, name: &str, parent: NodeId, at: &'a Located) {
        keyword::check(at, Place::Field, &mut self.faults);
        let item = at.get("items");
        if let Some(item) = item {
            keyword::check(item, Place::Item, &mut self.faults);
        }
        let Some(data) = self.data(at) else { return };
        let values = item.unwrap_or(at);
        let options = self.options(values);
        let codelist = self.codelist(values);
        let text = |key: &str| at.text(key).map(str::to_owned);
        let leaf = |key: &str| at.get(key).and_then(Located::as_leaf);
        let widget = self.widget(at, data, options.len(), codelist.as_deref());
        let spec = FieldSpec {
            data,
            widget,
            retired: retired(values, &options),
            options,
            codelist,
            format: text("format"),
            unit: text("unit"),
            decimals: leaf("decimals").and_then(Value::as_u64).map(|n| n as usize),
            grouping: self.grouping(at, data),
            autocomplete: text("autocomplete"),
            max_length: leaf("maxLength").and_then(Value::as_u64),
            schema: value_schema(at),
        };
        self.push(name, parent, Kind::Field(Box::new(spec)), at);
    }

    /// `grouping`: points between thousands unless the author says no.
    fn grouping(&mut self, at: &Located, data: Data) -> bool {
        let Some(written) = at.get("grouping") else { return true };
        if let (Some(Value::Bool(flag)), Data::Integer | Data::Number) = (written.as_leaf(), data) {
            return *flag;
        }
        self.fault(written, "`grouping` is true or false, on a number");
        true
    }

    fn data(&mut self, at: &Located) -> Option<Data> {
        let format = at.text("format");
        if let Some(format) = format.filter(|name| super::super::format::find(name).is_none()) {
            self.fault(at, format!("unknown format `{format}`"));
        }
        let data = match (at.text("type"), format) {
            (Some("string"), Some("date")) => Data::Date,
            (Some("string"), Some("time" | "date-time")) => Data::Time,
            (Some("string"), _) => Data::Text,
            (Some("integer"), Some("money")) => Data::Money,
            (Some("integer"), _) => Data::Integer,
            (Some("number"), _) => Data::Number,
            (Some("boolean"), _) => Data::Boolean,
            (Some("array"), _)
                if at.get("items").and_then(|i| i.text("type")) == Some("string") =>
            {
                Data::Texts
            }
            (Some("object"), Some("geojson")) => Data::Geometry,
            (Some(other), _) => {
                self.fault(at, format!("a field cannot be of type `{other}` here"));
                return None;
            }
            (None, _) => {
                self.fault(at, "a field needs a `type` (or a `$ref`)");
                return None;
            }
        };
        Some(data)
    }

    fn options(&mut self, at: &'a Located) -> Vec<Choice> {
        let titles = at.get("titles");
        let values = at.texts("enum");
        if let Some(list) = at.get("enum").filter(|_| values.is_empty()) {
            self.fault(list, "an `enum` needs at least one text");
        }
        let missing: Vec<&String> =
            values.iter().filter(|v| titles.and_then(|t| t.text(v)).is_none()).collect();
        if !missing.is_empty() {
            let names = missing.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", ");
            self.fault(at, format!("`titles` says nothing of {names}"));
        }
        let hint = |value: &str| at.get("hints").and_then(|h| h.text(value)).map(str::to_owned);
        values
            .into_iter()
            .map(|value| Choice {
                label: titles.and_then(|t| t.text(&value)).unwrap_or(&value).to_owned(),
                hint: hint(&value),
                value,
            })
            .collect()
    }

    fn codelist(&mut self, at: &'a Located) -> Option<String> {
        let name = at.get("codelist")?;
        let text = name.as_text()?;
        if self.lists.get(text).is_none() {
            self.fault(name, format!("there is no code list `{text}`"));
        }
        Some(text.to_owned())
    }

    fn widget(
        &mut self,
        at: &'a Located,
        data: Data,
        options: usize,
        codelist: Option<&str>,
    ) -> Widget {
        let declaration = at.get("const").and_then(Located::as_leaf) == Some(&Value::Bool(true));
        let short = codelist.is_none_or(|name| self.lists.get(name).is_none_or(CodeList::is_short));
        let usual = match data {
            Data::Boolean if declaration => Widget::Declaration,
            Data::Boolean => Widget::Yesno,
            Data::Money => Widget::Money,
            Data::Integer | Data::Number => Widget::Number,
            Data::Date => Widget::Date,
            Data::Time if at.text("format") == Some("time") => Widget::Time,
            Data::Time => Widget::Datetime,
            Data::Geometry => Widget::Geojson,
            Data::Texts if !short => Widget::Codelist,
            Data::Texts => Widget::Checkboxes,
            Data::Text if codelist.is_some() && !short => Widget::Codelist,
            Data::Text if codelist.is_some() || options > 5 => Widget::Select,
            Data::Text if options > 0 => Widget::Radio,
            Data::Text => match at.text("format") {
                Some("email" | "pec") => Widget::Email,
                Some("tel") => Widget::Tel,
                _ => Widget::Text,
            },
        };
        let Some(wanted) = at.get("widget") else { return usual };
        match (wanted.as_text(), usual) {
            (Some("textarea"), Widget::Text) => Widget::Textarea,
            (Some("select"), Widget::Radio) => Widget::Select,
            (Some("radio"), Widget::Select) => Widget::Radio,
            (Some("checkboxes"), Widget::Checkboxes) | (Some("text"), Widget::Text) => usual,
            _ => {
                self.fault(wanted, "this widget does not suit the field");
                usual
            }
        }
    }
}

/// The JSON Schema keywords of a field.
fn value_schema(at: &Located) -> Value {
    let mut schema = serde_json::Map::new();
    for (key, value) in at.fields() {
        if keyword::VALUE.contains(&&**key) || matches!(&**key, "minItems" | "maxItems") {
            schema.insert(key.to_string(), value.to_value());
        }
    }
    if let Some(items) = at.get("items") {
        schema.insert("items".to_owned(), value_schema(items));
    }
    Value::Object(schema)
}

/// The titled values that are no option.
fn retired(at: &Located, options: &[Choice]) -> Vec<Choice> {
    let titles = at.get("titles").map(Located::fields).unwrap_or_default();
    let unknown = |name: &str| !options.iter().any(|option| option.value == name);
    titles
        .iter()
        .filter(|(name, _)| unknown(name))
        .map(|(name, title)| Choice {
            value: name.to_string(),
            label: title.as_text().unwrap_or_default().to_owned(),
            hint: None,
        })
        .collect()
}

fn own_wording(at: &Located) -> BTreeMap<String, String> {
    let errors = at.get("errors").map(Located::fields).unwrap_or_default();
    errors.iter().filter_map(|(k, v)| Some((k.to_string(), v.as_text()?.to_owned()))).collect()
}

/// ASCII snake_case.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !name.contains("__")
}
