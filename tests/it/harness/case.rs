//! Cases for tests, submitted as people submit them: a draft with data and attachments, sealed, sent.

use serde_json::{Value, json};
use sportello::domain::Scope;
use sportello::domain::case::{self, SubmitError, Submitted};
use sportello::domain::draft;
use sportello::domain::file::{self, File, FileRole, Holder};
use sportello::domain::id::{CaseId, DraftId, FileId};
use sportello::domain::identity::{self, IdentityError, Person};
use sportello::domain::seal;
use sportello::platform::db::Json;
use sportello::platform::store::Stored;

use super::TestApp;
use super::client::form_case;

/// A draft that only needs to be sent.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub person: Person,
    pub draft: DraftId,
    /// Idempotency key of the submission.
    pub key: String,
}

impl TestApp {
    /// A case of `procedure` with the data of a form's test case, submitted by an invented person of the demo.
    pub async fn submit(&self, slug: &str, person: &str, procedure: &str, data: &str) -> CaseId {
        let prepared = self.prepare(slug, person, procedure, form_case(data)).await;
        self.send_draft(slug, &prepared).await.unwrap().case
    }

    /// A draft that can be submitted at once: data and attachments are there, and it is sealed.
    pub async fn prepare(
        &self,
        slug: &str,
        person: &str,
        procedure: &str,
        (data, attached): (Value, Vec<String>),
    ) -> Prepared {
        let scope = self.scope(slug);
        let catalogue = self.app.catalogue.clone();
        let (attributes, procedure) = (self.attributes(person), procedure.to_owned());
        let report = signed_by_all(&data);
        let stored = self.app.store.put_bytes(slug, b"%PDF-1.7 prova".to_vec()).await.unwrap();
        let work = self.app.database.write(move |c| {
            let person = identity::welcome_person(c, &scope, attributes.clone())
                .map_err(|error: IdentityError| SubmitError::Catalogue(error.to_string()))?;
            let draft = draft::open_new(c, &scope, &catalogue, &person, &procedure)?;
            let draft = draft::replace_data(c, &scope, draft, data.clone())?;
            for slot in &attached {
                file::insert(c, &attachment(&scope, &draft.id, &person, slot, &stored, &report))?;
            }
            let filled = draft::fill(c, &scope, &catalogue, draft, &person)?;
            let problems: Vec<_> = filled.evaluation.errors().map(|p| format!("{p:?}")).collect();
            assert!(
                filled.is_complete(),
                "not complete: {problems:?} {:?} {:?}",
                filled.evaluation.stops,
                filled.unsigned()
            );
            let digest = seal::data_digest(&filled.evaluation, &filled.files);
            let sealed =
                draft::mark_sealed(c, &scope, filled.draft, json!({ "data_sha256": digest }))?;
            Ok::<_, SubmitError>(Prepared { person, draft: sealed.id, key: sealed.submit_key })
        });
        work.await.unwrap()
    }

    /// Submits a prepared draft, without a page.
    pub async fn send_draft(
        &self,
        slug: &str,
        prepared: &Prepared,
    ) -> Result<Submitted, SubmitError> {
        let (scope, prepared) = (self.scope(slug), prepared.clone());
        let (catalogue, register) = (self.app.catalogue.clone(), self.app.register.clone());
        let write = self.app.database.write(move |c| {
            let Prepared { person, draft, key } = &prepared;
            case::submit(c, &scope, &catalogue, register.as_ref(), person, draft, key)
        });
        write.await
    }

    /// A signalling of building works that the building office of Valdoria checks.
    pub async fn submit_scia(&self) -> CaseId {
        let data = "edilizia-scia/ristrutturazione-con-procura.json";
        self.submit("valdoria", "livia-sartori", "edilizia-scia", data).await
    }

    /// The files of a case.
    pub async fn files(&self, slug: &str, id: &CaseId) -> Vec<File> {
        let (scope, holder) = (self.scope(slug), Holder::case(id));
        let read = self.app.database.read(move |c| {
            Ok::<_, sportello::platform::db::DatabaseError>(file::of_holder(
                c,
                &scope.tenant_id,
                &holder,
            )?)
        });
        read.await.unwrap()
    }

    /// The case as it is now.
    pub async fn case(&self, slug: &str, id: &CaseId) -> case::Case {
        let (scope, id) = (self.scope(slug), id.clone());
        let read = self.app.database.read(move |c| {
            Ok::<_, sportello::platform::db::DatabaseError>(case::find(c, &scope.tenant_id, &id)?)
        });
        read.await.unwrap().unwrap()
    }
}

fn attachment(
    scope: &Scope,
    draft: &DraftId,
    person: &Person,
    slot: &str,
    stored: &Stored,
    report: &Value,
) -> File {
    let holder = Holder::draft(draft);
    File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id,
        slot: slot.to_owned(),
        role: FileRole::Attachment,
        name: format!("{slot}.pdf"),
        media_type: "application/pdf".to_owned(),
        bytes: i64::try_from(stored.size).unwrap(),
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: "TOTAL_PASSED".to_owned(),
        report: Some(Json(report.clone())),
        created_at: scope.at,
        created_by: person.id.as_str().to_owned(),
    }
}

/// The report of a file that everybody named in the data has signed: signatures themselves are tried elsewhere.
fn signed_by_all(data: &Value) -> Value {
    let mut codes = Vec::new();
    collect(data, &mut codes);
    let signature = |code: &String| {
        json!({ "level": "CAdES-B-B", "best_time": "2026-03-10T10:00:00Z", "checks": [],
            "signer": { "name": "Prova", "fiscal_code": code,
                "certificate": { "issuer": "CA di prova", "not_after": "2028-01-01T00:00:00Z" } } })
    };
    let signatures: Vec<Value> = codes.iter().map(signature).collect();
    json!({ "verdict": "TOTAL_PASSED", "summary": "Firmato da tutti.", "checks": [], "parties": [],
        "signatures": signatures })
}

/// Every text that has the shape of a codice fiscale.
fn collect(value: &Value, codes: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let shaped = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
            codes.extend((text.len() == 16 && text.chars().all(shaped)).then(|| text.clone()));
        }
        Value::Object(members) => members.values().for_each(|inner| collect(inner, codes)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, codes)),
        _ => {}
    }
}
