//! What the address of the queue asks for: view, filters, order, words, page; and the controls that show it.

use chrono::Duration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::cursor;
use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::{self, Cursor, Filter, Order, Part, Seek};
use crate::domain::id::AccountId;
use crate::domain::identity::Account;
use crate::domain::label::Label;
use crate::domain::tenant::Tenant;
use crate::web::error::{PageError, url_encode};

/// Days ahead that the filter "this week" looks.
pub(super) const WEEK: i64 = 7;

/// The query of the queue's address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wish {
    pub vista: String,
    pub q: String,
    pub procedimento: String,
    pub stato: String,
    pub assegnatario: String,
    pub ufficio: String,
    pub scadenza: String,
    pub etichetta: String,
    pub ordina: String,
    /// The page after this edge.
    pub dopo: String,
    /// The page before this edge.
    pub prima: String,
}

/// The views, in the order of the tabs.
pub(super) const VIEWS: [(&str, &str); 6] = [
    ("mie", "Tocca a te"),
    ("nuove", "Da assegnare"),
    ("ufficio", "Dell’ufficio"),
    ("attesa", "In attesa di altri"),
    ("chiuse", "Concluse"),
    ("tutte", "Tutte"),
];

/// The sort orders, the first is the default.
const ORDERS: [(&str, &str, Order); 3] = [
    ("scadenza", "Scadenza più vicina", Order::Urgency),
    ("arrivo", "Arrivo più recente", Order::Newest),
    ("anziane", "Arrivo più lontano", Order::Oldest),
];

impl Wish {
    /// The cases that a view shows to an officer of `offices`, without the filters. `own` are the officer and the absent
    /// colleagues whom they stand in for.
    pub fn view(view: &str, offices: &[String], own: &[AccountId]) -> Filter {
        let base = Filter { offices: offices.to_vec(), ..Filter::default() };
        match view {
            "mie" => Filter { part: Part::Ours, assignees: own.to_vec(), ..base },
            "nuove" => Filter { unassigned: true, ..base },
            "attesa" => Filter { part: Part::Others, ..base },
            "chiuse" => Filter { part: Part::Closed, ..base },
            "tutte" => Filter { part: Part::All, ..base },
            _ => base,
        }
    }

    /// The cases asked for. An office that is not the officer's own shows nothing.
    pub fn filter(
        &self,
        view: &str,
        offices: &[String],
        own: &[AccountId],
        scope: &Scope,
    ) -> Filter {
        let mut filter = Self::view(view, offices, own);
        if !self.ufficio.is_empty() {
            filter.offices.retain(|office| *office == self.ufficio);
        }
        filter.procedure = given(&self.procedimento);
        filter.state = given(&self.stato);
        if let Some(id) = given(&self.assegnatario).filter(|_| view != "mie") {
            filter.assignees = vec![AccountId::new(id)];
        }
        filter.due_by = match self.scadenza.as_str() {
            "scadute" => Some(scope.today - Duration::days(1)),
            "settimana" => Some(scope.today + Duration::days(WEEK)),
            _ => None,
        };
        filter.label = given(&self.etichetta);
        filter.words = case::words_of(&self.q);
        filter
    }

    /// Closed cases have no last day to sort by: the latest come first.
    pub fn order(&self, view: &str) -> Order {
        let chosen = ORDERS.iter().find(|(value, ..)| *value == self.ordina).map(|(.., o)| *o);
        let usual = if view == "chiuse" { Order::Newest } else { Order::Urgency };
        chosen.unwrap_or(usual)
    }

    /// Which page.
    ///
    /// # Errors
    /// [`PageError::Malformed`] for a cursor that we did not write.
    pub fn seek(&self) -> Result<Seek, PageError> {
        match (self.dopo.as_str(), self.prima.as_str()) {
            ("", "") => Ok(Seek::First),
            ("", edge) => Ok(Seek::Before(cursor::read(edge)?)),
            (edge, _) => Ok(Seek::After(cursor::read(edge)?)),
        }
    }

    /// Whether anything but the view narrows the list.
    pub fn is_narrowed(&self) -> bool {
        [
            &self.q,
            &self.procedimento,
            &self.stato,
            &self.assegnatario,
            &self.ufficio,
            &self.scadenza,
            &self.etichetta,
        ]
        .iter()
        .any(|value| !value.trim().is_empty())
    }

    /// The address of another page of the same list.
    pub fn address(&self, view: &str, name: &str, edge: &Cursor) -> Result<String, PageError> {
        let edge = cursor::write(edge)?;
        Ok(format!("/ufficio?{}&{name}={edge}", self.query(view)))
    }

    /// The query of the list's address, without a page.
    pub fn query(&self, view: &str) -> String {
        let pairs = [
            ("vista", view),
            ("q", &self.q),
            ("procedimento", &self.procedimento),
            ("stato", &self.stato),
            ("assegnatario", &self.assegnatario),
            ("ufficio", &self.ufficio),
            ("scadenza", &self.scadenza),
            ("etichetta", &self.etichetta),
            ("ordina", &self.ordina),
        ];
        let query: Vec<String> = pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", url_encode(value)))
            .collect();
        query.join("&")
    }

    /// A saved or posted query.
    ///
    /// # Errors
    /// [`PageError::Malformed`] for what is no query.
    pub fn parse(query: &str) -> Result<Self, PageError> {
        let wish: Self =
            serde_urlencoded::from_str(query).map_err(|_| PageError::Malformed("query"))?;
        Ok(Self { dopo: String::new(), prima: String::new(), ..wish })
    }

    /// The view that is asked for, if there is such a one.
    pub fn asked(&self) -> Option<&'static str> {
        VIEWS.iter().find(|(view, _)| *view == self.vista).map(|(view, _)| *view)
    }

    /// The choices of order.
    pub fn sorts(&self, view: &str) -> Value {
        let order = self.order(view);
        let one = |(value, label, this): &(&str, &str, Order)| json!({ "value": value, "label": label, "selected": *this == order });
        ORDERS.iter().map(one).collect()
    }

    /// The drop-down filters.
    pub fn controls(
        &self,
        app: &App,
        tenant: &Tenant,
        offices: &[String],
        people: &[Account],
        labels: &[Label],
    ) -> Vec<Value> {
        let mut controls = vec![self.procedures(app, tenant, offices)];
        controls.extend(self.states(app));
        let names = people.iter().map(|a| (a.id.as_str().to_owned(), a.name.clone()));
        controls.push(control("assegnatario", "Assegnatario", names, &self.assegnatario));
        if offices.len() > 1 {
            let names = offices.iter().map(|o| (o.clone(), tenant.office_name(o).to_owned()));
            controls.push(control("ufficio", "Ufficio", names, &self.ufficio));
        }
        if !labels.is_empty() {
            let names = labels.iter().map(|l| (l.id.clone(), l.title.clone()));
            controls.push(control("etichetta", "Etichetta", names, &self.etichetta));
        }
        let terms = [("scadute", "Scadute"), ("settimana", "Entro 7 giorni")];
        let terms = terms.iter().map(|(v, l)| ((*v).to_owned(), (*l).to_owned()));
        controls.push(control("scadenza", "Scadenza", terms, &self.scadenza));
        controls
    }

    /// The procedures that can come to the officer's offices.
    fn procedures(&self, app: &App, tenant: &Tenant, offices: &[String]) -> Value {
        let here = |role: &str| {
            let office = tenant.office(role).map_or(role, |o| o.code.as_str());
            offices.iter().any(|own| own == office)
        };
        let options = app
            .catalogue
            .all_offered(tenant)
            .filter(|p| here(&p.office.default) || p.office.rules.iter().any(|r| here(&r.office)))
            .map(|p| (p.code.clone(), p.title.clone()));
        control("procedimento", "Procedimento", options, &self.procedimento)
    }

    /// States belong to a workflow: they are offered once a procedure is chosen.
    fn states(&self, app: &App) -> Option<Value> {
        let procedure = app.catalogue.procedure(&self.procedimento)?;
        let mut options: Vec<(String, String)> = Vec::new();
        for state in app.catalogue.workflows_of(procedure).flat_map(|w| &w.states) {
            if !options.iter().any(|(code, _)| *code == state.code) {
                options.push((state.code.clone(), state.title.clone()));
            }
        }
        Some(control("stato", "Stato", options.into_iter(), &self.stato))
    }
}

fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

fn control(
    name: &str,
    label: &str,
    options: impl Iterator<Item = (String, String)>,
    chosen: &str,
) -> Value {
    let options: Vec<Value> = options
        .map(|(value, label)| {
            let selected = value == chosen;
            json!({ "value": value, "label": label, "hint": null, "selected": selected })
        })
        .collect();
    json!({ "name": name, "label": label, "options": options })
}
