//! Sending one letter: SMTP or a folder.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDateTime;
use lettre::address::AddressError;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::letter::Letter;

/// How the connection to the SMTP server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the start (port 465).
    Tls,
    /// Plain, then STARTTLS, which must succeed (port 587).
    StartTls,
    /// None: only on this machine or a trusted network.
    None,
}

/// Where letters go.
#[derive(Clone)]
pub enum MailSettings {
    /// An SMTP server.
    Smtp {
        /// Host name.
        host: String,
        /// Port.
        port: u16,
        /// Protection.
        security: Security,
        /// User and password, if the server wants them.
        credentials: Option<(String, String)>,
    },
    /// A folder of `.eml` files.
    Folder(PathBuf),
}

/// Why a letter was not sent. The texts carry no address.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address is none.
    #[error("an address of the letter is not valid: {0}")]
    Address(#[from] AddressError),
    /// The letter cannot be written.
    #[error("the letter cannot be written: {0}")]
    Build(#[from] lettre::error::Error),
    /// The server refused it for ever.
    #[error("the mail server refused the letter: {0}")]
    Refused(String),
    /// The server did not take it now.
    #[error("the mail server did not take the letter: {0}")]
    Unavailable(String),
}

impl MailError {
    /// Whether sending it again may help.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

/// Sends letters; cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    from: lettre::Address,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl Mailer {
    /// A sender of letters from the address `from`.
    ///
    /// # Errors
    /// [`MailError::Address`], [`MailError::Unavailable`] when the TLS settings cannot be used.
    pub fn new(settings: &MailSettings, from: &str) -> Result<Self, MailError> {
        let from = from.parse()?;
        let way = match settings {
            MailSettings::Folder(folder) => Way::Folder(folder.clone()),
            MailSettings::Smtp { host, port, security, credentials } => {
                Way::Smtp(smtp(host, *port, *security, credentials.as_ref())?)
            }
        };
        Ok(Self { way, from })
    }

    /// Sends `letter` as the message of `id`, wanted at `at`; the same `id` gives the same message.
    ///
    /// # Errors
    /// [`MailError`]; see [`MailError::is_transient`].
    pub async fn send(
        &self,
        id: &str,
        at: NaiveDateTime,
        letter: &Letter,
    ) -> Result<(), MailError> {
        let message = self.message(id, at, letter)?;
        match &self.way {
            Way::Smtp(transport) => {
                transport.send(message).await.map(|_| ()).map_err(|e| judge(&e))
            }
            Way::Folder(folder) => write(folder, id, &message.formatted())
                .await
                .map_err(|error| MailError::Unavailable(error.to_string())),
        }
    }

    /// Whether letters could be sent now: greets the server, or writes into the folder.
    ///
    /// # Errors
    /// [`MailError::Unavailable`].
    pub async fn probe(&self) -> Result<(), MailError> {
        match &self.way {
            Way::Smtp(transport) => match transport.test_connection().await {
                Ok(true) => Ok(()),
                Ok(false) => Err(MailError::Unavailable("it does not greet".into())),
                Err(error) => Err(judge(&error)),
            },
            Way::Folder(folder) => tokio::fs::create_dir_all(folder)
                .await
                .map_err(|error| MailError::Unavailable(error.to_string())),
        }
    }

    fn message(&self, id: &str, at: NaiveDateTime, letter: &Letter) -> Result<Message, MailError> {
        let from = Mailbox::new(Some(letter.from_name.clone()), self.from.clone());
        let mut builder = Message::builder()
            .from(from)
            .to(Mailbox::new(None, letter.to.parse()?))
            .subject(letter.subject.as_str())
            .date(at.and_utc().into())
            .message_id(Some(format!("<{id}@{}>", self.from.domain())))
            .header(ContentType::TEXT_PLAIN);
        if !letter.reply_to.is_empty() {
            builder = builder.reply_to(Mailbox::new(None, letter.reply_to.parse()?));
        }
        // RFC 3834: absence notices must not answer a machine.
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        let builder = builder.raw_header(HeaderValue::new(name, "auto-generated".to_owned()));
        Ok(builder.body(letter.text.clone())?)
    }
}

fn smtp(
    host: &str,
    port: u16,
    security: Security,
    credentials: Option<&(String, String)>,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
    let parameters = || {
        TlsParameters::new(host.to_owned())
            .map_err(|error| MailError::Unavailable(error.to_string()))
    };
    let tls = match security {
        Security::Tls => Tls::Wrapper(parameters()?),
        Security::StartTls => Tls::Required(parameters()?),
        Security::None => Tls::None,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(port)
        .tls(tls)
        .timeout(Some(Duration::from_secs(30)));
    if let Some((user, password)) = credentials {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}

/// The status code only: servers like to repeat the address in their text.
fn judge(error: &lettre::transport::smtp::Error) -> MailError {
    let told = error.status().map_or_else(|| kind(error).to_owned(), |code| format!("code {code}"));
    if error.is_permanent() { MailError::Refused(told) } else { MailError::Unavailable(told) }
}

fn kind(error: &lettre::transport::smtp::Error) -> &'static str {
    if error.is_timeout() {
        "no answer in time"
    } else if error.is_tls() {
        "no protected connection"
    } else {
        "no connection"
    }
}

async fn write(folder: &std::path::Path, id: &str, bytes: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let draft = folder.join(format!(".{id}.part"));
    tokio::fs::write(&draft, bytes).await?;
    tokio::fs::rename(draft, folder.join(format!("{id}.eml"))).await
}
