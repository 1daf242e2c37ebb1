//! `demo`: a data folder with two invented municipalities, their people and thirty-odd cases, and the server over it.
//!
//! The folder is made at the first run and kept: delete it to begin again. Signatures are real (made by the `openssl` program
//! with the demo's own authority, which the demo trusts and nobody else does).

mod action;
mod bulk;
mod pki;
mod record;
mod seed;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Subcommand};

use super::boot::{open_parts, until_stopped};
use super::serve::{compose, serve};
use crate::app::App;
use crate::config::{Config, load};
use crate::domain::identity::DEMO_PASSWORD;
use crate::platform::db::migrate_up;

/// Where and on which port.
#[derive(Debug, Args)]
pub struct DemoArguments {
    /// The data folder.
    #[arg(long, default_value = "data/demo", value_name = "FOLDER")]
    pub folder: PathBuf,
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Brings each municipality up to so many cases by copying the demo's, to try the program with a full database.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub cases: usize,
    /// Makes the data and ends without serving.
    #[arg(long)]
    pub only_data: bool,
    /// What to do instead.
    #[command(subcommand)]
    pub command: Option<DemoCommand>,
}

/// What else the demo can do.
#[derive(Debug, Subcommand)]
pub enum DemoCommand {
    /// Signs a file as one of the demo's people would, into FILE.p7m.
    Sign {
        /// The file.
        file: PathBuf,
        /// Codice fiscale of the person; as often as people sign.
        #[arg(long = "as", required = true, value_name = "CODE")]
        people: Vec<String>,
    },
}

/// Makes the data where they are missing, and serves.
pub fn run(arguments: &DemoArguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let folder = &arguments.folder;
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let pki = pki::Pki::open(&folder.join("firma"))?;
    if let Some(DemoCommand::Sign { file, people }) = &arguments.command {
        return sign(&pki, file, people, out);
    }
    let config = config(folder, arguments.port)?;
    prepare(&config, &pki, arguments.cases, out)?;
    if arguments.only_data {
        return Ok(0);
    }
    until_stopped(config, |parts, stop| async move {
        let app = compose(&parts)?;
        serve(app, &parts, stop).await
    })?;
    Ok(0)
}

fn sign(pki: &pki::Pki, file: &Path, people: &[String], out: &mut dyn Write) -> anyhow::Result<u8> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let signers: Vec<(String, String)> = people.iter().map(|p| (p.clone(), p.clone())).collect();
    let signed = pki.sign(&bytes, &signers)?;
    let target = PathBuf::from(format!("{}.p7m", file.display()));
    std::fs::write(&target, signed)?;
    writeln!(out, "{}", target.display())?;
    Ok(0)
}

/// The configuration of the demo: everything in its folder, nothing that leaves the machine.
fn config(folder: &Path, port: u16) -> anyhow::Result<Config> {
    let at = |name: &str| folder.join(name).display().to_string();
    let settings = [
        ("SPORTELLO_DATABASE__URL", format!("sqlite:{}", at("sportello.db"))),
        ("SPORTELLO_STORE__FOLDER", at("files")),
        ("SPORTELLO_MAIL__TRANSPORT", "folder".to_owned()),
        ("SPORTELLO_MAIL__FOLDER", at("mail")),
        ("SPORTELLO_SERVER__LISTEN", format!("127.0.0.1:{port}")),
        ("SPORTELLO_SERVER__PUBLIC_URL", format!("http://localhost:{port}")),
        ("SPORTELLO_DEFINITIONS__TRUST", at("firma/anchors")),
        ("SPORTELLO_TRUST__ONLINE", "false".to_owned()),
        ("SPORTELLO_DEMO__ENABLED", "true".to_owned()),
    ];
    let environment = settings.into_iter().map(|(name, value)| (name.to_owned(), value));
    Ok(load(None, environment)?)
}

/// Migrates, fills an empty database, and says where to go.
fn prepare(
    config: &Config,
    pki: &pki::Pki,
    cases: usize,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let parts = open_parts(config.clone())?;
    migrate_up(parts.database.url())?;
    let app = compose(&parts)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let seeded = runtime.block_on(seed::fill(&app, pki))?;
    if seeded.cases > 0 {
        writeln!(out, "made {} officers and {} cases", seeded.officers, seeded.cases)?;
    }
    for tenant in app.tenants().iter() {
        let made = runtime.block_on(bulk::fill(&app, tenant, cases))?;
        if made > 0 {
            writeln!(out, "copied {made} cases in {}", tenant.slug)?;
        }
    }
    tell(&app, &config.server.public_url, out)
}

fn tell(app: &App, base: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "\nComuni (inventati):")?;
    for tenant in app.tenants().iter() {
        writeln!(out, "  {:<34} {base}/c/{}/", tenant.name, tenant.slug)?;
        writeln!(out, "  {:<34} {base}/c/{}/ufficio", "  ufficio", tenant.slug)?;
    }
    writeln!(out, "\nPersone (accesso di prova, senza password):")?;
    for person in app.providers.iter().flat_map(|p| p.choices()) {
        writeln!(out, "  {:<34} {}", person.label, person.description)?;
    }
    writeln!(out, "\nOperatori (password {DEMO_PASSWORD}):")?;
    for tenant in app.tenants().iter() {
        let names: Vec<&str> = tenant.staff.iter().map(|s| s.username.as_str()).collect();
        writeln!(out, "  {}: {}", tenant.slug, names.join(", "))?;
    }
    writeln!(out, "\nFirma di prova: sportello demo sign FILE --as CODICE_FISCALE\n")?;
    Ok(())
}
