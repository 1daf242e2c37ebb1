//! The page of a step, from evaluation and draft.

use serde_json::Value;

use super::super::codelist::CodeList;
use super::super::facts::{Evaluation, Problem, Slot};
use super::super::node::{
    Data, FieldSpec, Form, Kind, Level, ListSpec, Node, NodeId, Readonly, Rows, Widget,
};
use super::super::{place, show};
use super::page::{FieldView, FormHead, OptionView, Page, PageNode, RowView, StepTab, StepView};

impl Form {
    /// The page of a step: `evaluation` decides what is there, `data` (the draft) what the controls hold. With
    /// `show_errors` false, missing answers are not complained of yet; wrong ones always are. An unknown or hidden step
    /// yields the first visible one.
    pub fn page(
        &self,
        evaluation: &Evaluation,
        data: &Value,
        step: &str,
        show_errors: bool,
    ) -> Page {
        let visible: Vec<NodeId> = self
            .steps()
            .iter()
            .copied()
            .filter(|id| !self.is_hidden(evaluation, *id, &[]))
            .collect();
        let shown = self
            .step(step)
            .filter(|id| visible.contains(id))
            .or_else(|| visible.first().copied())
            .unwrap_or(0);
        let builder = Builder { form: self, evaluation, data, show_errors };
        Page {
            form: FormHead {
                code: self.code.clone(),
                title: self.title.clone(),
                version: self.version.clone(),
            },
            steps: visible
                .iter()
                .enumerate()
                .map(|(index, id)| builder.tab(*id, index + 1, *id == shown))
                .collect(),
            step: builder.step(shown),
            problems: evaluation.problems.clone(),
            stops: evaluation
                .stops
                .iter()
                .filter(|s| show_errors || !s.premature)
                .cloned()
                .collect(),
        }
    }
}

struct Builder<'a> {
    form: &'a Form,
    evaluation: &'a Evaluation,
    data: &'a Value,
    show_errors: bool,
}

impl Builder<'_> {
    fn tab(&self, id: NodeId, number: usize, current: bool) -> StepTab {
        let node = &self.form.nodes[id];
        let errors: Vec<&Problem> =
            self.evaluation.errors().filter(|p| p.step == node.name).collect();
        let state = match errors.as_slice() {
            [] => "done",
            all if all.iter().all(|p| is_missing(p)) => "todo",
            _ => "errors",
        };
        StepTab { code: node.name.clone(), title: node.title.clone(), number, state, current }
    }

    fn step(&self, id: NodeId) -> StepView {
        let node = &self.form.nodes[id];
        let mut nodes = self.inside(id, &Rows::new());
        let top = self
            .evaluation
            .slots
            .iter()
            .filter(|slot| slot.path.is_empty() && slot.step == node.name);
        nodes.extend(top.map(|slot| self.slot(slot)));
        StepView {
            code: node.name.clone(),
            title: node.title.clone(),
            description: node.description.clone(),
            help: node.help.clone(),
            why: self.why(node),
            nodes,
        }
    }

    fn why(&self, node: &Node) -> Option<String> {
        let rule = node.when.as_ref().or(node.required_when.as_ref())?;
        self.form.why(rule, &self.evaluation.lists)
    }

    /// The visible children of an object, then its attachments.
    fn inside(&self, id: NodeId, rows: &Rows) -> Vec<PageNode> {
        let children = self.form.nodes[id].children.iter();
        let visible = children.filter(|child| {
            self.form.nodes[**child].when.is_none()
                || !self.evaluation.hidden.contains(&(**child, rows.clone()))
        });
        let mut nodes: Vec<PageNode> = visible.map(|child| self.node(*child, rows)).collect();
        if !self.form.nodes[id].slots.is_empty() && id > 0 {
            let path = place::path(&self.form.nodes, id, rows);
            nodes.extend(
                self.evaluation
                    .slots
                    .iter()
                    .filter(|slot| slot.path == path)
                    .map(|slot| self.slot(slot)),
            );
        }
        nodes
    }

    fn node(&self, id: NodeId, rows: &Rows) -> PageNode {
        match &self.form.nodes[id].kind {
            Kind::Field(field) => PageNode::Field(Box::new(self.field(id, rows, field))),
            Kind::List(spec) => self.list(id, rows, spec),
            _ => self.group(id, rows),
        }
    }

    /// Messages at a path, of a level; those of missing answers only when asked for.
    fn messages(&self, path: &str, level: Level) -> Vec<String> {
        let found = self.evaluation.problems.iter().filter(|p| p.level == level && p.path == path);
        found.filter(|p| self.show_errors || !is_missing(p)).map(|p| p.message.clone()).collect()
    }

    fn group(&self, id: NodeId, rows: &Rows) -> PageNode {
        let node = &self.form.nodes[id];
        let path = place::path(&self.form.nodes, id, rows);
        PageNode::Group {
            id: element_id(&path),
            label: node.title.clone(),
            description: node.description.clone(),
            help: node.help.clone(),
            why: self.why(node),
            nodes: self.inside(id, rows),
            errors: self.messages(&path, Level::Error),
            warnings: self.messages(&path, Level::Warning),
            legal: node.legal.clone(),
            path,
        }
    }

    fn list(&self, id: NodeId, rows: &Rows, spec: &ListSpec) -> PageNode {
        let node = &self.form.nodes[id];
        let path = place::path(&self.form.nodes, id, rows);
        let items = place::get(&self.form.nodes, &self.evaluation.data, id, rows);
        let items = items.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let min = spec.min.max(usize::from(node.required));
        let row = |(index, item)| self.row(id, rows, spec, (index, items.len(), min), item);
        PageNode::List {
            id: element_id(&path),
            name: path.clone(),
            label: node.title.clone(),
            description: node.description.clone(),
            help: node.help.clone(),
            why: self.why(node),
            errors: self.messages(&path, Level::Error),
            warnings: self.messages(&path, Level::Warning),
            rows: items.iter().enumerate().map(row).collect(),
            can_add: items.len() < spec.max,
            add_label: spec.add_label.clone(),
            min,
            max: spec.max,
            required: min > 0,
            path,
        }
    }

    fn row(
        &self,
        list: NodeId,
        rows: &Rows,
        spec: &ListSpec,
        (index, count, min): (usize, usize, usize),
        item: &Value,
    ) -> RowView {
        let row = self.form.nodes[list].children.first().copied().unwrap_or(list);
        let mut inner = rows.clone();
        inner.push(index);
        let path = place::path(&self.form.nodes, row, &inner);
        RowView {
            id: item.get("_id").and_then(Value::as_str).unwrap_or_default().to_owned(),
            index,
            number: index + 1,
            title: self.row_title(row, spec, index, item),
            nodes: self.inside(row, &inner),
            errors: self.messages(&path, Level::Error),
            warnings: self.messages(&path, Level::Warning),
            can_remove: count > min,
            can_up: index > 0,
            can_down: index + 1 < count,
        }
    }

    /// “Tecnico 2: Rossi Maria”: the first two short texts tell rows apart.
    fn row_title(&self, row: NodeId, spec: &ListSpec, index: usize, item: &Value) -> String {
        let plain =
            self.form.nodes[row].children.iter().filter(|id| match &self.form.nodes[**id].kind {
                Kind::Field(f) => {
                    f.data == Data::Text && f.widget == Widget::Text && f.format.is_none()
                }
                _ => false,
            });
        let words: Vec<&str> =
            plain.filter_map(|id| item.get(&self.form.nodes[*id].name)?.as_str()).take(2).collect();
        let number = format!("{} {}", spec.item_title, index + 1);
        if words.is_empty() { number } else { format!("{number}: {}", words.join(" ")) }
    }

    fn slot(&self, slot: &Slot) -> PageNode {
        PageNode::Slot {
            id: format!("s-{}", slot.key.replace('/', "-")),
            key: slot.key.clone(),
            code: slot.code.clone(),
            label: slot.title.clone(),
            description: slot.description.clone(),
            types: slot.types.clone(),
            signed_by: slot.signed_by_labels.clone(),
            required: slot.min > 0,
            min: slot.min,
            max: slot.max,
            source: slot.source.clone(),
            why: slot.why.clone(),
            errors: self.messages(&slot.key, Level::Error),
            files: Vec::new(),
        }
    }

    fn field(&self, id: NodeId, rows: &Rows, field: &FieldSpec) -> FieldView {
        let node = &self.form.nodes[id];
        let path = place::path(&self.form.nodes, id, rows);
        let output = node.compute.is_some();
        let at = (id, rows.clone());
        let readonly = output
            || matches!(node.readonly, Readonly::Yes)
            || self.evaluation.readonly.contains(&at);
        let source = if output { &self.evaluation.data } else { self.data };
        let value = place::get(&self.form.nodes, source, id, rows).unwrap_or(&Value::Null);
        FieldView {
            id: element_id(&path),
            name: path.clone(),
            label: node.title.clone(),
            description: node.description.clone(),
            help: node.help.clone(),
            widget: if readonly { Widget::Output } else { self.widget(field) },
            value: control_value(field, value),
            display: self.form.display(id, value, &self.evaluation.lists, self.evaluation.today),
            options: if readonly { Vec::new() } else { self.options(field, value) },
            required: !readonly && (node.required || self.evaluation.required.contains(&at)),
            readonly,
            errors: self.messages(&path, Level::Error),
            warnings: self.messages(&path, Level::Warning),
            autocomplete: field.autocomplete.clone(),
            inputmode: inputmode(field),
            unit: field
                .unit
                .clone()
                .or_else(|| (field.data == Data::Money).then(|| "€".to_owned())),
            max_length: field.max_length,
            codelist: field.codelist.clone(),
            multiple: field.data == Data::Texts,
            legal: node.legal.clone(),
            why: self.why(node),
            path,
        }
    }

    fn list_of(&self, field: &FieldSpec) -> Option<&CodeList> {
        self.evaluation.lists.get(field.codelist.as_deref()?)
    }

    /// A short list is shown whole, a long one is searched: how long it is, the municipality decides.
    fn widget(&self, field: &FieldSpec) -> Widget {
        match self.list_of(field).map(CodeList::is_short) {
            Some(false) => Widget::Codelist,
            Some(true) if field.widget != Widget::Codelist => field.widget,
            Some(true) if field.data == Data::Texts => Widget::Checkboxes,
            Some(true) => Widget::Select,
            None => field.widget,
        }
    }

    fn options(&self, field: &FieldSpec, value: &Value) -> Vec<OptionView> {
        let chosen = |code: &str| match value {
            Value::Array(items) => items.iter().any(|item| item == code),
            single => single == code,
        };
        let today = self.evaluation.today;
        let option = |value: &str, label: &str, hint: Option<&String>| OptionView {
            value: value.to_owned(),
            label: label.to_owned(),
            hint: hint.cloned(),
            selected: chosen(value),
        };
        if field.widget == Widget::Yesno {
            let flag = |answer: bool, label| OptionView {
                selected: value == &Value::Bool(answer),
                ..option(if answer { "true" } else { "false" }, label, None)
            };
            return vec![flag(true, "Sì"), flag(false, "No")];
        }
        let Some(list) = self.list_of(field) else {
            return field
                .options
                .iter()
                .map(|o| option(&o.value, &o.label, o.hint.as_ref()))
                .collect();
        };
        if self.widget(field) != Widget::Codelist {
            return list
                .valid(today)
                .map(|entry| option(&entry.code, &entry.label, None))
                .collect();
        }
        let codes = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let codes = codes.iter().filter_map(Value::as_str);
        codes
            .map(|code| {
                option(code, list.get(code, today).map_or(code, |e| e.label.as_str()), None)
            })
            .collect()
    }
}

fn is_missing(problem: &Problem) -> bool {
    matches!(problem.keyword, "required" | "attachment")
}

fn element_id(path: &str) -> String {
    format!("f-{}", path.replace('.', "-"))
}

/// What a control holds: numbers and money as Italians write them, geometries as JSON text, the rest as stored.
fn control_value(field: &FieldSpec, value: &Value) -> Value {
    match (value, field.data) {
        (Value::Null, Data::Texts) => Value::Array(Vec::new()),
        (Value::Null, _) => Value::from(""),
        (Value::Number(n), _) => Value::from(show::numeric(field, n.as_f64().unwrap_or(0.0))),
        (Value::Object(_), Data::Geometry) => Value::from(value.to_string()),
        _ => value.clone(),
    }
}

fn inputmode(field: &FieldSpec) -> Option<&'static str> {
    match (field.data, field.format.as_deref()) {
        (Data::Integer, _) | (_, Some("partita-iva" | "cap" | "bollo")) => Some("numeric"),
        (Data::Number | Data::Money, _) => Some("decimal"),
        (_, Some("email" | "pec")) => Some("email"),
        (_, Some("tel")) => Some("tel"),
        (_, Some("uri")) => Some("url"),
        _ => None,
    }
}
