//! `form test`: the cases in `tests/forms/<code>/`, each with what does not hold.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use serde_json::Value;

use crate::app;
use crate::config::Config;
use crate::domain::catalogue::{self, Catalogue};
use crate::engine::form::Form;
use crate::engine::form::trial::{Case, Coverage, judge};

/// Which cases to run.
#[derive(Debug, Args)]
pub struct TestArguments {
    /// The form's code; without it, every form that has cases.
    pub code: Option<String>,
    /// The folder with one folder of cases a form.
    #[arg(long, default_value = "tests/forms", value_name = "FOLDER")]
    pub cases: PathBuf,
    /// Also says what no case shows: branches, rules, attachments, stops.
    #[arg(long)]
    pub coverage: bool,
}

/// Runs the cases; 1 if one does not hold.
pub fn run(config: &Config, arguments: &TestArguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let report = catalogue::check(&app::source(config)?);
    let of_this_form =
        |file: &str| arguments.code.as_ref().is_none_or(|c| file.contains(c.as_str()));
    for fault in report.faults.iter().filter(|fault| of_this_form(&fault.file)) {
        writeln!(out, "{fault}")?;
    }
    let catalogue = report.catalogue.context("the definitions cannot be read at all")?;
    let codes: Vec<String> = match &arguments.code {
        Some(code) => vec![code.clone()],
        None => folders(&arguments.cases)?,
    };
    let (mut held, mut broken) = (0, 0);
    let mut coverage = Coverage::default();
    for code in codes {
        let folder = arguments.cases.join(&code);
        let form = catalogue.forms.form(&code);
        let form = form.with_context(|| format!("{}: there is no such form", folder.display()))?;
        coverage.expect(form);
        for name in cases(&folder)? {
            let faults = try_case(&catalogue, form, &folder, &name, &mut coverage);
            if faults.is_empty() {
                held += 1;
            } else {
                broken += 1;
                writeln!(out, "{code}/{name}\n  {}", faults.join("\n  "))?;
            }
        }
    }
    if arguments.coverage {
        let missing: Vec<&str> = coverage.missing().collect();
        for point in &missing {
            writeln!(out, "{point}")?;
        }
        writeln!(out, "shown: {} of {}", coverage.total() - missing.len(), coverage.total())?;
    }
    writeln!(out, "{held} cases hold, {broken} do not")?;
    Ok(u8::from(broken > 0))
}

fn try_case(
    catalogue: &Catalogue,
    form: &Form,
    folder: &Path,
    name: &str,
    coverage: &mut Coverage,
) -> Vec<String> {
    match Case::read(name, &|other| parse(&folder.join(other))) {
        Ok(case) => judge(form, &case, catalogue.shared_lists(), coverage),
        Err(fault) => vec![fault],
    }
}

fn parse(path: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn folders(root: &Path) -> anyhow::Result<Vec<String>> {
    names(root, Path::is_dir)
}

fn cases(folder: &Path) -> anyhow::Result<Vec<String>> {
    names(folder, |path| path.extension().is_some_and(|e| e == "json"))
}

/// The names in a folder, sorted.
fn names(folder: &Path, wanted: fn(&Path) -> bool) -> anyhow::Result<Vec<String>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if let (true, Some(name)) = (wanted(&path), path.file_name()) {
            found.push(name.to_string_lossy().into_owned());
        }
    }
    found.sort();
    Ok(found)
}
