//! What `sportello check` finds between files: names that lead nowhere.

use crate::base::fault::Fault;
use crate::domain::catalogue::load::load_all;
use crate::domain::catalogue::model::{Catalogue, Procedure, WorkflowChoice};
use crate::domain::catalogue::source::Source;
use crate::domain::tenant::Tenant;
use crate::engine::expression::Expression;
use crate::engine::form::Library;

/// The result of checking all definitions.
pub struct Report {
    pub faults: Vec<Fault>,
    pub catalogue: Option<Catalogue>,
}

/// Loads everything and reports every fault, sorted by file.
pub fn check(source: &Source) -> Report {
    let (catalogue, faults) = load_all(source, Library::compile_all);
    Report { faults, catalogue }
}

/// Faults of names between procedures, forms, workflows and tenants.
pub(super) fn check_references(catalogue: &Catalogue) -> Vec<Fault> {
    let mut faults = Vec::new();
    for procedure in catalogue.procedures.values() {
        check_procedure(catalogue, procedure, &mut faults);
    }
    for tenant in catalogue.tenants.iter() {
        check_tenant(catalogue, tenant, &mut faults);
    }
    faults
}

fn check_procedure(catalogue: &Catalogue, procedure: &Procedure, faults: &mut Vec<Fault>) {
    let file = format!("procedures/{}.json", procedure.code);
    let mut fault = |pointer: &str, reason: String| faults.push(Fault::new(&file, pointer, reason));
    if catalogue.forms.form(&procedure.form).is_none() {
        fault("/form", format!("there is no usable form `{}`", procedure.form));
    }
    for code in workflow_codes(&procedure.workflow) {
        if !catalogue.workflows.contains_key(code) {
            fault("/workflow", format!("there is no usable workflow `{code}`"));
        }
    }
    for (name, value) in &procedure.parameters {
        let compute = value.get("compute").and_then(serde_json::Value::as_str);
        if let Some(Err(error)) = compute.map(Expression::parse) {
            fault(&format!("/parameters/{name}/compute"), error.to_string());
        }
    }
    for (index, rule) in procedure.office.rules.iter().enumerate() {
        if let Err(error) = Expression::parse(&rule.when) {
            fault(&format!("/office/rules/{index}/when"), error.to_string());
        }
    }
    if let WorkflowChoice::Choice { choose, .. } = &procedure.workflow {
        for (index, rule) in choose.iter().enumerate() {
            if let Err(error) = Expression::parse(&rule.when) {
                fault(&format!("/workflow/choose/{index}/when"), error.to_string());
            }
        }
    }
}

fn workflow_codes(choice: &WorkflowChoice) -> Vec<&str> {
    match choice {
        WorkflowChoice::Fixed(code) => vec![code],
        WorkflowChoice::Choice { choose, default } => {
            choose.iter().map(|rule| rule.workflow.as_str()).chain([default.as_str()]).collect()
        }
    }
}

fn check_tenant(catalogue: &Catalogue, tenant: &Tenant, faults: &mut Vec<Fault>) {
    let file = format!("tenants/{}/tenant.json", tenant.slug);
    let mut fault =
        |pointer: String, reason: String| faults.push(Fault::new(&file, pointer, reason));
    let colors = &tenant.identity.colors;
    for (name, color) in [
        ("primary", colors.primary),
        ("primary_dark", colors.primary_dark),
        ("accent", colors.accent),
    ] {
        if color.contrast_with_white() < 4.5 {
            let reason = format!("{color} is not legible on white: its contrast is below 4.5");
            fault(format!("/identity/colors/{name}"), reason);
        }
    }
    for procedure in catalogue.all_offered(tenant) {
        let codes = procedure.office.rules.iter().map(|r| r.office.as_str());
        for code in codes.chain([procedure.office.default.as_str()]) {
            if tenant.office(code).is_none() {
                let reason = format!("no office serves `{code}`, which {} needs", procedure.code);
                fault("/offices".into(), reason);
            }
        }
    }
    for (index, code) in tenant.procedures.off.iter().enumerate() {
        if !catalogue.procedures.contains_key(code) {
            fault(format!("/procedures/off/{index}"), format!("there is no procedure `{code}`"));
        }
    }
    for (index, rule) in tenant.assignment.iter().enumerate() {
        if tenant.office(&rule.office).is_none() {
            fault(format!("/assignment/{index}/office"), format!("no office `{}`", rule.office));
        }
        if let Some(Err(error)) = rule.when.as_deref().map(Expression::parse) {
            fault(format!("/assignment/{index}/when"), error.to_string());
        }
        let known = |name: &String| tenant.staff.iter().any(|s| &s.username == name);
        if rule.person.as_ref().is_some_and(|name| !known(name)) {
            fault(
                format!("/assignment/{index}/person"),
                "nobody of the staff has this name".into(),
            );
        }
    }
}
