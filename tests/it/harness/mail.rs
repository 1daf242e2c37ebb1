//! The real SMTP server of the tests (aiosmtpd, started by `make test`): what arrived is read back from its Maildir.

use std::path::PathBuf;

/// Address and mailbox of the running server.
pub struct MailServer {
    /// `host:port` of the SMTP listener, plain.
    pub address: String,
    maildir: PathBuf,
}

impl MailServer {
    /// The running server; `None` when there is none.
    pub fn find() -> Option<Self> {
        let address = super::part("SPORTELLO_TEST_SMTP", "an SMTP server")?;
        let maildir = super::part("SPORTELLO_TEST_MAILDIR", "the mailbox of the SMTP server")?;
        Some(Self { address, maildir: maildir.into() })
    }

    /// Every message addressed to `to`, as received, in no order. Each test uses an address of its own.
    pub fn messages_to(&self, to: &str) -> Vec<String> {
        let folder = self.maildir.join("new");
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        entries
            .filter_map(|entry| std::fs::read(entry.ok()?.path()).ok())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .filter(|text| text.contains(&format!("X-RcptTo: {to}")))
            .collect()
    }
}
