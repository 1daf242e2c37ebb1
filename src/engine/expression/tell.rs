//! A condition told in Italian, as what follows "perché".

use serde_json::Value;

use super::reference::{Mode, special};
use super::term::Term;

/// Who knows the labels of names and options.
pub trait Labels {
    /// The title of the field or group at `path`.
    fn title(&self, path: &[String]) -> Option<String>;
    /// The label of a value of the choice at `path`.
    fn option(&self, path: &[String], code: &str) -> Option<String>;
    /// The title of an attachment.
    fn attachment(&self, code: &str) -> Option<String>;
    /// Whether the field at `path` is a date (then "prima", "dopo").
    fn is_date(&self, path: &[String]) -> bool;
}

/// `“a”, “b” o “c”`.
pub fn quote_list(items: &[String], last: &str) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("“{item}”")).collect();
    match quoted.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        Some((end, _)) => end.clone(),
        None => String::new(),
    }
}

/// The first letter as a capital.
pub fn capitalise(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Tells `term`; falls back on the names it reads.
pub(super) fn tell(term: &Term, labels: &dyn Labels) -> Option<String> {
    Teller { labels }.clause(term, true).or_else(|| fallback(term, labels))
}

fn fallback(term: &Term, labels: &dyn Labels) -> Option<String> {
    let mut titles = Vec::new();
    let mut local = false;
    gather(term, labels, &mut titles, &mut local);
    if titles.is_empty() {
        return local.then(|| "lo prevedono le regole di questo Comune".to_owned());
    }
    titles.dedup();
    titles.truncate(3);
    Some(format!("dipende da quello che hai scritto in {}", quote_list(&titles, "e")))
}

fn gather(term: &Term, labels: &dyn Labels, titles: &mut Vec<String>, local: &mut bool) {
    match term {
        Term::Name { path, bound: false } => {
            *local |= path.first().is_some_and(|root| root == "param");
            if let Some(title) = labels.title(path).filter(|t| !titles.contains(t)) {
                titles.push(title);
            }
        }
        Term::Name { .. } | Term::Literal(_) => {}
        Term::List(items) | Term::Call { args: items, .. } => {
            for item in items {
                gather(item, labels, titles, local);
            }
        }
        Term::Each { list, body, .. } => {
            gather(list, labels, titles, local);
            gather(body, labels, titles, local);
        }
    }
}

struct Teller<'a> {
    labels: &'a dyn Labels,
}

impl Teller<'_> {
    /// The clause that says `term` is true (`positive`) or false.
    fn clause(&self, term: &Term, positive: bool) -> Option<String> {
        match term {
            Term::Name { path, bound: false } => self.answer(path, positive),
            Term::Each { kind: super::Each::Exists, list, .. } => self.listed(list, positive),
            Term::Call { name, args } => self.call(name, args, positive),
            _ => None,
        }
    }

    fn call(&self, name: &str, args: &[Term], positive: bool) -> Option<String> {
        if let Some((path, false, mode)) = special(name, args) {
            return self.special(&path, mode, positive);
        }
        match (name, args) {
            ("!", [inner]) => self.clause(inner, !positive),
            ("&&" | "||", [a, b]) => {
                let joint = if (name == "&&") == positive { "e" } else { "oppure" };
                Some(format!("{} {joint} {}", self.clause(a, positive)?, self.clause(b, positive)?))
            }
            ("==", [a, b]) => self.equal(a, b, positive),
            ("!=", [a, b]) => self.equal(a, b, !positive),
            ("in", [a, b]) => self.member(a, b, positive),
            ("<" | "<=" | ">" | ">=", [a, b]) => self.order(name, a, b, positive),
            _ => None,
        }
    }

    fn answer(&self, path: &[String], positive: bool) -> Option<String> {
        let answer = if positive { "sì" } else { "no" };
        match path.first()?.as_str() {
            "param" => Some("lo prevedono le regole di questo Comune".to_owned()),
            "user" if path.last()? == "authenticated" => Some(
                if positive { "hai fatto l'accesso" } else { "non hai fatto l'accesso" }.to_owned(),
            ),
            _ => Some(format!("hai risposto {answer} a “{}”", self.labels.title(path)?)),
        }
    }

    fn special(&self, path: &[String], mode: Mode, positive: bool) -> Option<String> {
        let not = if positive { "" } else { "non " };
        match mode {
            Mode::Given => Some(format!("{not}hai compilato “{}”", self.labels.title(path)?)),
            Mode::Attached => {
                Some(format!("{not}hai allegato “{}”", self.labels.attachment(path.first()?)?))
            }
            Mode::Eu => {
                let inside = if positive { "fa" } else { "non fa" };
                Some(format!(
                    "lo Stato scelto in “{}” {inside} parte dell'Unione europea",
                    self.labels.title(path)?
                ))
            }
            Mode::Label | Mode::Value => None,
        }
    }

    fn equal(&self, a: &Term, b: &Term, positive: bool) -> Option<String> {
        let (Term::Name { path, bound: false }, Term::Literal(literal)) = (a, b) else {
            return match (a, b) {
                (Term::Literal(_), Term::Name { .. }) => self.equal(b, a, positive),
                _ => None,
            };
        };
        match literal {
            Value::Bool(flag) => self.answer(path, *flag == positive),
            Value::String(code) => self.chosen(path, std::slice::from_ref(code), positive),
            Value::Number(number) => {
                let not = if positive { "" } else { "non " };
                Some(format!("“{}” {not}è {number}", self.title(path)?))
            }
            _ => None,
        }
    }

    fn chosen(&self, path: &[String], codes: &[String], positive: bool) -> Option<String> {
        let title = self.title(path)?;
        let label = |code: &String| self.labels.option(path, code).unwrap_or_else(|| code.clone());
        let values = quote_list(&codes.iter().map(label).collect::<Vec<_>>(), "o");
        Some(if positive {
            format!("hai scelto {values} in “{title}”")
        } else {
            format!("in “{title}” non hai scelto {values}")
        })
    }

    fn title(&self, path: &[String]) -> Option<String> {
        (path.first()? != "param").then(|| self.labels.title(path)).flatten()
    }

    fn member(&self, a: &Term, b: &Term, positive: bool) -> Option<String> {
        match (a, b) {
            (Term::Name { path, bound: false }, Term::List(items)) => {
                let codes: Option<Vec<String>> = items
                    .iter()
                    .map(|item| match item {
                        Term::Literal(Value::String(code)) => Some(code.clone()),
                        _ => None,
                    })
                    .collect();
                self.chosen(path, &codes?, positive)
            }
            (Term::Literal(Value::String(code)), Term::Name { path, bound: false }) => {
                self.chosen(path, std::slice::from_ref(code), positive)
            }
            _ => None,
        }
    }

    fn listed(&self, list: &Term, positive: bool) -> Option<String> {
        let Term::Name { path, bound: false } = list else { return None };
        let title = self.title(path)?;
        Some(if positive {
            format!("lo richiede quello che hai scritto in “{title}”")
        } else {
            format!("non lo esclude quello che hai scritto in “{title}”")
        })
    }

    fn order(&self, operator: &str, a: &Term, b: &Term, positive: bool) -> Option<String> {
        if let (Term::Call { name, args }, Term::Literal(limit)) = (a, b) {
            return self.sized(name, args, operator, limit, positive);
        }
        let Term::Name { path, bound: false } = a else { return None };
        let operator = if positive { operator } else { opposite(operator) };
        let title = self.title(path)?;
        let other = match b {
            Term::Literal(Value::Number(number)) => number.to_string().replace('.', ","),
            Term::Name { path, bound: false } if path.first()? == "today" => "oggi".to_owned(),
            Term::Name { path, bound: false } => format!("“{}”", self.title(path)?),
            _ => return None,
        };
        let words = match (operator, self.labels.is_date(path)) {
            ("<", true) => "viene prima di",
            ("<=", true) => "non viene dopo",
            (">", true) => "viene dopo",
            (_, true) => "non viene prima di",
            ("<", false) => "è meno di",
            ("<=", false) => "è al massimo",
            (">", false) => "è più di",
            (_, false) => "è almeno",
        };
        Some(format!("“{title}” {words} {other}"))
    }

    /// `size(list) > 0`, `age(date) < 18`.
    fn sized(
        &self,
        name: &str,
        args: &[Term],
        operator: &str,
        limit: &Value,
        positive: bool,
    ) -> Option<String> {
        let [Term::Name { path, bound: false }] = args else { return None };
        let operator = if positive { operator } else { opposite(operator) };
        let title = self.title(path)?;
        let words = match operator {
            "<" => "meno di",
            "<=" => "al massimo",
            ">" => "più di",
            _ => "almeno",
        };
        match name {
            "size" if operator == ">" && limit.as_f64() == Some(0.0) => {
                Some(format!("hai aggiunto qualcosa in “{title}”"))
            }
            "size" => Some(format!("in “{title}” ci sono {words} {limit} voci")),
            "age" => Some(format!("da “{title}” risultano {words} {limit} anni")),
            _ => None,
        }
    }
}

fn opposite(operator: &str) -> &'static str {
    match operator {
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        _ => "<",
    }
}
