//! What to tell a person of a failing keyword: what to write, in plain Italian.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as E;
use serde_json::Value;

use crate::base::money::Cents;

use super::super::format;
use super::super::node::{Data, FieldSpec, Form, Kind, NodeId, Widget};
use super::validate::keyword;

impl Form {
    /// Keyword and message of a schema error at a node: the author's own words first.
    pub(super) fn wording(
        &self,
        id: NodeId,
        error: &ValidationError<'_>,
    ) -> (&'static str, String) {
        let mut key = keyword(error);
        // a list that must not be empty is a required one
        if let (E::MinItems { .. }, Some(true)) =
            (error.kind(), error.instance().as_array().map(Vec::is_empty))
        {
            key = "required";
        }
        let node = &self.nodes[id];
        if let Some(own) = node.errors.get(key) {
            return (key, own.clone());
        }
        let text = match (&node.kind, key) {
            (_, "required") => self.required_wording(id),
            (Kind::Field(field), _) => field_wording(field, &node.title, error),
            (Kind::List(spec), _) => list_wording(&spec.item_title, error),
            (_, "anyOf") => self.any_wording(id).unwrap_or_else(|| together(&node.title)),
            _ => together(&node.title),
        };
        (key, text)
    }

    /// The words for an `anyOf` whose branches only name required fields: which answers would do.
    fn any_wording(&self, id: NodeId) -> Option<String> {
        let (_, branches) = self.nodes[id].combinators.iter().find(|(key, _)| key == "anyOf")?;
        let branches: Option<Vec<String>> =
            branches.as_array()?.iter().map(|branch| self.required_titles(id, branch)).collect();
        let branches = branches?;
        let (last, others) = branches.split_last().filter(|(_, others)| !others.is_empty())?;
        Some(format!("Compila almeno uno fra {} e {last}.", others.join(", ")))
    }

    /// “E-mail”, or “Via” con “Comune”, of a branch that only names required fields.
    fn required_titles(&self, id: NodeId, branch: &Value) -> Option<String> {
        let branch = branch.as_object().filter(|branch| branch.len() == 1)?;
        let names = branch.get("required")?.as_array()?.iter();
        let titles: Option<Vec<String>> = names
            .map(|name| {
                let child = self.child(id, name.as_str()?)?;
                Some(format!("“{}”", short(&self.nodes[child].title)))
            })
            .collect();
        titles.filter(|titles| !titles.is_empty()).map(|titles| titles.join(" con "))
    }

    /// The words for a missing answer.
    pub(super) fn required_wording(&self, id: NodeId) -> String {
        let node = &self.nodes[id];
        if let Some(own) = node.errors.get("required") {
            return own.clone();
        }
        let title = short(&node.title);
        match &node.kind {
            Kind::List(spec) => {
                format!("Aggiungi almeno una voce: {}.", spec.item_title.to_lowercase())
            }
            Kind::Field(field) => required_field(field.widget, &title),
            _ => format!("Compila “{title}”."),
        }
    }

    /// The words for a code that is not in its list (any more).
    pub(super) fn code_wording(&self, id: NodeId, expired: bool) -> String {
        let node = &self.nodes[id];
        if let Some(own) = node.errors.get("codelist") {
            return own.clone();
        }
        let title = short(&node.title);
        if expired {
            format!("La voce scelta in “{title}” non è più valida: scegline una attuale.")
        } else {
            format!("Scegli una voce dell'elenco in “{title}”: quella scritta non c'è.")
        }
    }
}

fn required_field(widget: Widget, title: &str) -> String {
    let question = title.ends_with('?');
    match widget {
        Widget::Declaration => format!("Spunta la casella per confermare: “{title}”."),
        Widget::Yesno => format!("Rispondi sì o no a “{title}”."),
        Widget::Radio | Widget::Select | Widget::Codelist if question => {
            format!("Scegli una risposta a “{title}”.")
        }
        Widget::Radio | Widget::Select | Widget::Codelist => {
            format!("Scegli una voce in “{title}”.")
        }
        Widget::Checkboxes => format!("Scegli almeno una voce in “{title}”."),
        Widget::Date => format!("Scrivi la data in “{title}”."),
        Widget::Time | Widget::Datetime => format!("Scrivi l'ora in “{title}”."),
        Widget::Money => format!("Scrivi l'importo in “{title}”."),
        Widget::Number if !question => format!("Scrivi un numero in “{title}”."),
        Widget::Geojson => format!("Indica la posizione in “{title}”."),
        _ if question => format!("Rispondi a “{title}”."),
        _ if is_instruction(title) => format!("Compila “{title}”."),
        _ => format!("Scrivi “{title}”."),
    }
}

/// A title that says itself what to do reads badly after “Scrivi”.
fn is_instruction(title: &str) -> bool {
    const OPENINGS: [&str; 8] =
        ["Che cosa ", "Specifica", "Descrivi", "Indica", "Spiega", "Scrivi", "Quali ", "Come "];
    OPENINGS.iter().any(|opening| title.starts_with(opening))
}

fn field_wording(field: &FieldSpec, title: &str, error: &ValidationError<'_>) -> String {
    let title = short(title);
    match error.kind() {
        E::Format { format } => {
            format::find(format).map_or_else(|| generic(&title), |f| f.message.to_owned())
        }
        E::Type { .. } => type_wording(field, &title),
        E::Enum { .. } => format!("Scegli una delle voci proposte in “{title}”."),
        E::Constant { .. } => format!("Spunta la casella per confermare: “{title}”."),
        E::Minimum { limit } => {
            format!("Scrivi un valore non inferiore a {}.", amount(field, limit))
        }
        E::ExclusiveMinimum { limit } => {
            format!("Scrivi un valore maggiore di {}.", amount(field, limit))
        }
        E::Maximum { limit } => {
            format!("Scrivi un valore non superiore a {}.", amount(field, limit))
        }
        E::ExclusiveMaximum { limit } => {
            format!("Scrivi un valore minore di {}.", amount(field, limit))
        }
        E::MultipleOf { .. } => {
            format!("Il valore di “{title}” ha troppi decimali o non è un multiplo ammesso.")
        }
        E::MinLength { limit } => format!("Scrivi almeno {limit} caratteri."),
        E::MaxLength { limit } => format!("Scrivi al massimo {limit} caratteri."),
        E::MinItems { limit } => format!("Scegli almeno {limit} voci."),
        E::MaxItems { limit } => format!("Scegli al massimo {limit} voci."),
        E::UniqueItems => "Togli le voci scelte più di una volta.".to_owned(),
        _ => generic(&title),
    }
}

fn together(title: &str) -> String {
    format!("Controlla “{title}”: le risposte non stanno insieme.")
}

fn generic(title: &str) -> String {
    format!("Controlla quello che hai scritto in “{title}”: non ha la forma richiesta.")
}

fn type_wording(field: &FieldSpec, title: &str) -> String {
    match field.data {
        Data::Integer => "Scrivi un numero intero, con sole cifre.".to_owned(),
        Data::Number => {
            "Scrivi un numero, con la virgola per i decimali, ad esempio 12,50.".to_owned()
        }
        Data::Money => "Scrivi l'importo in euro, ad esempio 1.234,56.".to_owned(),
        Data::Boolean if field.widget == Widget::Declaration => {
            format!("Spunta la casella per confermare: “{title}”.")
        }
        Data::Boolean => format!("Rispondi sì o no a “{title}”."),
        Data::Geometry => format!("Indica la posizione in “{title}”."),
        _ => generic(title),
    }
}

fn list_wording(item: &str, error: &ValidationError<'_>) -> String {
    let item = item.to_lowercase();
    match error.kind() {
        E::MinItems { limit } => {
            format!("Servono almeno {limit} voci ({item}): aggiungi quelle che mancano.")
        }
        E::MaxItems { limit } => {
            format!("Sono ammesse al massimo {limit} voci ({item}): togli quelle in più.")
        }
        _ => format!("Controlla le voci ({item})."),
    }
}

/// A limit as the field shows its values.
fn amount(field: &FieldSpec, limit: &Value) -> String {
    let number = limit.as_f64().unwrap_or(0.0);
    if field.data == Data::Money {
        return format!("{} €", Cents(number.round() as i64));
    }
    let text = super::super::show::number(number, None, field.grouping);
    field.unit.as_ref().map_or_else(|| text.clone(), |unit| format!("{text} {unit}"))
}

/// A title fit for a sentence: not longer than a line.
fn short(title: &str) -> String {
    const LONGEST: usize = 90;
    let title = title.trim().trim_end_matches('.');
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let cut: String = title.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}
