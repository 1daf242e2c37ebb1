//! An act of the officer on a case: its form, what it will do, its document, the doing.
//!
//! Whoever confirms does so against the version of the case that was on their screen: of two who act at once one wins, and the
//! other reads who it was and finds what was typed.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use serde_json::{Value, json};

use super::act_form::Filled;
use super::desk;
use super::outgoing::{self, Outgoing};
use super::row::case_path;
use super::upload::{self, Paper};
use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::{self, ActError, ActInput, Event, Loaded, Party};
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::CaseId;
use crate::domain::identity::{self, Person, Right};
use crate::domain::tenant::{ActSignature, Staff};
use crate::engine::document::html;
use crate::engine::workflow::{Offer, RefusalKind, Role, Step};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::paper;
use crate::web::portal::own::see;
use crate::web::posted::same;
use crate::web::transfer::{self, Received};
use crate::web::view::number;
use crate::web::visitor::Officer;

/// Why an act that must be signed is not adopted without its file.
const UNSIGNED: &str =
    "Questo atto va firmato: apri l’anteprima, scarica il PDF, firmalo e caricalo qui.";

/// What an act is made of.
pub(super) struct Task {
    pub loaded: Loaded,
    pub offer: Offer,
    /// Acts that the case has already.
    pub acts: usize,
    parties: Vec<Party>,
    person: Option<Person>,
    last: Option<Event>,
}

impl Task {
    /// What people call the case.
    pub fn number(&self) -> String {
        number(&self.loaded.case)
    }

    /// The short code of the case.
    pub fn short_code(&self) -> String {
        let id = self.loaded.case.id.as_str();
        id.get(id.len().saturating_sub(8)..).unwrap_or(id).to_uppercase()
    }

    /// Name of the first party, or of who submitted the case.
    pub fn holder_name(&self) -> &str {
        self.parties.first().map_or(self.loaded.case.presenter.as_str(), |p| p.name.as_str())
    }

    /// The first party's codice fiscale.
    pub fn holder_code(&self) -> &str {
        self.parties.first().map_or("", |p| p.fiscal_code.as_str())
    }

    /// Address of who submitted the case.
    pub fn address(&self) -> Option<&str> {
        self.person.as_ref().and_then(|p| p.email.as_deref())
    }

    /// The officer's roles before this case's workflow.
    pub fn roles(&self, officer: &Officer) -> Vec<Role> {
        identity::workflow_roles(&officer.roles, &self.loaded.case.office)
    }

    /// What would happen: the machine only computes, nothing changes.
    fn rehearse(&self, scope: &Scope, officer: &Officer, input: &Value) -> Result<Step, ActError> {
        let situation = self.loaded.situation(scope.today);
        let number = self.loaded.case.protocol_number.as_deref();
        let roles = self.roles(officer);
        Ok(self.loaded.workflow.apply(&situation, &self.offer.code, input, &roles, number)?)
    }
}

async fn task(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    id: &str,
    action: &str,
) -> Result<Task, PageError> {
    let (scope, officer) = (here.scope(app), officer.clone());
    let (catalogue, id, action) = (app.catalogue.clone(), CaseId::new(id), action.to_owned());
    app.database
        .read(move |c| -> Result<Task, PageError> {
            let tenant = &scope.tenant_id;
            let loaded = desk::load(c, &scope, &catalogue, &officer, &id, Right::Read)?;
            let roles = identity::workflow_roles(&officer.roles, &loaded.case.office);
            let offers = loaded.workflow.actions(&loaded.situation(scope.today), &roles);
            let offer = offers.into_iter().find(|o| o.code == action && desk::is_act(o));
            let offer = offer.ok_or(PageError::NotFound)?;
            let files = file::of_holder(c, tenant, &Holder::case(&id))?;
            Ok(Task {
                acts: files.iter().filter(|f| f.role == FileRole::Act).count(),
                parties: case::parties_of(c, tenant, &id)?,
                person: identity::person(c, tenant, &loaded.case.person_id)?,
                last: case::events_of(c, tenant, &id)?.pop(),
                loaded,
                offer,
            })
        })
        .await
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let task = task(&app, &here, &officer, &path.0, &path.1).await?;
    if !task.offer.allowed {
        return not_now(&here, &task);
    }
    let scope = here.scope(&app);
    let filled = Filled::read(&app, &scope, &task.offer, None)?;
    let desk = Desk { app: &app, here: &here, officer: &officer, task: &task, scope: &scope };
    desk.page(&filled, Shown::default(), StatusCode::OK)
}

/// The case's page tells why; what is up to another role is not this officer's.
fn not_now(here: &Here, task: &Task) -> Result<HttpResponse, PageError> {
    match task.offer.refusal.as_ref().map(|r| r.kind) {
        Some(RefusalKind::Role) => Err(PageError::Forbidden),
        _ => Ok(see(here, &case_path(&task.loaded.case.id))),
    }
}

/// One request on a task.
struct Desk<'a> {
    app: &'a Data<App>,
    here: &'a Here,
    officer: &'a Officer,
    task: &'a Task,
    scope: &'a Scope,
}

/// What the page shows beside the form.
#[derive(Default)]
struct Shown {
    /// The faults of the fields.
    errors: bool,
    /// Why it was not done.
    reasons: Vec<String>,
    /// What is wrong with the uploaded act.
    upload: Option<String>,
}

impl Shown {
    fn reason(text: impl Into<String>) -> Self {
        Self { errors: true, reasons: vec![text.into()], upload: None }
    }
}

impl Desk<'_> {
    fn page(
        &self,
        filled: &Filled,
        shown: Shown,
        status: StatusCode,
    ) -> Result<HttpResponse, PageError> {
        let context = self.context(filled, &shown)?;
        let reader = self.officer.into();
        page::page_with(self.app, self.here, reader, "backoffice/action.html", context, status)
    }

    fn context(&self, filled: &Filled, shown: &Shown) -> Result<Value, PageError> {
        let case = &self.task.loaded.case;
        let (nodes, mut problems) = filled.page(shown.errors)?;
        let problem = |id: &str, message: &String| {
            json!({ "level": "error", "step": "", "path": "", "id": id,
                "label": self.task.offer.title, "message": message })
        };
        problems.extend(shown.reasons.iter().map(|reason| problem("main", reason)));
        problems.extend(shown.upload.iter().map(|reason| problem("f-atto", reason)));
        Ok(json!({
            "case": { "number": self.task.number(), "title": case.procedure_title,
                "applicant": case.presenter, "url": case_path(&case.id), "version": case.version },
            "action": self.action(shown.upload.as_deref()),
            "nodes": nodes,
            "problems": problems,
            "key": self.app.ids.token(),
        }))
    }

    fn action(&self, upload_error: Option<&str>) -> Value {
        let offer = &self.task.offer;
        let url = format!("{}/azioni/{}", case_path(&self.task.loaded.case.id), offer.code);
        let situation = self.task.loaded.situation(self.scope.today);
        let effects = self.task.loaded.workflow.outlook(&situation, &offer.code);
        let (act, request) = self.task.loaded.workflow.paper_of(&offer.code);
        json!({
            "code": offer.code,
            "label": offer.title,
            "explain": offer.description,
            "tone": "primary",
            "confirm": "Conferma",
            "effects": effects,
            "upload": act.then(|| json!({ "error": upload_error, "required": self.must_be_signed(),
                "accept": ".pdf,.p7m", "max_bytes": self.here.tenant.limits.attachment_bytes })),
            "preview_url": (act || request).then(|| format!("{url}/anteprima")),
            "url": url,
        })
    }

    /// Somebody acted meanwhile: who, when, what; what was typed stays.
    fn overtaken(&self, filled: &Filled) -> Result<HttpResponse, PageError> {
        let who = self.task.last.as_ref().map_or_else(String::new, |event| {
            format!(" L’ultima registrazione è «{}», di {}.", event.title, event.actor_name)
        });
        let mut reasons = vec![format!(
            "Mentre eri su questa pagina la pratica è cambiata.{who} Quello che hai scritto è ancora qui: \
             controlla la pratica e, se serve ancora, conferma di nuovo."
        )];
        reasons.extend(self.task.offer.refusal.iter().map(|refusal| refusal.text.clone()));
        let shown = Shown { errors: false, reasons, upload: None };
        self.page(filled, shown, StatusCode::CONFLICT)
    }

    /// Whether the municipality adopts this act only with its signed file.
    fn must_be_signed(&self) -> bool {
        let (workflow, code) = (&self.task.loaded.workflow, &self.task.offer.code);
        self.here.tenant.acts.signature == ActSignature::Required && workflow.signs(code)
    }

    /// Codici fiscali of the office's staff with a role that may do this.
    fn signers(&self) -> Vec<String> {
        let task = self.task;
        let action = task.loaded.workflow.action(&task.offer.code);
        let by: Vec<&str> =
            action.map(|a| a.by.iter().map(|role| role.code()).collect()).unwrap_or_default();
        let may = |staff: &&Staff| {
            let office = &task.loaded.case.office;
            staff.roles.iter().any(|r| r.office == *office && by.contains(&r.role.as_str()))
        };
        let staff = self.here.tenant.staff.iter().filter(may);
        staff.filter_map(|s| s.fiscal_code.clone()).collect()
    }

    fn paper<'p>(&'p self, input: &'p Value, slot: &'p str, signers: &'p [String]) -> Paper<'p> {
        Paper {
            case: &self.task.loaded.case.id,
            action: &self.task.offer.code,
            state: &self.task.loaded.case.state,
            acts: self.task.acts,
            input,
            owner: self.officer.account.id.as_str(),
            slot,
            signers,
        }
    }

    fn compose(&self, filled: &Filled, step: &Step) -> Result<Option<Outgoing>, PageError> {
        let made = outgoing::compose(self.app, self.scope, self.officer, self.task, filled, step);
        made.map_err(PageError::internal)
    }
}

/// A posted form of an action: checked, read, rehearsed.
enum Posted {
    /// Nothing more to do: the answer.
    Answer(HttpResponse),
    /// It can be done.
    Ready(Box<Ready>),
}

/// What is needed to do it.
struct Ready {
    filled: Filled,
    step: Step,
    received: Received,
}

/// Reads the form and tells everything that stands against the act; `buttons` are those that mean it.
async fn read(desk: &Desk<'_>, form: Multipart, buttons: &[&str]) -> Result<Posted, PageError> {
    let limit = desk.here.tenant.limits.attachment_bytes;
    let tenant = desk.scope.tenant_id.as_str();
    let received = transfer::receive(desk.app, tenant, form, limit).await?;
    let value =
        |name: &str| received.pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    if !same(value("_csrf").unwrap_or_default(), &desk.officer.session.csrf) {
        return Err(PageError::StaleForm);
    }
    let filled = Filled::read(desk.app, desk.scope, &desk.task.offer, Some(&received.pairs))?;
    if !buttons.contains(&value("_action").unwrap_or("confirm")) {
        return Ok(Posted::Answer(desk.page(&filled, Shown::default(), StatusCode::OK)?));
    }
    let version: Option<i64> = value("_version").and_then(|v| v.parse().ok());
    if version != Some(desk.task.loaded.case.version) {
        return Ok(Posted::Answer(desk.overtaken(&filled)?));
    }
    if !filled.is_valid() {
        let shown = Shown { errors: true, ..Shown::default() };
        return Ok(Posted::Answer(desk.page(&filled, shown, StatusCode::UNPROCESSABLE_ENTITY)?));
    }
    match desk.task.rehearse(desk.scope, desk.officer, &filled.input()) {
        Ok(step) => Ok(Posted::Ready(Box::new(Ready { filled, step, received }))),
        Err(ActError::Refused(refusal)) if refusal.kind == RefusalKind::Role => {
            Err(PageError::Forbidden)
        }
        Err(ActError::Refused(refusal)) => {
            let shown = Shown::reason(refusal.text);
            Ok(Posted::Answer(desk.page(&filled, shown, StatusCode::UNPROCESSABLE_ENTITY)?))
        }
        Err(other) => Err(other.into()),
    }
}

/// Does the act.
pub(in crate::web) async fn act(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(String, String)>,
    form: Multipart,
) -> Result<HttpResponse, PageError> {
    let task = task(&app, &here, &officer, &path.0, &path.1).await?;
    let scope = here.scope(&app);
    let desk = Desk { app: &app, here: &here, officer: &officer, task: &task, scope: &scope };
    let Ready { filled, step, received } = match read(&desk, form, &["confirm"]).await? {
        Posted::Answer(answer) => return Ok(answer),
        Posted::Ready(ready) => *ready,
    };
    let document = match document(&desk, &filled, &step, &received).await? {
        Ok(document) => document,
        Err(reason) => {
            let shown = Shown { upload: Some(reason), ..Shown::default() };
            return desk.page(&filled, shown, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    match carry_out(&desk, filled.input(), document).await {
        Ok(()) => Ok(see(&here, &case_path(&task.loaded.case.id))),
        Err(ActError::Overtaken) => {
            let task = self::task(&app, &here, &officer, &path.0, &path.1).await?;
            Desk { task: &task, ..desk }.overtaken(&filled)
        }
        Err(ActError::Refused(refusal)) => {
            desk.page(&filled, Shown::reason(refusal.text), StatusCode::CONFLICT)
        }
        Err(other) => Err(other.into()),
    }
}

/// The document to keep with the act: the signed upload if there is one, else the one made from the template.
async fn document(
    desk: &Desk<'_>,
    filled: &Filled,
    step: &Step,
    received: &Received,
) -> Result<Result<Option<File>, String>, PageError> {
    let Some(made) = desk.compose(filled, step)? else { return Ok(Ok(None)) };
    let (input, signers) = (filled.input(), desk.signers());
    let sheet = desk.paper(&input, &made.slot, &signers);
    if let Some(uploaded) = received.files.iter().find(|f| f.field == upload::FIELD) {
        let judged = upload::signed_act(desk.app, desk.scope, &sheet, uploaded).await?;
        return Ok(judged.map(Some));
    }
    if made.signed && desk.must_be_signed() {
        return Ok(Err(UNSIGNED.to_owned()));
    }
    let bytes = paper::pdf(made.document, desk.scope.at, None).await?;
    let stored = desk.app.store.put_bytes(desk.scope.tenant_id.as_str(), bytes).await;
    let stored = stored.map_err(PageError::internal)?;
    Ok(Ok(Some(upload::act_file(desk.scope, &sheet, &stored, None))))
}

async fn carry_out(desk: &Desk<'_>, input: Value, document: Option<File>) -> Result<(), ActError> {
    let (catalogue, register) = (desk.app.catalogue.clone(), desk.app.register.clone());
    let (scope, officer) = (desk.scope.clone(), desk.officer.clone());
    let case = &desk.task.loaded.case;
    let (id, version, action) = (case.id.clone(), case.version, desk.task.offer.code.clone());
    desk.app
        .database
        .write(move |c| -> Result<(), ActError> {
            let loaded = case::load(c, &scope, &catalogue, &id)?;
            // Asked again of the case as it is now: it may have passed to another office.
            let roles = identity::workflow_roles(&officer.roles, &loaded.case.office);
            let given = ActInput {
                action: &action,
                input: input.clone(),
                roles: &roles,
                version,
                document: document.clone(),
            };
            let actor = desk::actor(&officer);
            case::act(c, &scope, register.as_ref(), loaded, &actor, given)?;
            Ok(())
        })
        .await
}

/// The document as it would be: on the page, or as the PDF to sign.
pub(in crate::web) async fn preview(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(String, String)>,
    form: Multipart,
) -> Result<HttpResponse, PageError> {
    let task = task(&app, &here, &officer, &path.0, &path.1).await?;
    let scope = here.scope(&app);
    let desk = Desk { app: &app, here: &here, officer: &officer, task: &task, scope: &scope };
    let Ready { filled, step, received } = match read(&desk, form, &["preview", "pdf"]).await? {
        Posted::Answer(answer) => return Ok(answer),
        Posted::Ready(ready) => *ready,
    };
    let made = desk.compose(&filled, &step)?.ok_or(PageError::NotFound)?;
    if received.pairs.iter().any(|(name, value)| name == "_action" && value == "pdf") {
        let bytes = paper::pdf(made.document, scope.at, None).await?;
        if made.signed {
            let input = filled.input();
            let sheet = desk.paper(&input, &made.slot, &[]);
            upload::prepare(&app, &scope, &sheet, bytes.clone()).await?;
        }
        return Ok(transfer::send_bytes(bytes, "application/pdf", &format!("{}.pdf", made.slot)));
    }
    let mut context = desk.context(&filled, &Shown::default())?;
    let kept = received.pairs.iter().filter(|(name, _)| name != "_action");
    context["pairs"] = kept.map(|(name, value)| json!({ "name": name, "value": value })).collect();
    context["document"] = json!({ "title": made.title, "signed": made.signed,
        "html": html::write(&made.document) });
    page::page(&app, &here, (&officer).into(), "backoffice/preview.html", context)
}
