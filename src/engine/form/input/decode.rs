//! A posted step as draft data.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::super::evaluate::Scope;
use super::super::facts::Facts;
use super::super::node::{Data, Form, Kind, Node, NodeId, Readonly, Rows};
use super::reading;

/// Pairs beyond this are ignored: no page has so many.
const MOST_PAIRS: usize = 5_000;

/// What came of a posted page.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The draft's data with the step's new answers.
    pub data: Value,
    /// Posted names that are no field of the step, or may not be written: a sign of forgery.
    pub forged: usize,
}

impl Form {
    /// Puts the posted `pairs` of one step into the draft's data (`facts.data`). Only the step's own fields change; rows are matched
    /// by position and created with a new id when they lack one. A group of checkboxes or radios that is on the page
    /// (`_present` = its path) but posts nothing is emptied.
    pub fn decode(
        &self,
        step: &str,
        pairs: &[(String, String)],
        facts: &Facts<'_>,
        new_ids: &mut dyn FnMut() -> String,
    ) -> Decoded {
        let mut data = if facts.data.is_object() { facts.data.clone() } else { json!({}) };
        let Some(step) = self.step(step) else { return Decoded { data, forged: pairs.len() } };
        let mut posted = Posted::read(self, step, pairs);
        posted.reconcile(self, &mut data, new_ids);
        for ((id, rows), values) in std::mem::take(&mut posted.answers) {
            if self.is_locked(id, &rows, facts) {
                posted.forged += values.len();
                continue;
            }
            let value = self.answer(id, &values, facts);
            put(self, &mut data, id, &rows, value);
        }
        Decoded { data, forged: posted.forged }
    }

    /// Whether a rule makes the field read-only, judged on the draft as it was.
    fn is_locked(&self, id: NodeId, rows: &Rows, facts: &Facts<'_>) -> bool {
        let Readonly::Rule(rule) = &self.nodes[id].readonly else { return false };
        let today = facts.today.format("%Y-%m-%d").to_string();
        Scope { form: self, data: facts.data, facts, today: &today, rule, rows }.holds()
    }

    fn answer(&self, id: NodeId, typed: &[&str], facts: &Facts<'_>) -> Option<Value> {
        let Kind::Field(field) = &self.nodes[id].kind else { return None };
        let read = |text: &&str| reading::read(field, text, facts.lists, facts.today);
        if field.data == Data::Texts {
            let mut values: Vec<Value> = Vec::new();
            for value in typed.iter().filter_map(read) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            return (!values.is_empty()).then_some(Value::Array(values));
        }
        // a hidden "no" may precede a ticked box of the same name: the last one counts
        typed.last().and_then(read)
    }
}

/// The pairs of a page, sorted out.
#[derive(Default)]
struct Posted<'a> {
    /// The values of each field, in the order posted.
    answers: BTreeMap<(NodeId, Rows), Vec<&'a str>>,
    /// The ids of the rows on the page, by list and position.
    row_ids: HashMap<(NodeId, Rows), BTreeMap<usize, &'a str>>,
    forged: usize,
}

impl<'a> Posted<'a> {
    fn read(form: &Form, step: NodeId, pairs: &'a [(String, String)]) -> Self {
        let mut posted = Self::default();
        let mut present: HashSet<(NodeId, Rows)> = HashSet::new();
        for (name, value) in pairs.iter().take(MOST_PAIRS) {
            if name == "_present" {
                match form.writable(step, value) {
                    Some(place) => {
                        present.insert(place);
                    }
                    None => posted.forged += 1,
                }
            } else if let Some(list_path) = name.strip_suffix("._id") {
                posted.row(form, step, list_path, value);
            } else if !name.starts_with('_') {
                match form.writable(step, name) {
                    Some(place) => posted.answers.entry(place).or_default().push(value),
                    None => posted.forged += 1,
                }
            }
        }
        posted.forged += pairs.len().saturating_sub(MOST_PAIRS);
        for place in present {
            posted.answers.entry(place).or_default();
        }
        posted
    }

    fn row(&mut self, form: &Form, step: NodeId, path: &str, value: &'a str) {
        let located = form.locate(path).filter(|(id, _)| {
            matches!(form.nodes[*id].kind, Kind::Row)
                && form.nodes[*id].chain.first() == Some(&step)
        });
        let Some((row, mut rows)) = located else {
            self.forged += 1;
            return;
        };
        if let Some(index) = rows.pop() {
            self.row_ids.entry((form.nodes[row].parent, rows)).or_default().insert(index, value);
        }
    }

    /// Makes the rows of the data those of the page: matched by id (so that another tab's reordering is harmless),
    /// new ones appended, and answers moved to the index their row really has.
    fn reconcile(&mut self, form: &Form, data: &mut Value, new_ids: &mut dyn FnMut() -> String) {
        let mut lists: Vec<(NodeId, Rows)> = self.row_ids.keys().cloned().collect();
        for (id, rows) in self.answers.keys() {
            lists.extend(lists_around(form, *id, rows));
        }
        lists.sort_by(|(a, x), (b, y)| (x.len(), a, x).cmp(&(y.len(), b, y)));
        lists.dedup();
        let mut moved: HashMap<(NodeId, Rows), Rows> = HashMap::new();
        for (list, page_rows) in lists {
            let data_rows =
                moved.get(&(list, page_rows.clone())).cloned().unwrap_or_else(|| page_rows.clone());
            self.reconcile_list(form, data, list, &page_rows, &data_rows, &mut moved, new_ids);
        }
        let answers = std::mem::take(&mut self.answers);
        for ((id, rows), values) in answers {
            match moved_rows(form, id, &rows, &moved) {
                Some(rows) => {
                    self.answers.insert((id, rows), values);
                }
                None => self.forged += values.len(),
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the state of one walk")]
    fn reconcile_list(
        &self,
        form: &Form,
        data: &mut Value,
        list: NodeId,
        page_rows: &Rows,
        data_rows: &Rows,
        moved: &mut HashMap<(NodeId, Rows), Rows>,
        new_ids: &mut dyn FnMut() -> String,
    ) {
        let Kind::List(spec) = &form.nodes[list].kind else { return };
        let Some(row) = form.nodes[list].children.first().copied() else { return };
        let mut indexes: Vec<usize> = self
            .answers
            .keys()
            .filter(|(id, rows)| {
                form.nodes[*id].chain.contains(&list) && rows.starts_with(page_rows)
            })
            .filter_map(|(_, rows)| rows.get(page_rows.len()).copied())
            .collect();
        let ids = self.row_ids.get(&(list, page_rows.clone()));
        indexes.extend(ids.into_iter().flat_map(BTreeMap::keys));
        indexes.sort_unstable();
        indexes.dedup();
        let items = array(form, data, list, data_rows);
        let Some(items) = items else { return };
        for index in indexes {
            let id = ids.and_then(|ids| ids.get(&index)).copied().unwrap_or_default();
            let known = items
                .iter()
                .position(|item| !id.is_empty() && item.get("_id") == Some(&Value::from(id)));
            let at = match known {
                Some(at) => at,
                None if id.is_empty() && index < items.len() => index,
                None if items.len() < spec.max + 10 => {
                    let id = if is_row_id(id) { id.to_owned() } else { new_ids() };
                    items.push(json!({ "_id": id }));
                    items.len() - 1
                }
                None => continue,
            };
            let mut from = page_rows.clone();
            from.push(index);
            let mut to = data_rows.clone();
            to.push(at);
            for inner in lists_below(form, row) {
                moved.insert((inner, from.clone()), to.clone());
            }
            moved.insert((row, from), to);
        }
    }
}

/// The rows of the data that an answer's rows on the page stand for.
fn moved_rows(
    form: &Form,
    id: NodeId,
    rows: &Rows,
    moved: &HashMap<(NodeId, Rows), Rows>,
) -> Option<Rows> {
    let innermost =
        form.nodes[id].chain.iter().rev().find(|n| matches!(form.nodes[**n].kind, Kind::Row));
    innermost.map_or_else(|| Some(Rows::new()), |row| moved.get(&(*row, rows.clone())).cloned())
}

/// Ids come from us: short, of letters and digits.
fn is_row_id(id: &str) -> bool {
    (1..=40).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn lists_around(form: &Form, id: NodeId, rows: &Rows) -> Vec<(NodeId, Rows)> {
    let mut depth = 0;
    let mut found = Vec::new();
    for node in &form.nodes[id].chain {
        match form.nodes[*node].kind {
            Kind::List(_) => found.push((*node, rows[..depth.min(rows.len())].to_vec())),
            Kind::Row => depth += 1,
            _ => {}
        }
    }
    found
}

/// The lists inside a row, not inside its inner rows.
fn lists_below(form: &Form, id: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    for child in &form.nodes[id].children {
        match form.nodes[*child].kind {
            Kind::List(_) => found.push(*child),
            Kind::Group => found.extend(lists_below(form, *child)),
            _ => {}
        }
    }
    found
}

/// The array of a list in the data, made where it lacks.
fn array<'d>(
    form: &Form,
    data: &'d mut Value,
    list: NodeId,
    rows: &[usize],
) -> Option<&'d mut Vec<Value>> {
    let object = object(form, data, form.nodes[list].parent, rows)?;
    let slot = object.entry(form.nodes[list].name.clone()).or_insert_with(|| json!([]));
    if !slot.is_array() {
        *slot = json!([]);
    }
    slot.as_array_mut()
}

/// The object at an instance, made where it lacks (rows are not made).
fn object<'d>(
    form: &Form,
    data: &'d mut Value,
    id: NodeId,
    rows: &[usize],
) -> Option<&'d mut Map<String, Value>> {
    let mut rows = rows.iter();
    let mut at = data;
    for node in &form.nodes[id].chain {
        let node = &form.nodes[*node];
        if matches!(node.kind, Kind::Row) {
            at = at.get_mut(*rows.next()?)?;
            continue;
        }
        if !at.is_object() {
            *at = json!({});
        }
        let empty = if matches!(node.kind, Kind::List(_)) { json!([]) } else { json!({}) };
        at = at.as_object_mut()?.entry(node.name.clone()).or_insert(empty);
    }
    if !at.is_object() {
        *at = json!({});
    }
    at.as_object_mut()
}

/// Writes or clears an answer.
pub(super) fn put(form: &Form, data: &mut Value, id: NodeId, rows: &[usize], value: Option<Value>) {
    let node = &form.nodes[id];
    let Some(parent) = object(form, data, node.parent, rows) else { return };
    match value {
        Some(value) => {
            parent.insert(node.name.clone(), value);
        }
        None => {
            parent.shift_remove(&node.name);
        }
    }
}

impl Form {
    /// The field a posted name means, if it is of this step and a person may write it.
    fn writable(&self, step: NodeId, name: &str) -> Option<(NodeId, Rows)> {
        if name.len() > 300 {
            return None;
        }
        let (id, rows) = self.locate(name)?;
        let node = &self.nodes[id];
        let own = node.chain.first() == Some(&step) && matches!(node.kind, Kind::Field(_));
        let depth = self.depth(id);
        (own && rows.len() == depth && is_open(node)).then_some((id, rows))
    }
}

fn is_open(node: &Node) -> bool {
    node.compute.is_none() && !matches!(node.readonly, Readonly::Yes)
}
