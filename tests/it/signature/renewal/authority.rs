//! The authority that `tests/fixtures/signature/authority.sh` makes, with its CRL and its responder on a server.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sportello::engine::signature::TrustStore;
use tempfile::TempDir;

use super::server::Server;

/// An authority of one test.
pub struct Authority {
    folder: Arc<TempDir>,
    pub server: Server,
}

impl Authority {
    pub fn new() -> Self {
        let one = Self { folder: Arc::new(tempfile::tempdir().unwrap()), server: Server::start() };
        one.run("make", &[&one.server.url]);
        one
    }

    fn run(&self, action: &str, arguments: &[&str]) {
        run(self.folder.path(), action, arguments);
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A store that believes it.
    pub fn trust(&self) -> TrustStore {
        let mut store = TrustStore::new();
        store.add_anchors(&std::fs::read(self.path("ca.pem")).unwrap()).unwrap();
        store
    }

    /// Publishes a CRL that is in force between two instants.
    pub fn publish(&self, from: DateTime<Utc>, to: DateTime<Utc>) {
        self.publish_as("ca", from, to);
    }

    /// Publishes a CRL signed by another authority of the same name.
    pub fn publish_as(&self, authority: &str, from: DateTime<Utc>, to: DateTime<Utc>) {
        let time = |at: DateTime<Utc>| at.format("%Y%m%d%H%M%SZ").to_string();
        self.run("crl", &["ca.crl", &time(from), &time(to), authority]);
        self.server.put("/ca.crl", std::fs::read(self.path("ca.crl")).unwrap());
    }

    pub fn revoke(&self, person: &str) {
        self.run("revoke", &[person]);
    }

    /// Lets the responder answer, with the certificate of `who`.
    pub fn answer_as(&self, who: &'static str) {
        let folder = Arc::clone(&self.folder);
        self.server.make("/ocsp", move |request| {
            std::fs::write(folder.path().join("request.der"), request).unwrap();
            run(folder.path(), "answer", &["request.der", "answer.der", who]);
            std::fs::read(folder.path().join("answer.der")).ok()
        });
    }

    /// A document signed by a person.
    pub fn sign(&self, person: &str) -> Vec<u8> {
        std::fs::write(self.path("document.txt"), format!("documento di {person}\n")).unwrap();
        self.run("sign", &[person, "document.txt", "signed.p7m"]);
        std::fs::read(self.path("signed.p7m")).unwrap()
    }
}

fn run(folder: &Path, action: &str, arguments: &[&str]) {
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signature/authority.sh");
    let done = Command::new("sh").arg(script).arg(action).arg(folder).args(arguments).status();
    let log = || std::fs::read_to_string(folder.join("authority.log")).unwrap_or_default();
    assert!(done.unwrap().success(), "authority.sh {action}:\n{}", log());
}
