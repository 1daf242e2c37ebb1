//! "Who would receive this?": a rule that is not saved yet, asked about the latest cases and about one case or draft of choice.
//! Nothing is changed by asking.

use actix_web::web::Data;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::{self, Filter, Order, Part, Receiver, Seek};
use crate::domain::catalogue::{Catalogue, Procedure};
use crate::domain::draft::{self, Draft};
use crate::domain::id::{CaseId, DraftId};
use crate::domain::identity;
use crate::domain::rule::{self, Rule};
use crate::platform::db::AnyConnection;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::view::number;
use crate::web::visitor::Officer;

/// Cases that a rule is tried on.
const TRIED: usize = 10;

/// One case or draft: who would receive it as the rules are, and who with the new one.
pub(super) struct Trial {
    what: String,
    title: String,
    now: Told,
    then: Told,
}

#[derive(PartialEq, Eq)]
struct Told {
    office: String,
    person: Option<String>,
    why: String,
}

impl Trial {
    /// As the page shows it.
    pub fn view(&self) -> Value {
        let told = |t: &Told| json!({ "office": t.office, "person": t.person, "why": t.why });
        let changed = self.now.office != self.then.office || self.now.person != self.then.person;
        json!({ "what": self.what, "title": self.title, "now": told(&self.now),
            "then": told(&self.then), "changed": changed })
    }
}

/// Tries a rule on the latest cases that the officer reads, and on the case or draft that was typed.
///
/// # Errors
/// The database's.
pub(super) async fn run(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    drawn: Rule,
    typed: &str,
) -> Result<Vec<Trial>, PageError> {
    let (scope, catalogue) = (here.scope(app), app.catalogue.clone());
    let (offices, typed) = (identity::readable_offices(&officer.roles), typed.to_owned());
    app.database
        .read(move |c| -> Result<Vec<Trial>, PageError> {
            let now = rule::active(c, &scope.tenant_id)?;
            let mut then = now.clone();
            then.push(drawn);
            then.sort_by_key(|rule| (rule.position, rule.created_at));
            let bench = Bench { scope: &scope, catalogue: &catalogue, now: &now, then: &then };
            let mut trials = Vec::new();
            if let Some(trial) = bench.draft(c, &typed)? {
                trials.push(trial);
            }
            let latest = Filter { offices, part: Part::All, ..Filter::default() };
            let named = Filter { words: case::words_of(&typed), ..latest.clone() };
            let filter = if trials.is_empty() && !named.words.is_empty() { named } else { latest };
            let page =
                case::queue(c, &scope.tenant_id, &filter, Order::Newest, &Seek::First, TRIED)?;
            for found in &page.cases {
                trials.push(bench.case(c, &found.id)?);
            }
            Ok(trials)
        })
        .await
}

struct Bench<'a> {
    scope: &'a Scope,
    catalogue: &'a Catalogue,
    now: &'a [Rule],
    then: &'a [Rule],
}

impl Bench<'_> {
    fn case(&self, c: &mut AnyConnection, id: &CaseId) -> Result<Trial, PageError> {
        let loaded = case::load(c, self.scope, self.catalogue, id)?;
        let (data, param) = (&loaded.body.data.0, &loaded.body.parameters.0);
        self.trial(c, number(&loaded.case), &loaded.procedure, data, param)
    }

    /// The draft whose identifier was typed. Of what is written in it nothing is shown.
    fn draft(&self, c: &mut AnyConnection, typed: &str) -> Result<Option<Trial>, PageError> {
        let tenant = &self.scope.tenant_id;
        let id = typed.trim().rsplit('/').next().unwrap_or_default();
        let found: Option<Draft> = draft::find(c, tenant, &DraftId::new(id))?;
        let Some(draft) = found else { return Ok(None) };
        let person = identity::person(c, tenant, &draft.person_id)?.ok_or(PageError::NotFound)?;
        let filled = draft::fill(c, self.scope, self.catalogue, draft, &person)
            .map_err(PageError::internal)?;
        let data = &filled.evaluation.data;
        let what = "Bozza".to_owned();
        self.trial(c, what, &filled.procedure, data, &filled.parameters).map(Some)
    }

    fn trial(
        &self,
        c: &mut AnyConnection,
        what: String,
        procedure: &Procedure,
        data: &Value,
        param: &Value,
    ) -> Result<Trial, PageError> {
        let now = case::receiver(c, self.scope, procedure, self.now, data, param)?;
        let then = case::receiver(c, self.scope, procedure, self.then, data, param)?;
        Ok(Trial {
            what,
            title: procedure.title.clone(),
            now: self.told(now),
            then: self.told(then),
        })
    }

    fn told(&self, receiver: Receiver) -> Told {
        Told {
            office: self.scope.tenant.office_name(&receiver.office).to_owned(),
            person: receiver.person.map(|p| p.name),
            why: receiver.why,
        }
    }
}
