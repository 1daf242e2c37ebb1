//! Filling an empty database: officers, people, and cases submitted in the past and worked a little.

use std::sync::Arc;

use anyhow::Context;
use chrono::{Duration, TimeZone};
use chrono_tz::Europe::Rome;
use serde_json::Value;

use super::action::work;
use super::pki::Pki;
use super::record::{self, Record};
use crate::app::App;
use crate::base::clock::FixedClock;
use crate::domain::Scope;
use crate::domain::case::{self, SubmitError};
use crate::domain::catalogue::{Procedure, Source};
use crate::domain::draft::{self, DraftError, Filled};
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::{CaseId, FileId};
use crate::domain::identity::{self, DEMO_PASSWORD, IdentityError, NewAccount, Person, Role};
use crate::domain::paper;
use crate::domain::seal::{self, NewDocument};
use crate::domain::tenant::Tenant;
use crate::engine::document::{Block, Document};
use crate::engine::form::{Signer, Slot};
use crate::engine::signature::{self, Report, Request};
use crate::job::receipt;
use crate::platform::db::{DatabaseError, Json};
use crate::platform::store::Stored;

/// What was made.
#[derive(Debug, Default, Clone, Copy)]
pub struct Seeded {
    pub officers: usize,
    pub cases: usize,
}

/// Fills every municipality that has no officers yet.
pub async fn fill(app: &Arc<App>, pki: &Pki) -> anyhow::Result<Seeded> {
    let mut seeded = Seeded::default();
    let records = record::all(&Source::embedded())?;
    let hash = identity::hash_password(DEMO_PASSWORD, app.ids.as_ref())?;
    for tenant in app.tenants().iter() {
        let now = Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids));
        let made = officers(app, &now, &hash).await?;
        if made == 0 {
            continue;
        }
        seeded.officers += made;
        for (index, record) in records.iter().enumerate() {
            let days = [0, 1, 3, 6, 9, 13, 18, 24, 33, 45][index % 10];
            match one(app, pki, tenant, record, days, index).await {
                Ok(true) => seeded.cases += 1,
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(form = record.form, %error, "a demo case was not made");
                }
            }
        }
    }
    Ok(seeded)
}

async fn officers(app: &App, scope: &Scope, hash: &str) -> anyhow::Result<usize> {
    let mut made = 0;
    for staff in &scope.tenant.staff {
        let roles = staff
            .roles
            .iter()
            .filter_map(|r| Role::parse(&r.role).map(|role| (r.office.clone(), role)))
            .collect();
        let new = NewAccount {
            username: staff.username.clone(),
            name: format!("{} {}", staff.name, staff.surname),
            email: staff.email.clone(),
            password_hash: hash.to_owned(),
            roles,
        };
        let scope = scope.clone();
        let done = app.database.write(move |c| identity::create_account(c, &scope, &new)).await;
        match done {
            Ok(_) => made += 1,
            Err(IdentityError::UsernameTaken) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(made)
}

/// Submits one record as if `days` ago; `false` if the municipality does not offer it or it would not be complete there.
async fn one(
    app: &Arc<App>,
    pki: &Pki,
    tenant: &Arc<Tenant>,
    record: &Record,
    days: i64,
    index: usize,
) -> anyhow::Result<bool> {
    let Some(procedure) = procedure(app, tenant, record) else { return Ok(false) };
    let day = app.clock.today() - Duration::days(days);
    let noon = day.and_hms_opt(9, 10 + (index % 50) as u32, 0).context("a time")?;
    let at = Rome.from_local_datetime(&noon).single().context("a time")?.to_utc();
    let clock = FixedClock::at(at.min(app.clock.now()));
    let scope = Scope::new(Arc::clone(tenant), &clock, Arc::clone(&app.ids));
    let (person, filled) = draft(app, &scope, record, &procedure, record.on(day)).await?;
    let filled = attach(app, pki, &scope, &person, filled).await?;
    if !filled.is_complete() {
        let problems: Vec<_> =
            filled.evaluation.errors().map(|p| (&p.path, &p.message)).take(3).collect();
        tracing::debug!(form = record.form, ?problems, "a demo case is not complete here");
        let (scope, id) = (scope.clone(), filled.draft.id.clone());
        app.database.write(move |c| draft::discard(c, &scope, &person, &id)).await?;
        return Ok(false);
    }
    if index % 11 == 10 {
        return Ok(true); // left as a draft
    }
    seal_and_sign(app, pki, &scope, &person, &filled).await?;
    let case = submit(app, &scope, &person, &filled).await?;
    receipt::ensure(app, scope.clone(), &case).await?;
    work(app, tenant, &case, at, index).await?;
    Ok(true)
}

/// The procedure of a record: the first that uses its form and whose presets it does not contradict.
fn procedure(app: &App, tenant: &Tenant, record: &Record) -> Option<Arc<Procedure>> {
    let fits = |p: &&Arc<Procedure>| {
        p.form == record.form
            && p.preset.iter().all(|(path, value)| {
                record.data.pointer(&format!("/{}", path.replace('.', "/"))) == Some(value)
            })
    };
    let mut found: Vec<_> = app.catalogue.all_offered(tenant).filter(fits).cloned().collect();
    found.sort_by_key(|p| std::cmp::Reverse(p.preset.len()));
    found.into_iter().next()
}

async fn draft(
    app: &App,
    scope: &Scope,
    record: &Record,
    procedure: &Procedure,
    data: Value,
) -> anyhow::Result<(Person, Filled)> {
    let (scope, catalogue) = (scope.clone(), app.catalogue.clone());
    let user = record.person(&app.catalogue.people).context("a person of the demo")?;
    let code = procedure.code.clone();
    let made = app
        .database
        .write(move |c| -> Result<_, DraftError> {
            let person = identity::welcome_person(c, &scope, user.clone())
                .map_err(|_| DraftError::NotFound)?;
            let draft = draft::open_new(c, &scope, &catalogue, &person, &code)?;
            let draft = draft::replace_data(c, &scope, draft, data.clone())?;
            let filled = draft::fill(c, &scope, &catalogue, draft, &person)?;
            Ok((person, filled))
        })
        .await?;
    Ok(made)
}

/// A page of paper in every slot that must be filled, signed where the form says so.
async fn attach(
    app: &App,
    pki: &Pki,
    scope: &Scope,
    person: &Person,
    filled: Filled,
) -> anyhow::Result<Filled> {
    let mut rows = Vec::new();
    for slot in filled.evaluation.slots.iter().filter(|s| s.is_missing()) {
        for ordinal in 1..=slot.min {
            let (stored, report) = page(app, pki, scope, &filled, slot).await?;
            let role = FileRole::Attachment;
            let name =
                file::file_name(&slot.key, ordinal, stored.kind.mime, Some("application/pdf"));
            rows.push(row(scope, &filled, person, &slot.key, role, name, &stored, report.as_ref()));
        }
    }
    let (scope, catalogue, person) = (scope.clone(), app.catalogue.clone(), person.clone());
    let draft = filled.draft;
    Ok(app
        .database
        .write(move |c| -> Result<_, DraftError> {
            for row in &rows {
                file::insert(c, row)?;
            }
            draft::fill(c, &scope, &catalogue, draft.clone(), &person)
        })
        .await?)
}

async fn page(
    app: &App,
    pki: &Pki,
    scope: &Scope,
    filled: &Filled,
    slot: &Slot,
) -> anyhow::Result<(Stored, Option<Report>)> {
    let mut document =
        Document { title: slot.title.clone(), language: "it".into(), ..Document::default() };
    document.blocks = vec![
        Block::heading(1, &slot.title),
        Block::paragraph("Documento dimostrativo: non ha alcun valore."),
    ];
    let pdf = paper::write(&document, scope.at, None)?;
    let all = filled.evaluation.documents.iter().flat_map(|d| &d.signers);
    let asked = all.filter(|s| slot.signed_by.contains(&s.role));
    let signers: Vec<(String, String)> =
        signers(asked).into_iter().map(|s| (s.fiscal_code.clone(), s.name.clone())).collect();
    if signers.is_empty() {
        return Ok((app.store.put_bytes(scope.tenant_id.as_str(), pdf).await?, None));
    }
    let signed = pki.sign(&pdf, &signers)?;
    let report = judge(app, &signed, &[], None);
    Ok((app.store.put_bytes(scope.tenant_id.as_str(), signed).await?, Some(report)))
}

fn signers<'a>(all: impl Iterator<Item = &'a Signer>) -> Vec<&'a Signer> {
    let mut once: Vec<&Signer> = Vec::new();
    for signer in all.filter(|s| !s.fiscal_code.is_empty()) {
        if !once.iter().any(|s| s.fiscal_code == signer.fiscal_code) {
            once.push(signer);
        }
    }
    once
}

fn judge(
    app: &App,
    bytes: &[u8],
    required: &[signature::Party],
    content: Option<[u8; 32]>,
) -> Report {
    let trust = &app.trust;
    // The demo's certificates are born today: its signatures are judged today, whatever the day of the case.
    let at = app.clock.now();
    let mut request = Request::new(&trust.store, &trust.revocation, &trust.policy, at);
    request.required = required;
    request.expected_content_sha256 = content;
    signature::verify(&mut std::io::Cursor::new(bytes), request)
}

async fn seal_and_sign(
    app: &App,
    pki: &Pki,
    scope: &Scope,
    person: &Person,
    filled: &Filled,
) -> anyhow::Result<()> {
    let mut documents = Vec::new();
    let mut bytes = Vec::new();
    for plan in &filled.evaluation.documents {
        let document = paper::sealed(&app.catalogue, &scope.tenant, filled, plan);
        let data = serde_json::to_vec(&filled.evaluation.data)?;
        let pdf = paper::write(&document, scope.at, Some(data))?;
        let stored = app.store.put_bytes(scope.tenant_id.as_str(), pdf.clone()).await?;
        let name = format!("{}.pdf", plan.code);
        let file = row(scope, filled, person, &plan.code, FileRole::Sealed, name, &stored, None);
        bytes.push((plan.clone(), pdf));
        documents.push(NewDocument { plan: plan.clone(), file });
    }
    let digest = seal::data_digest(&filled.evaluation, &filled.files);
    let (inner, draft) = (scope.clone(), filled.draft.clone());
    app.database
        .write(move |c| -> Result<_, DraftError> {
            seal::replace(c, &inner, draft.clone(), &documents, &digest)
        })
        .await?;
    for (plan, pdf) in bytes.into_iter().filter(|(plan, _)| plan.signature == "qualified") {
        let people = signers(plan.signers.iter()).into_iter();
        let people: Vec<_> = people.map(|s| (s.fiscal_code.clone(), s.name.clone())).collect();
        let signed = pki.sign(&pdf, &people)?;
        accept(app, scope, person, filled, &plan.code, &pdf, signed).await?;
    }
    Ok(())
}

async fn accept(
    app: &App,
    scope: &Scope,
    person: &Person,
    filled: &Filled,
    code: &str,
    pdf: &[u8],
    signed: Vec<u8>,
) -> anyhow::Result<()> {
    use sha2::Digest as _;
    let holder = Holder::draft(&filled.draft.id);
    let (tenant, wanted) = (scope.tenant_id.clone(), holder.clone());
    let sealed = app
        .database
        .read(move |c| -> Result<_, DatabaseError> { Ok(seal::of_holder(c, &tenant, &wanted)?) })
        .await?;
    let document = sealed.into_iter().find(|d| d.code == code).context("a sealed document")?;
    let parties = seal::parties(&document);
    let report = judge(app, &signed, &parties, Some(sha2::Sha256::digest(pdf).into()));
    let stored = app.store.put_bytes(scope.tenant_id.as_str(), signed).await?;
    let name = format!("{code}.pdf.p7m");
    let row = row(scope, filled, person, code, FileRole::Signed, name, &stored, Some(&report));
    let inner = scope.clone();
    let judged = app
        .database
        .write(move |c| -> Result<_, DraftError> {
            seal::accept(c, &inner, &holder, &document, &row, &report)
        })
        .await?;
    anyhow::ensure!(
        judged.accepted && judged.missing.is_empty(),
        "the demo's signature was refused"
    );
    Ok(())
}

#[allow(clippy::too_many_arguments, reason = "the columns of a row")]
fn row(
    scope: &Scope,
    filled: &Filled,
    person: &Person,
    slot: &str,
    role: FileRole,
    name: String,
    stored: &Stored,
    report: Option<&Report>,
) -> File {
    let holder = Holder::draft(&filled.draft.id);
    File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id,
        slot: slot.to_owned(),
        role,
        name,
        media_type: stored.kind.mime.to_owned(),
        bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: report.map(|r| r.verdict.code().to_owned()).unwrap_or_default(),
        report: report.and_then(|r| serde_json::to_value(r).ok()).map(Json),
        created_at: scope.at,
        created_by: person.id.as_str().to_owned(),
    }
}

async fn submit(
    app: &App,
    scope: &Scope,
    person: &Person,
    filled: &Filled,
) -> anyhow::Result<CaseId> {
    let (scope, catalogue, register) = (scope.clone(), app.catalogue.clone(), app.register.clone());
    let (person, id, key) =
        (person.clone(), filled.draft.id.clone(), filled.draft.submit_key.clone());
    let sent: Result<_, SubmitError> = app
        .database
        .write(move |c| case::submit(c, &scope, &catalogue, register.as_ref(), &person, &id, &key))
        .await;
    Ok(sent?.case)
}
