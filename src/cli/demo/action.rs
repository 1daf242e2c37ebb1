//! Working the demo's cases: some actions that the workflow offers, so that every kind of state is there.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::base::clock::FixedClock;
use crate::domain::Scope;
use crate::domain::case::{self, ActError, ActInput, Actor, ActorKind};
use crate::domain::id::CaseId;
use crate::domain::tenant::Tenant;
use crate::engine::workflow::Role;

/// Roles that may act in the demo's past.
const ROLES: [Role; 5] =
    [Role::Istruttore, Role::Responsabile, Role::Dirigente, Role::Citizen, Role::Protocollista];

/// Does up to `index % 4` actions on a case, a day apart, different ones for different cases.
pub async fn work(
    app: &Arc<App>,
    tenant: &Arc<Tenant>,
    id: &CaseId,
    from: DateTime<Utc>,
    index: usize,
) -> anyhow::Result<()> {
    let mut at = from;
    for turn in 0..index % 4 {
        at = (at + Duration::days(1)).min(app.clock.now());
        let clock = FixedClock::at(at);
        let scope = Scope::new(Arc::clone(tenant), &clock, Arc::clone(&app.ids));
        step(app, scope, id, index + turn).await?;
    }
    Ok(())
}

async fn step(app: &App, scope: Scope, id: &CaseId, choice: usize) -> anyhow::Result<()> {
    let (catalogue, register, id) = (app.catalogue.clone(), app.register.clone(), id.clone());
    let done = app
        .database
        .write(move |c| -> Result<(), ActError> {
            let loaded = case::load(c, &scope, &catalogue, &id)?;
            let offers = loaded.workflow.actions(&loaded.situation(scope.today), &ROLES);
            let possible: Vec<_> =
                offers.into_iter().filter(|o| o.allowed && !is_end(&o.code)).collect();
            if possible.is_empty() {
                return Ok(());
            }
            let offer = &possible[choice % possible.len()];
            let input = offer.input.as_ref().map_or_else(|| json!({}), example);
            let name = loaded.case.assignee_name.clone();
            let actor = Actor {
                kind: ActorKind::Account,
                id: loaded.case.assignee_id.as_ref().map(ToString::to_string).unwrap_or_default(),
                name: name
                    .unwrap_or_else(|| scope.tenant.office_name(&loaded.case.office).to_owned()),
            };
            let version = loaded.case.version;
            let given =
                ActInput { action: &offer.code, input, roles: &ROLES, version, document: None };
            match case::act(c, &scope, register.as_ref(), loaded, &actor, given) {
                Ok(_) | Err(ActError::Refused(_)) => Ok(()),
                Err(error) => Err(error),
            }
        })
        .await;
    done.map_err(Into::into)
}

/// Withdrawals and filings would leave little to look at.
fn is_end(code: &str) -> bool {
    ["ritir", "archivi", "annull", "irricev"].iter().any(|word| code.contains(word))
}

/// The least that a small form takes.
fn example(schema: &Value) -> Value {
    match schema["type"].as_str() {
        Some("object") => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let mut members = Map::new();
            for name in required.iter().filter_map(Value::as_str) {
                members.insert(name.to_owned(), example(&schema["properties"][name]));
            }
            Value::Object(members)
        }
        Some("array") => json!([example(&schema["items"])]),
        Some("integer" | "number") => {
            schema.get("minimum").cloned().filter(|m| !m.is_null()).unwrap_or(json!(10))
        }
        Some("boolean") => json!(true),
        _ => match schema["enum"].as_array().and_then(|options| options.first()) {
            Some(first) => first.clone(),
            None if schema["format"] == "date" => json!("2026-12-31"),
            None => json!("Manca la relazione firmata dal tecnico."),
        },
    }
}
