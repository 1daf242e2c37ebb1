//! The material that `tests/fixtures/signature/make.sh` makes, once a run.

use sportello::engine::signature::report::Report;
use sportello::engine::signature::{Party, Policy, Request, RevocationData, TrustStore, verify};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

pub struct Fixture {
    folder: tempfile::TempDir,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signature/make.sh");
    let done = Command::new("sh").arg(&script).arg(folder.path()).status().expect("sh");
    let log = fs::read_to_string(folder.path().join("make.log")).unwrap_or_default();
    assert!(done.success(), "make.sh failed (is the openssl command installed?):\n{log}");
    Fixture { folder }
});

pub fn fixture() -> &'static Fixture {
    &FIXTURE
}

impl Fixture {
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The list of the invented provider.
    pub fn trust(&self) -> TrustStore {
        let mut trust = TrustStore::new();
        let text = fs::read_to_string(self.path("trustlist.json")).expect("the list");
        trust
            .add_json(&text, &|name| fs::read(self.path("pki").join(name)).ok())
            .expect("a good list");
        trust
    }

    pub fn revocation(&self, name: &str) -> RevocationData {
        let mut data = RevocationData::new();
        data.add(&self.read(name)).expect("revocation data");
        data
    }

    /// Verifies bytes against the invented provider, now.
    pub fn verify(&self, bytes: &[u8]) -> Report {
        self.verify_with(bytes, |_| {})
    }

    /// Verifies with people who must sign.
    pub fn verify_for(&self, bytes: &[u8], required: &[Party]) -> Report {
        let (trust, revocation) = (self.trust(), self.revocation("crl/ca.pem"));
        let policy = Policy::bundled().expect("the policy");
        let mut request = Request::new(&trust, &revocation, &policy, chrono::Utc::now());
        request.required = required;
        verify(&mut Cursor::new(bytes), request)
    }

    pub fn verify_with(&self, bytes: &[u8], change: impl FnOnce(&mut Request<'_>)) -> Report {
        let (trust, revocation) = (self.trust(), self.revocation("crl/ca.pem"));
        let policy = Policy::bundled().expect("the policy");
        let mut request = Request::new(&trust, &revocation, &policy, chrono::Utc::now());
        change(&mut request);
        verify(&mut Cursor::new(bytes), request)
    }
}
