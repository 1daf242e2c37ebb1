//! `[mail]`: how letters leave.

use std::path::PathBuf;

use serde::Deserialize;

use super::fault::{ConfigFault, require};
use super::secret::Secret;
use crate::platform::mail::{MailSettings, Security};

/// Where letters go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// An SMTP server.
    Smtp,
    /// `.eml` files in a folder.
    Folder,
}

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Protection {
    /// TLS from the start.
    Tls,
    /// STARTTLS, required.
    Starttls,
    /// None.
    None,
}

/// `[mail]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// `smtp` or `folder`.
    pub transport: Transport,
    /// The folder of `.eml` files.
    pub folder: PathBuf,
    /// The sender's address of every letter.
    pub from: String,
    /// The SMTP server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `tls`, `starttls` or `none`.
    pub security: Protection,
    /// User, if the server wants one.
    pub user: String,
    /// Password.
    pub password: Secret,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            transport: Transport::Folder,
            folder: "data/mail".into(),
            from: "sportello@localhost".into(),
            host: String::new(),
            port: 587,
            security: Protection::Starttls,
            user: String::new(),
            password: Secret::default(),
        }
    }
}

impl MailConfig {
    /// What [`crate::platform::mail::Mailer::new`] wants, with [`MailConfig::from`].
    pub fn settings(&self) -> MailSettings {
        match self.transport {
            Transport::Folder => MailSettings::Folder(self.folder.clone()),
            Transport::Smtp => MailSettings::Smtp {
                host: self.host.clone(),
                port: self.port,
                security: match self.security {
                    Protection::Tls => Security::Tls,
                    Protection::Starttls => Security::StartTls,
                    Protection::None => Security::None,
                },
                credentials: (!self.user.is_empty())
                    .then(|| (self.user.clone(), self.password.reveal().to_owned())),
            },
        }
    }

    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        let address = self.from.parse::<lettre::Address>().is_ok();
        require(faults, address, "mail.from", "must be an e-mail address");
        if self.transport == Transport::Smtp {
            require(
                faults,
                !self.host.is_empty(),
                "mail.host",
                "is needed when mail.transport is smtp",
            );
            let open = self.security == Protection::None && !self.user.is_empty();
            require(
                faults,
                !open,
                "mail.security",
                "the password would travel in the clear: use tls or starttls",
            );
        }
    }
}
