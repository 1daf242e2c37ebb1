//! What the names of an expression mean in a form: which node, parameter, fact of the person.

use std::sync::Arc;

use crate::engine::expression::{Mode, Names, Type};

use super::super::codelist::CodeLists;
use super::super::node::{Binding, Data, FieldSpec, Kind, Node, NodeId, Parameter};
use super::Reading;

/// What is known of the logged-in person.
const USER: [&str; 9] = [
    "codice_fiscale",
    "nome",
    "cognome",
    "sesso",
    "data_nascita",
    "comune_nascita",
    "stato_nascita",
    "email",
    "authenticated",
];

/// The names that a rule of one object can read.
pub(super) struct Scope<'a> {
    pub nodes: &'a [Node],
    /// The object `this` stands for.
    pub this: NodeId,
    pub parameters: &'a [Parameter],
    /// Code and place of every attachment.
    pub slots: &'a [(String, NodeId)],
    pub lists: &'a CodeLists,
    /// The rule is written in a block, which may only speak of itself.
    pub in_block: bool,
    pub reading: Reading,
}

impl Names for Scope<'_> {
    fn type_of(&self, path: &[String], mode: Mode) -> Result<Type, String> {
        self.resolve(path, mode).map(|(_, kind)| kind)
    }

    fn has_code(&self, list: &str, code: &str) -> Option<bool> {
        let list = self.lists.get(list).filter(|_| self.reading != Reading::Pinned)?;
        Some(list.has(code))
    }
}

impl Scope<'_> {
    /// Where a name is found at run time, and its type.
    pub fn resolve(&self, path: &[String], mode: Mode) -> Result<(Binding, Type), String> {
        let dotted = path.join(".");
        let (root, rest) = path.split_first().ok_or("an empty name")?;
        if mode == Mode::Attached {
            return self.attachment(root);
        }
        match root.as_str() {
            "this" => self.below(self.this, rest, &dotted, mode),
            "row" => match self.row() {
                Some(row) => self.below(row, rest, &dotted, mode),
                None => Err(format!("`{dotted}`: there is no row around this rule")),
            },
            "today" if rest.is_empty() => Ok((Binding::Today, Type::Date)),
            "param" => self.parameter(rest, &dotted),
            "user" => user(rest, &dotted),
            "lookup" if !rest.is_empty() => {
                let flag = rest.last().is_some_and(|name| name == "available");
                Ok((Binding::Lookup(rest.to_vec()), if flag { Type::Boolean } else { Type::Any }))
            }
            _ if self.in_block => {
                Err(format!("`{dotted}`: a block speaks only of itself, write this.…"))
            }
            _ => self.below(0, path, &dotted, mode),
        }
    }

    fn row(&self) -> Option<NodeId> {
        let chain = &self.nodes[self.this].chain;
        chain.iter().rev().copied().find(|id| matches!(self.nodes[*id].kind, Kind::Row))
    }

    fn below(
        &self,
        from: NodeId,
        path: &[String],
        dotted: &str,
        mode: Mode,
    ) -> Result<(Binding, Type), String> {
        let mut at = from;
        for (index, name) in path.iter().enumerate() {
            if matches!(self.nodes[at].kind, Kind::List(_)) {
                let list = path[..index].join(".");
                return Err(format!(
                    "`{dotted}`: `{list}` is a list, write …exists(r, r.{name} …) or …map(r, …)"
                ));
            }
            let child =
                self.nodes[at].children.iter().copied().find(|id| self.nodes[*id].name == *name);
            at = child.ok_or_else(|| self.unknown(at, name, dotted))?;
        }
        if path.is_empty() {
            return Err(format!("`{dotted}` needs the name of a field after it"));
        }
        self.fits_mode(at, dotted, mode)?;
        Ok((
            Binding::Data(at),
            type_of(self.nodes, at, self.in_block || self.reading == Reading::Pinned),
        ))
    }

    fn fits_mode(&self, at: NodeId, dotted: &str, mode: Mode) -> Result<(), String> {
        let Kind::Field(field) = &self.nodes[at].kind else {
            return match mode {
                Mode::Label | Mode::Eu => Err(format!("`{dotted}` is not a field")),
                _ => Ok(()),
            };
        };
        match mode {
            Mode::Label if field.options.is_empty() && field.codelist.is_none() => {
                Err(format!("label({dotted}): the field has neither options nor a code list"))
            }
            Mode::Eu if field.codelist.is_none() => {
                Err(format!("eu({dotted}): the field holds no state"))
            }
            _ => Ok(()),
        }
    }

    fn unknown(&self, at: NodeId, name: &str, dotted: &str) -> String {
        let mut names: Vec<&str> =
            self.nodes[at].children.iter().map(|id| self.nodes[*id].name.as_str()).collect();
        names.truncate(12);
        format!("`{dotted}`: there is no `{name}` here; there are {}", names.join(", "))
    }

    fn parameter(&self, rest: &[String], dotted: &str) -> Result<(Binding, Type), String> {
        let [name] = rest else { return Err(format!("`{dotted}`: write param.name")) };
        let known = self.parameters.iter().find(|p| p.name == *name);
        match known {
            Some(parameter) => Ok((Binding::Param(name.clone()), parameter.kind.clone())),
            None if self.reading == Reading::Block => Ok((Binding::Param(name.clone()), Type::Any)),
            None => Err(format!("`{dotted}` is not among the form's `parameters`")),
        }
    }

    fn attachment(&self, code: &str) -> Result<(Binding, Type), String> {
        let (_, place) = self
            .slots
            .iter()
            .find(|(c, _)| c == code)
            .ok_or_else(|| format!("attached('{code}'): no attachment has this code"))?;
        if !shares_rows(self.nodes, *place, self.this) {
            return Err(format!(
                "attached('{code}') belongs to the rows of a list and can only be asked there"
            ));
        }
        Ok((Binding::Attached { code: code.to_owned(), place: *place }, Type::Boolean))
    }
}

fn user(rest: &[String], dotted: &str) -> Result<(Binding, Type), String> {
    match rest {
        [name] if USER.contains(&name.as_str()) => {
            let kind = match name.as_str() {
                "authenticated" => Type::Boolean,
                "data_nascita" => Type::Date,
                _ => Type::Text,
            };
            Ok((Binding::User(name.clone()), kind))
        }
        _ => Err(format!("`{dotted}`: of the person are known {}", USER.join(", "))),
    }
}

fn shares_rows(nodes: &[Node], slot: NodeId, this: NodeId) -> bool {
    let mut rows = nodes[slot].chain.iter().filter(|n| matches!(nodes[**n].kind, Kind::Row));
    rows.all(|row| nodes[this].chain.contains(row))
}

/// The type of a node's value. A rule of a block (`whole`) may name values of a choice that the form left out.
pub(super) fn type_of(nodes: &[Node], id: NodeId, whole: bool) -> Type {
    let object = |id: NodeId| {
        let fields = nodes[id].children.iter();
        let fields = fields.map(|c| (nodes[*c].name.clone(), type_of(nodes, *c, whole)));
        Type::Object(Arc::new(fields.collect()))
    };
    match &nodes[id].kind {
        Kind::Root | Kind::Step | Kind::Group | Kind::Row => object(id),
        Kind::List(_) => {
            Type::List(Box::new(nodes[id].children.first().map_or(Type::Any, |row| object(*row))))
        }
        Kind::Field(field) => field_type(field, whole),
    }
}

fn field_type(field: &FieldSpec, whole: bool) -> Type {
    let text = || {
        if !field.options.is_empty() {
            let offered = field.options.iter().map(|option| option.value.clone());
            let retired = field.retired.iter().filter(|_| whole).map(|choice| choice.value.clone());
            Type::Choice(Arc::new(offered.chain(retired).collect()))
        } else if let Some(list) = &field.codelist {
            Type::Code(list.as_str().into())
        } else {
            Type::Text
        }
    };
    match field.data {
        Data::Text | Data::Time => text(),
        Data::Date => Type::Date,
        Data::Integer | Data::Money | Data::Number => Type::Number,
        Data::Boolean => Type::Boolean,
        Data::Texts => Type::List(Box::new(text())),
        Data::Geometry => Type::Any,
    }
}
