//! A step's page read as a browser without scripts reads it: which controls it has, what they hold, what posting it sends.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;
use sportello::engine::form::{Data, Form, Kind as NodeKind};

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)<(input|select|option|textarea|button|datalist)\b([^>]*)>([^<]*)").unwrap()
});
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"([a-z]+)(?:="([^"]*)")?"#).unwrap());

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    /// Sent as it is: hidden, or written by us.
    Fixed,
    Typed,
    Ticked,
    Chosen,
}

#[derive(Debug, Clone)]
struct Control {
    kind: Kind,
    name: String,
    value: String,
}

/// The form of one step.
#[derive(Debug, Default)]
pub struct StepForm {
    controls: Vec<Control>,
    /// Values of its `_action` buttons.
    pub buttons: Vec<String>,
    /// Keys of the places for files that take one more.
    pub slots: Vec<String>,
}

impl StepForm {
    /// The form in a page.
    pub fn read(page: &str) -> Self {
        let (_, form) = page.split_once("<form id=\"step\"").expect("a step's page has its form");
        let form = form.split("</form>").next().unwrap();
        let mut read = Self::default();
        for tag in TAG.captures_iter(form) {
            let attributes: Vec<(String, String)> = ATTRIBUTE
                .captures_iter(&tag[2])
                .map(|a| (a[1].to_owned(), plain(a.get(2).map_or("", |v| v.as_str()))))
                .collect();
            read.take(&tag[1], &attributes, &tag[3]);
        }
        read
    }

    fn take(&mut self, tag: &str, attributes: &[(String, String)], content: &str) {
        let attribute =
            |name: &str| attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
        let name = attribute("name").unwrap_or_default();
        let value = attribute("value").unwrap_or_default();
        let kind = match (tag, attribute("type").unwrap_or_default().as_str()) {
            ("button", _) => {
                if attribute("disabled").is_none() && name == "_action" {
                    self.buttons.push(value);
                }
                return;
            }
            ("input", "file") => {
                self.slots.push(name.trim_start_matches("_file:").to_owned());
                return;
            }
            ("option" | "datalist", _) => return,
            ("input", "hidden") => Kind::Fixed,
            ("input", "radio" | "checkbox") => Kind::Ticked,
            _ if attribute("readonly").is_some() => Kind::Fixed,
            ("select", _) => Kind::Chosen,
            _ => Kind::Typed,
        };
        let value = if tag == "textarea" { plain(content) } else { value };
        if !name.is_empty() && name != "_csrf" {
            self.controls.push(Control { kind, name, value });
        }
    }

    /// The names on the page: when a save changes them, the page asks something new.
    pub fn names(&self) -> Vec<String> {
        self.controls.iter().map(|c| c.name.clone()).collect()
    }

    /// What the page sends when a person has answered what they want to.
    pub fn answered(&self, wanted: &Wanted<'_>) -> Vec<(String, String)> {
        let sent = self.controls.iter().filter_map(|control| {
            let value = match control.kind {
                Kind::Fixed => control.value.clone(),
                Kind::Typed | Kind::Chosen => wanted.typed(&control.name),
                Kind::Ticked if wanted.ticks(&control.name, &control.value) => {
                    control.value.clone()
                }
                Kind::Ticked => return None,
            };
            Some((control.name.clone(), value))
        });
        sent.collect()
    }

    /// The button that makes a list as long as it should be, if one is not.
    pub fn row_button(&self, wanted: &Wanted<'_>) -> Option<String> {
        self.buttons.iter().find_map(|button| {
            let (verb, path) = button.split_once(':')?;
            match verb {
                "add" => (self.rows(path) < wanted.rows(path)).then(|| button.clone()),
                "remove" => {
                    let (list, index) = path.rsplit_once('.')?;
                    (index.parse::<usize>().ok()? >= wanted.rows(list)).then(|| button.clone())
                }
                _ => None,
            }
        })
    }

    fn rows(&self, list: &str) -> usize {
        let is_row = |name: &str| {
            let index =
                name.strip_prefix(list).and_then(|n| n.strip_prefix('.')?.strip_suffix("._id"));
            index.is_some_and(|index| index.parse::<usize>().is_ok())
        };
        self.controls.iter().filter(|c| is_row(&c.name)).count()
    }
}

/// What a person wants to answer: the data of a form's test case.
pub struct Wanted<'a> {
    pub form: &'a Form,
    pub data: &'a Value,
}

impl Wanted<'_> {
    fn at(&self, name: &str) -> Option<&Value> {
        self.data.pointer(&format!("/{}", name.replace('.', "/")))
    }

    fn rows(&self, list: &str) -> usize {
        self.at(list).and_then(Value::as_array).map_or(0, Vec::len)
    }

    fn ticks(&self, name: &str, value: &str) -> bool {
        match self.at(name) {
            Some(Value::Array(values)) => values.iter().any(|v| v == value),
            Some(Value::String(text)) => text == value,
            Some(Value::Bool(answer)) => answer.to_string() == value,
            Some(Value::Number(number)) => number.to_string() == value,
            _ => false,
        }
    }

    /// As a person types it: Italian dates, decimals and money.
    fn typed(&self, name: &str) -> String {
        let data = self.form.locate(name).map(|(id, _)| &self.form.nodes[id].kind);
        let data = data.and_then(|kind| match kind {
            NodeKind::Field(field) => Some(&field.data),
            _ => None,
        });
        match (self.at(name), data) {
            (Some(Value::Number(cents)), Some(Data::Money)) => {
                let cents = cents.as_i64().unwrap();
                format!("{},{:02}", cents / 100, cents % 100)
            }
            (Some(Value::Number(number)), _) => number.to_string().replace('.', ","),
            (Some(Value::String(day)), Some(Data::Date)) => {
                let parts: Vec<&str> = day.split('-').collect();
                parts.iter().rev().copied().collect::<Vec<_>>().join("/")
            }
            (Some(Value::String(text)), _) => text.clone(),
            (Some(Value::Bool(answer)), _) => answer.to_string(),
            _ => String::new(),
        }
    }
}

/// The text behind HTML's entities.
pub fn plain(text: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// The value of the first hidden input of a name.
pub fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a hidden input");
    plain(rest.split('"').next().unwrap())
}
