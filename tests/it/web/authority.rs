//! A certification authority for one run of the tests, and signatures of invented people: made by the `openssl` program,
//! as a person's signing software would.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

use sportello::engine::signature::TrustStore;
use tempfile::TempDir;

const CONFIG: &str = "[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:true\n\
    keyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n[person]\nbasicConstraints=CA:false\n\
    keyUsage=critical,nonRepudiation\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";

/// Key and certificates in a folder that goes away with the process.
pub struct Authority {
    folder: TempDir,
    making: Mutex<()>,
}

impl Authority {
    /// The authority of this process.
    pub fn get() -> &'static Self {
        static ONE: OnceLock<Authority> = OnceLock::new();
        ONE.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("openssl.cnf"), CONFIG).unwrap();
            openssl(
                folder.path(),
                "req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30 \
                 -config openssl.cnf -extensions ca -subj /C=IT/O=Prova/CN=Autorita",
            );
            Self { folder, making: Mutex::new(()) }
        })
    }

    /// A store that believes it.
    pub fn trust(&self) -> TrustStore {
        let mut store = TrustStore::new();
        store.add_anchors(&std::fs::read(self.folder.path().join("ca.pem")).unwrap()).unwrap();
        store
    }

    fn person(&self, code: &str) -> PathBuf {
        let _one_at_a_time = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let certificate = self.folder.path().join(format!("{code}.pem"));
        if !certificate.exists() {
            openssl(
                self.folder.path(),
                &format!(
                    "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {code}.key -out {code}.csr \
                     -config openssl.cnf -subj /C=IT/serialNumber=TINIT-{code}/CN=Prova"
                ),
            );
            openssl(
                self.folder.path(),
                &format!(
                    "x509 -req -in {code}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile openssl.cnf \
                     -extensions person -out {code}.pem"
                ),
            );
        }
        certificate
    }

    /// A CAdES envelope around `content`, signed by each of `people` (codice fiscale).
    pub fn sign(&self, content: &[u8], people: &[&str]) -> Vec<u8> {
        let work = tempfile::tempdir_in(self.folder.path()).unwrap();
        let (input, output) = (work.path().join("content"), work.path().join("signed"));
        std::fs::write(&input, content).unwrap();
        let mut arguments = "cms -sign -cades -binary -nodetach -md sha256 -outform DER".to_owned();
        for code in people {
            let certificate = self.person(code);
            arguments += &format!(" -signer {} -inkey {code}.key", certificate.display());
        }
        arguments += &format!(" -in {} -out {}", input.display(), output.display());
        openssl(self.folder.path(), &arguments);
        std::fs::read(output).unwrap()
    }
}

fn openssl(folder: &Path, arguments: &str) {
    let done = Command::new("openssl")
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output()
        .expect("these tests sign with the openssl program: install the package openssl");
    assert!(
        done.status.success(),
        "openssl {arguments}\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
}
