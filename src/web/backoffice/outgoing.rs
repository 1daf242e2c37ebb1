//! The document of an act: what the office decides or asks, on the municipality's paper.
//!
//! Made from a dry run of the workflow, which has no effect: the preview and the act that is kept come from the same call.
//! The template is that of the act's code if there is one, else that of a decision, of a request or of a communication.

use serde_json::{Value, json};

use super::act_form::Filled;
use super::action::Task;
use crate::app::App;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::paper;
use crate::engine::document::{Document, DocumentError};
use crate::engine::terms::Deadline;
use crate::engine::workflow::{Effect, Role, Scene, Step, Turn};
use crate::web::visitor::Officer;

/// A document to go out.
pub(super) struct Outgoing {
    /// For people: "Provvedimento di diniego".
    pub title: String,
    /// Code of its place in the case: the title as a slug.
    pub slot: String,
    /// Whether somebody must sign it.
    pub signed: bool,
    pub document: Document,
}

/// What a step sends out on paper.
struct Kind {
    template: String,
    title: String,
    signed: bool,
}

/// The document of a step, if it has one.
///
/// # Errors
/// A template that asks for what is not there.
pub(super) fn compose(
    app: &App,
    scope: &Scope,
    officer: &Officer,
    task: &Task,
    filled: &Filled,
    step: &Step,
) -> Result<Option<Outgoing>, DocumentError> {
    let Some(kind) = kind(task, step) else { return Ok(None) };
    let context = context(app, scope, officer, task, filled, step, &kind);
    let mut document =
        paper::from_template(&app.catalogue, &scope.tenant, &kind.template, &context)?;
    document.title = format!("{} – {}", kind.title, task.number());
    document.subject = Some(task.loaded.case.subject.clone());
    Ok(Some(Outgoing { slot: slug(&kind.title), title: kind.title, signed: kind.signed, document }))
}

fn kind(task: &Task, step: &Step) -> Option<Kind> {
    let act = step.effects.iter().find_map(|effect| match effect {
        Effect::Act { template, title, signed } => Some((template, title, *signed)),
        _ => None,
    });
    if let Some((code, title, signed)) = act {
        let own = code.replace('_', "-");
        let ends = task.loaded.workflow.state(&step.standing.state).is_some_and(|s| s.is_final);
        let template = if paper::has_template(&own) {
            own
        } else if signed || ends {
            "esito".to_owned()
        } else {
            "comunicazione".to_owned()
        };
        return Some(Kind { template, title: title.clone(), signed });
    }
    let asks = step.effects.iter().any(|effect| matches!(effect, Effect::Request { .. }));
    asks.then(|| Kind {
        template: "richiesta-integrazione".to_owned(),
        title: "Richiesta di integrazione".to_owned(),
        signed: false,
    })
}

/// Everything that any of the templates reads.
fn context(
    app: &App,
    scope: &Scope,
    officer: &Officer,
    task: &Task,
    filled: &Filled,
    step: &Step,
    kind: &Kind,
) -> Value {
    let case = &task.loaded.case;
    let action = task.loaded.workflow.action(&task.offer.code);
    let source = action.and_then(|a| a.source.clone());
    let subject = if kind.template == "comunicazione" { &kind.title } else { &case.subject };
    let presented = civil(case.submitted_at).date();
    let protocol = case.protocol_number.clone().unwrap_or_else(|| "in registrazione".to_owned());
    let texts = filled.texts();
    let grounds = filled.texts_but("prescrizioni");
    let after = after(task, scope, step);
    json!({
        "atto": { "titolo": kind.title, "numero": format!("{}-{}", task.number(), task.acts + 1),
            "data": scope.today },
        "protocollo": null,
        "procedimento": { "titolo": case.procedure_title },
        "pratica": { "codice": task.short_code(), "protocollo": protocol, "data": presented },
        "richiedente": { "nome": task.holder_name(), "codice_fiscale": task.holder_code(),
            "recapito": task.address() },
        "destinatari": [{ "nome": case.presenter, "recapito": task.address() }],
        "oggetto": subject,
        "premesse": premises(task, source.as_deref()),
        "motivazione": or(&grounds, "Esaminati gli atti della pratica e l’esito dell’istruttoria."),
        "decisione": { "verbo": "ADOTTA", "testo": format!("il seguente atto: «{}».", kind.title) },
        "prescrizioni": filled.lines("prescrizioni"),
        "validita": filled.pairs(),
        "dovuti": [],
        "allegati": [],
        "rimedi": task.loaded.procedure.sheet.remedies.iter().filter(|_| kind.signed)
            .map(|text| text.replace('\n', " ")).collect::<Vec<_>>(),
        "firma": { "ruolo": role(officer, task), "nome": officer.account.name, "nota": null },
        "testo": or(&texts, &step.public),
        "richieste": filled.requests(),
        "motivi": [{ "titolo": "Motivi", "testo": or(&texts, &step.public) }],
        "norma": source.or_else(|| task.loaded.procedure.legal_basis.first().map(|l| l.source.clone())),
        "scadenza": after.answer.map(|d| json!({ "data": d.date, "spiegazione": d.text })),
        "effetti": after.told,
        "url": format!("{}/pratiche/{}", app.public_base(&scope.tenant), case.id),
        "ufficio": office(scope, &case.office),
    })
}

fn or(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

fn premises(task: &Task, source: Option<&str>) -> Vec<String> {
    let case = &task.loaded.case;
    let mut told = vec![format!(
        "vista la pratica «{}» presentata il {};",
        case.procedure_title,
        civil(case.submitted_at).date().format("%d/%m/%Y")
    )];
    let norms = task.loaded.procedure.legal_basis.iter().map(|l| l.source.as_str());
    let mut seen: Vec<&str> = Vec::new();
    for norm in norms.chain(source) {
        if !seen.contains(&norm) {
            seen.push(norm);
            told.push(format!("visto {norm};"));
        }
    }
    told
}

/// What becomes of the terms once the step is done.
struct After {
    /// By when the citizen must answer.
    answer: Option<Deadline>,
    /// The other terms it touches, in words.
    told: Vec<String>,
}

fn after(task: &Task, scope: &Scope, step: &Step) -> After {
    let workflow = &task.loaded.workflow;
    let mut situation = task.loaded.situation(scope.today);
    situation.standing = step.standing.clone();
    let scene = Scene::new(workflow, &situation, &Value::Null);
    let state = workflow.state(&step.standing.state).filter(|s| s.turn == Turn::Citizen);
    let answering = state.and_then(|s| s.term.as_deref());
    let mut told: Vec<String> = Vec::new();
    for (code, _) in &step.clock {
        let title = workflow.terms.iter().find(|t| t.code == *code).map(|t| t.title.as_str());
        let sentence = title
            .zip(scene.deadline(code))
            .filter(|_| Some(code.as_str()) != answering)
            .map(|(title, deadline)| format!("{title}: {}.", deadline.text));
        told.extend(sentence.filter(|s| !told.contains(s)));
    }
    let answer = answering.and_then(|code| scene.deadline(code)).filter(|d| d.date.is_some());
    After { answer: answer.cloned(), told }
}

fn office(scope: &Scope, code: &str) -> Value {
    let office = scope.tenant.office(code);
    let contacts: Vec<&str> = office
        .map(|o| vec![o.floor.as_str(), o.phone.as_str(), o.email.as_str()])
        .unwrap_or_default()
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    json!({ "nome": scope.tenant.office_name(code), "recapiti": contacts })
}

/// The highest of the officer's roles that the action is given to, as it stands under an act.
fn role(officer: &Officer, task: &Task) -> String {
    const RANK: [Role; 5] = [
        Role::Dirigente,
        Role::Responsabile,
        Role::Istruttore,
        Role::Protocollista,
        Role::Operatore,
    ];
    let own = task.roles(officer);
    let given = task.loaded.workflow.action(&task.offer.code).map(|a| a.by.as_slice());
    let fits = |role: &&Role| own.contains(role) && given.is_none_or(|by| by.contains(role));
    let label = RANK.iter().find(fits).map_or("il funzionario", |role| role.label());
    let mut letters = label.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "Provvedimento di diniego" → `provvedimento-di-diniego`.
fn slug(title: &str) -> String {
    let plain = deunicode::deunicode(title).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-")
}
