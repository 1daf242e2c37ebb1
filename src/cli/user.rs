//! `user`: officers' accounts. Passwords are read from standard input, never from the command line.

use std::io::{BufRead, Write};
use std::sync::Arc;

use anyhow::Context;
use clap::Subcommand;

use super::boot::open_parts;
use super::serve::compose;
use crate::config::Config;
use crate::domain::Scope;
use crate::domain::identity::{self, IdentityError, NewAccount, Role};

/// What to do with an account.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Opens an account; the password is the first line of standard input.
    Add {
        /// Slug of the municipality.
        tenant: String,
        /// Login name.
        username: String,
        /// Name that colleagues and citizens see.
        #[arg(long)]
        name: String,
        /// Address for notices.
        #[arg(long)]
        email: Option<String>,
        /// `office:role`, as often as needed.
        #[arg(long = "role", value_name = "OFFICE:ROLE")]
        roles: Vec<String>,
    },
    /// Replaces a password and lifts a lock; the password is the first line of standard input.
    Password {
        /// Slug of the municipality.
        tenant: String,
        /// Login name.
        username: String,
    },
}

/// Does it.
pub fn run(config: Config, command: &UserCommand, out: &mut dyn Write) -> anyhow::Result<u8> {
    let parts = open_parts(config)?;
    let app = compose(&parts)?;
    let (UserCommand::Add { tenant, .. } | UserCommand::Password { tenant, .. }) = command;
    let tenant = app.tenants().get(tenant).context("there is no such municipality")?;
    let scope = Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids));
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password)?;
    let hash = identity::hash_password(password.trim_end_matches(['\r', '\n']), app.ids.as_ref())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match command {
        UserCommand::Add { username, name, email, roles, .. } => {
            let new = NewAccount {
                username: username.clone(),
                name: name.clone(),
                email: email.clone(),
                password_hash: hash,
                roles: roles.iter().map(|r| role(r)).collect::<anyhow::Result<_>>()?,
            };
            runtime.block_on(
                parts.database.write(move |c| identity::create_account(c, &scope, &new)),
            )?;
            writeln!(out, "account {username} opened")?;
        }
        UserCommand::Password { username, .. } => {
            let name = username.clone();
            let done: Result<(), IdentityError> = runtime.block_on(
                parts.database.write(move |c| identity::set_password(c, &scope, &name, &hash)),
            );
            done?;
            writeln!(out, "password of {username} replaced")?;
        }
    }
    Ok(0)
}

fn role(text: &str) -> anyhow::Result<(String, Role)> {
    let (office, role) = text.split_once(':').context("a role is OFFICE:ROLE")?;
    let known = || Role::ALL.iter().map(|r| r.as_str()).collect::<Vec<_>>().join(", ");
    let role =
        Role::parse(role).with_context(|| format!("no role {role}; there are: {}", known()))?;
    Ok((office.to_owned(), role))
}
