//! From files to the compiled catalogue; every fault of every file is reported, not only the first.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::check::check_references;
use super::model::{Catalogue, Old, Procedure};
use super::search;
use super::source::Source;
use crate::base::fault::Fault;
use crate::domain::tenant::{Tenant, Tenants};
use crate::engine::form::{CodeLists, Definitions, Library};
use crate::engine::terms::{Calendar, Holidays};
use crate::engine::workflow::{Fragments, Workflow};

/// The public holidays.
const HOLIDAYS: &str = "schemas/calendars/italia.json";

/// Reads and compiles everything.
///
/// # Errors
/// Every fault found.
pub fn load(source: &Source) -> Result<Catalogue, Vec<Fault>> {
    let (catalogue, faults) = load_all(source, Library::load);
    match catalogue {
        Some(catalogue) if faults.is_empty() => Ok(catalogue),
        _ => Err(faults),
    }
}

/// As [`load`], but gives what could be compiled together with the faults. `compile` is how thoroughly forms are read:
/// [`Library::load`] for a server that starts, [`Library::compile_all`] for a check.
pub(super) fn load_all(
    source: &Source,
    compile: fn(&Definitions, &CodeLists) -> (Library, Vec<Fault>),
) -> (Option<Catalogue>, Vec<Fault>) {
    let mut faults = Vec::new();
    let tenants = Tenants::new(read_tenants(source, &mut faults));
    let shared = read_lists(source, &mut faults);
    let lists = tenant_lists(source, &tenants, &shared, &mut faults);
    let every = union(&shared, source, &tenants, &mut faults);
    let definitions = read_definitions(source, &mut faults);
    let (forms, form_faults) = compile(&definitions, &every);
    faults.extend(form_faults);
    let workflows = read_workflows(source, &mut faults);
    let procedures = read_procedures(source, &mut faults);
    let calendars = calendars(source, &tenants, &mut faults);
    let people = json(source, "tenants/people.json", &mut faults)
        .and_then(|v| v.get("people").and_then(Value::as_array).cloned())
        .unwrap_or_default();
    let tenant_files = source
        .under("tenants/", "")
        .filter(|(path, _)| !path.ends_with(".json"))
        .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
        .collect();
    let words = match search::index(procedures.values()) {
        Ok(words) => words,
        Err(error) => {
            faults.push(Fault::new("procedures/", "", error.to_string()));
            return (None, faults);
        }
    };
    let catalogue = Catalogue {
        forms,
        procedures,
        workflow_hashes: workflows.values().map(|w| (digest(&w.source), w.code.clone())).collect(),
        workflows,
        shared_lists: Arc::new(shared),
        lists,
        calendars,
        tenants,
        tenant_files,
        people,
        words,
        old: Mutex::new(Old::default()),
    };
    faults.extend(check_references(&catalogue));
    faults.sort();
    faults.dedup();
    (Some(catalogue), faults)
}

fn text<'a>(path: &str, bytes: &'a [u8], faults: &mut Vec<Fault>) -> Option<&'a str> {
    let read = std::str::from_utf8(bytes);
    if read.is_err() {
        faults.push(Fault::new(path, "", "not UTF-8"));
    }
    read.ok()
}

fn json(source: &Source, path: &str, faults: &mut Vec<Fault>) -> Option<Value> {
    let bytes = source.get(path)?;
    match serde_json::from_slice(bytes) {
        Ok(value) => Some(value),
        Err(error) => {
            faults.push(Fault::new(path, "", format!("not JSON: {error}")));
            None
        }
    }
}

/// JSON files directly in a folder.
fn files<'a>(
    source: &'a Source,
    folder: &'a str,
    faults: &mut Vec<Fault>,
) -> Vec<(&'a str, Value)> {
    let direct = |path: &&str| !path[folder.len()..].contains('/');
    let paths: Vec<&str> = source.under(folder, ".json").map(|(p, _)| p).filter(direct).collect();
    paths.into_iter().filter_map(|p| json(source, p, faults).map(|v| (p, v))).collect()
}

fn read_tenants(source: &Source, faults: &mut Vec<Fault>) -> Vec<Tenant> {
    let paths: Vec<&str> = source.under("tenants/", "/tenant.json").map(|(path, _)| path).collect();
    let mut tenants = Vec::new();
    for path in paths {
        let Some(value) = json(source, path, faults) else { continue };
        match serde_json::from_value::<Tenant>(value) {
            Ok(tenant) => tenants.push(tenant),
            Err(error) => faults.push(Fault::new(path, "", error.to_string())),
        }
    }
    tenants
}

fn read_lists(source: &Source, faults: &mut Vec<Fault>) -> CodeLists {
    let mut lists = CodeLists::default();
    for (path, bytes) in source.under("schemas/codelists/", ".csv") {
        let name = path.trim_start_matches("schemas/codelists/").trim_end_matches(".csv");
        let Some(text) = text(path, bytes, faults) else { continue };
        if let Err(found) = lists.add(name, text) {
            faults.extend(found);
        }
    }
    lists
}

/// The shared lists with each tenant's own laid over them.
fn tenant_lists(
    source: &Source,
    tenants: &Tenants,
    shared: &CodeLists,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, Arc<CodeLists>> {
    let mut all = BTreeMap::new();
    for tenant in tenants.iter() {
        let mut lists = shared.clone();
        overlay(source, tenant, &mut lists, faults);
        all.insert(tenant.slug.clone(), Arc::new(lists));
    }
    all
}

fn overlay(source: &Source, tenant: &Tenant, lists: &mut CodeLists, faults: &mut Vec<Fault>) {
    for (name, overlay) in &tenant.code_lists {
        let path = format!("tenants/{}/{}", tenant.slug, overlay.file);
        let Some(bytes) = source.get(&path) else {
            faults.push(Fault::new(&path, "", "named by tenant.json, but there is no such file"));
            continue;
        };
        let Some(text) = text(&path, bytes, faults) else { continue };
        let added = match overlay.mode.as_str() {
            "add" => lists.extend(name, text),
            _ => lists.add(name, text),
        };
        if let Err(found) = added {
            faults.extend(found.into_iter().map(|f| Fault::new(&path, f.pointer, f.reason)));
        }
    }
}

/// Lists with the codes of every tenant: what form files are checked against.
fn union(
    shared: &CodeLists,
    source: &Source,
    tenants: &Tenants,
    faults: &mut Vec<Fault>,
) -> CodeLists {
    let mut lists = shared.clone();
    for tenant in tenants.iter() {
        overlay(source, tenant, &mut lists, faults);
    }
    lists
}

fn read_definitions(source: &Source, faults: &mut Vec<Fault>) -> Definitions {
    let mut definitions = Definitions::default();
    let all = source.under("forms/", ".json").chain(source.under("schemas/", ".json"));
    for (path, bytes) in all {
        let Some(text) = text(path, bytes, faults) else { continue };
        if let Err(fault) = definitions.add(path, text) {
            faults.push(fault);
        }
    }
    definitions
}

fn read_workflows(source: &Source, faults: &mut Vec<Fault>) -> BTreeMap<String, Arc<Workflow>> {
    let mut fragments = Fragments::default();
    for (path, value) in files(source, "workflows/fragments/", faults) {
        fragments.insert(stem(path).to_owned(), value);
    }
    let mut workflows = BTreeMap::new();
    for (path, value) in files(source, "workflows/", faults) {
        match Workflow::compile(path, &value, &fragments) {
            Ok(workflow) => {
                workflows.insert(workflow.code.clone(), Arc::new(workflow));
            }
            Err(found) => faults.extend(found),
        }
    }
    workflows
}

fn read_procedures(source: &Source, faults: &mut Vec<Fault>) -> BTreeMap<String, Arc<Procedure>> {
    let schema = json(source, "schemas/definition/procedure.json", faults);
    let validator = schema.and_then(|s| jsonschema::validator_for(&s).ok());
    let mut procedures = BTreeMap::new();
    for (path, value) in files(source, "procedures/", faults) {
        if let Some(validator) = &validator {
            let found = validator.iter_errors(&value);
            faults
                .extend(found.map(|e| Fault::new(path, e.instance_path().as_str(), e.to_string())));
        }
        match parse_procedure(&value) {
            Ok(procedure) if procedure.code == stem(path) => {
                procedures.insert(procedure.code.clone(), Arc::new(procedure));
            }
            Ok(_) => faults.push(Fault::new(path, "/code", "must be equal to the file's name")),
            Err(error) => faults.push(Fault::new(path, "", error.to_string())),
        }
    }
    procedures
}

/// A procedure from its JSON, with hash and source.
pub(super) fn parse_procedure(value: &Value) -> Result<Procedure, serde_json::Error> {
    let mut procedure: Procedure = serde_json::from_value(value.clone())?;
    procedure.hash = digest(value);
    procedure.source = value.clone();
    Ok(procedure)
}

/// SHA-256 of a definition's compact JSON, in hex.
pub(super) fn digest(value: &Value) -> String {
    hex::encode(Sha256::digest(value.to_string().as_bytes()))
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".json")
}

fn calendars(
    source: &Source,
    tenants: &Tenants,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, Arc<Calendar>> {
    let Some(value) = json(source, HOLIDAYS, faults) else {
        faults.push(Fault::new(HOLIDAYS, "", "there is no calendar of public holidays"));
        return BTreeMap::new();
    };
    let holidays = match Holidays::compile(HOLIDAYS, &value) {
        Ok(holidays) => Arc::new(holidays),
        Err(found) => {
            faults.extend(found);
            return BTreeMap::new();
        }
    };
    let mut calendars = BTreeMap::new();
    for tenant in tenants.iter() {
        let local = tenant.calendar.local_days();
        let calendar = Calendar::new(Arc::clone(&holidays), local);
        calendars.insert(tenant.slug.clone(), Arc::new(calendar));
    }
    calendars
}
