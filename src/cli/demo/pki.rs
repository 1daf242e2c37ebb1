//! The demo's own certification authority, and signatures by invented people. Made by the `openssl` program (OpenSSL 3).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// A folder with an authority and the certificates of people.
pub struct Pki {
    folder: PathBuf,
}

const AUTHORITY: &str = "[v3_ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\n\
     subjectKeyIdentifier=hash\n";
const PERSON: &str = "[v3_person]\nbasicConstraints=CA:false\nkeyUsage=critical,nonRepudiation\n\
     subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";

impl Pki {
    /// The authority in `folder`, made if it is not there.
    ///
    /// # Errors
    /// When the `openssl` program is missing or refuses.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let pki = Self { folder: folder.to_owned() };
        if pki.path("anchors/ca.pem").is_file() {
            return Ok(pki);
        }
        fs::create_dir_all(pki.path("anchors"))?;
        fs::create_dir_all(pki.path("people"))?;
        fs::write(pki.path("ca.cnf"), format!("[req]\ndistinguished_name=dn\n[dn]\n{AUTHORITY}"))?;
        fs::write(pki.path("person.cnf"), PERSON)?;
        let (key, certificate, config) =
            (pki.path("ca.key"), pki.path("anchors/ca.pem"), pki.path("ca.cnf"));
        openssl(&[
            "req",
            "-x509",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            text(&key)?,
            "-out",
            text(&certificate)?,
            "-days",
            "7300",
            "-config",
            text(&config)?,
            "-extensions",
            "v3_ca",
            "-subj",
            "/C=IT/O=Sportello dimostrativo/CN=Autorita di firma di prova",
        ])?;
        Ok(pki)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Key and certificate of a person, made if they are not there.
    fn person(&self, code: &str, name: &str) -> anyhow::Result<(PathBuf, PathBuf)> {
        let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let key = self.path(&format!("people/{plain}.key"));
        let certificate = self.path(&format!("people/{plain}.pem"));
        if certificate.is_file() {
            return Ok((key, certificate));
        }
        let request = self.path(&format!("people/{plain}.csr"));
        let name: String = name.chars().filter(|c| *c != '/' && *c != '=').collect();
        let subject =
            format!("/C=IT/serialNumber=TINIT-{plain}/CN={}", deunicode::deunicode(&name));
        openssl(&[
            "req",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            text(&key)?,
            "-out",
            text(&request)?,
            "-subj",
            &subject,
            "-config",
            text(&self.path("ca.cnf"))?,
        ])?;
        openssl(&[
            "x509",
            "-req",
            "-in",
            text(&request)?,
            "-CA",
            text(&self.path("anchors/ca.pem"))?,
            "-CAkey",
            text(&self.path("ca.key"))?,
            "-CAcreateserial",
            "-days",
            "3650",
            "-extfile",
            text(&self.path("person.cnf"))?,
            "-extensions",
            "v3_person",
            "-out",
            text(&certificate)?,
        ])?;
        Ok((key, certificate))
    }

    /// A CAdES-BES envelope around `content` with a signature of each of `signers` (codice fiscale, name).
    ///
    /// # Errors
    /// When the `openssl` program refuses, or nobody signs.
    pub fn sign(&self, content: &[u8], signers: &[(String, String)]) -> anyhow::Result<Vec<u8>> {
        let work = tempfile::tempdir()?;
        let input = work.path().join("content");
        let output = work.path().join("signed");
        fs::write(&input, content)?;
        let mut arguments: Vec<String> =
            ["cms", "-sign", "-cades", "-binary", "-nodetach", "-md", "sha256"]
                .iter()
                .map(|s| (*s).to_owned())
                .collect();
        for (code, name) in signers {
            let (key, certificate) = self.person(code, name)?;
            let files = ["-signer", text(&certificate)?, "-inkey", text(&key)?];
            arguments.extend(files.iter().map(|s| (*s).to_owned()));
        }
        let files = ["-in", text(&input)?, "-outform", "DER", "-out", text(&output)?];
        arguments.extend(files.iter().map(|s| (*s).to_owned()));
        if signers.is_empty() {
            bail!("nobody signs");
        }
        openssl(&arguments.iter().map(String::as_str).collect::<Vec<_>>())?;
        Ok(fs::read(&output)?)
    }
}

fn text(path: &Path) -> anyhow::Result<&str> {
    path.to_str().context("a path of the demo is not UTF-8")
}

fn openssl(arguments: &[&str]) -> anyhow::Result<()> {
    let output = Command::new("openssl")
        .args(arguments)
        .output()
        .context("the demo signs with the openssl program: install the package openssl")?;
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    bail!(
        "openssl {}: {}",
        arguments.first().unwrap_or(&""),
        told.lines().last().unwrap_or_default()
    )
}
