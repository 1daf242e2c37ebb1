//! Signed files that the openssl command cannot make: edited DER, unsigned attributes, signed PDFs.

use super::fixture::fixture;
use std::fs;
use std::process::Command;

/// A value with a single-octet tag.
pub fn wrap(tag: u8, body: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match body.len() {
        length @ 0..=0x7f => out.push(length as u8),
        length => {
            let octets = length.to_be_bytes();
            let significant = &octets[octets.iter().position(|&octet| octet != 0).unwrap()..];
            out.push(0x80 | significant.len() as u8);
            out.extend_from_slice(significant);
        }
    }
    out.extend_from_slice(body);
    out
}

pub fn sequence(body: &[u8]) -> Vec<u8> {
    wrap(0x30, body)
}

pub fn set(body: &[u8]) -> Vec<u8> {
    wrap(0x31, body)
}

pub fn explicit(number: u8, body: &[u8]) -> Vec<u8> {
    wrap(0xa0 | number, body)
}

pub fn octets(body: &[u8]) -> Vec<u8> {
    wrap(0x04, body)
}

pub fn integer(value: u8) -> Vec<u8> {
    wrap(0x02, &[value])
}

pub fn oid(dotted: &str) -> Vec<u8> {
    der::oid::ObjectIdentifier::new(dotted).map(|oid| wrap(0x06, oid.as_bytes())).unwrap()
}

/// The values inside a definite value: (tag, whole, body).
pub fn children(body: &[u8]) -> Vec<(u8, Vec<u8>, Vec<u8>)> {
    let mut rest = body;
    let mut found = Vec::new();
    while let [tag, first, ..] = rest {
        let (length, header) = if *first < 0x80 {
            (usize::from(*first), 2)
        } else {
            let count = usize::from(first & 0x7f);
            (
                rest[2..2 + count].iter().fold(0, |sum, &octet| sum << 8 | usize::from(octet)),
                2 + count,
            )
        };
        found.push((
            *tag,
            rest[..header + length].to_vec(),
            rest[header..header + length].to_vec(),
        ));
        rest = &rest[header + length..];
    }
    found
}

/// The fields of the SignedData of a definite-length file.
fn signed_data(file: &[u8]) -> Vec<(u8, Vec<u8>, Vec<u8>)> {
    let info = children(&children(file)[0].2);
    children(&children(&info[1].2)[0].2)
}

fn rebuild(fields: &[Vec<u8>]) -> Vec<u8> {
    sequence(&[oid("1.2.840.113549.1.7.2"), explicit(0, &sequence(&fields.concat()))].concat())
}

/// The first SignerInfo, whole.
pub fn signer_info(file: &[u8]) -> Vec<u8> {
    children(&signed_data(file).last().unwrap().2)[0].1.clone()
}

/// The signature value of the first SignerInfo.
pub fn signature_value(file: &[u8]) -> Vec<u8> {
    let signer = children(&children(&signer_info(file))[0].2);
    signer.iter().find(|(tag, ..)| *tag == 0x04).unwrap().2.clone()
}

/// The file with its first SignerInfo's fields changed.
pub fn with_signer(file: &[u8], change: impl FnOnce(Vec<Vec<u8>>) -> Vec<Vec<u8>>) -> Vec<u8> {
    let fields = signed_data(file);
    let signer = children(&children(&signer_info(file))[0].2)
        .into_iter()
        .map(|(_, whole, _)| whole)
        .collect();
    let mut parts: Vec<Vec<u8>> = fields.iter().map(|(_, whole, _)| whole.clone()).collect();
    *parts.last_mut().unwrap() = set(&sequence(&change(signer).concat()));
    rebuild(&parts)
}

/// The file with an unsigned attribute added to its first signer.
pub fn with_unsigned(file: &[u8], kind: &str, value: &[u8]) -> Vec<u8> {
    let attribute = sequence(&[oid(kind), set(value)].concat());
    with_signer(file, |mut fields| {
        fields.push(wrap(0xa1, &attribute));
        fields
    })
}

/// The file with its content and without signers.
pub fn without_signers(file: &[u8]) -> Vec<u8> {
    let mut parts: Vec<Vec<u8>> =
        signed_data(file).into_iter().map(|(_, whole, _)| whole).collect();
    *parts.last_mut().unwrap() = set(&[]);
    rebuild(&parts)
}

/// The file around another content: layers whose digests are wrong, for limits.
pub fn envelop(template: &[u8], content: &[u8]) -> Vec<u8> {
    let mut parts: Vec<Vec<u8>> =
        signed_data(template).into_iter().map(|(_, whole, _)| whole).collect();
    parts[2] = sequence(&[oid("1.2.840.113549.1.7.1"), explicit(0, &octets(content))].concat());
    rebuild(&parts)
}

/// A time-stamp token of the invented authority over `bytes`.
pub fn timestamp(bytes: &[u8]) -> Vec<u8> {
    // The authority keeps its serial number in a file: one request at a time.
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let folder = fixture().path(".");
    let run = |arguments: &[&str]| {
        let done = Command::new("openssl")
            .args(arguments)
            .env("DB", "db-ca")
            .current_dir(&folder)
            .output()
            .expect("openssl");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    fs::write(folder.join("stamped.bin"), bytes).unwrap();
    run(&[
        "ts",
        "-query",
        "-config",
        "openssl.cnf",
        "-data",
        "stamped.bin",
        "-sha256",
        "-cert",
        "-out",
        "stamp.tsq",
    ]);
    run(&[
        "ts",
        "-reply",
        "-config",
        "openssl.cnf",
        "-queryfile",
        "stamp.tsq",
        "-token_out",
        "-out",
        "stamp.token",
    ]);
    fs::read(folder.join("stamp.token")).unwrap()
}

/// A detached CAdES over `bytes`.
pub fn sign_detached(bytes: &[u8], signer: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    fs::write(&input, bytes).unwrap();
    let done = Command::new("openssl")
        .args([
            "cms",
            "-sign",
            "-binary",
            "-cades",
            "-nosmimecap",
            "-md",
            "sha256",
            "-outform",
            "DER",
        ])
        .arg("-in")
        .arg(&input)
        .arg("-signer")
        .arg(fixture().path("pki").join(format!("{signer}.pem")))
        .arg("-inkey")
        .arg(fixture().path("pki").join(format!("{signer}.key")))
        .arg("-out")
        .arg(&output)
        .output()
        .expect("openssl");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    fs::read(output).unwrap()
}

/// Adds a signature to a PDF as an incremental update.
pub fn sign_pdf(pdf: &[u8], number: u32, signer: &str) -> Vec<u8> {
    const ROOM: usize = 8192;
    let range = "ByteRange [0 0000000000 0000000000 0000000000]";
    let dictionary = format!(
        "\n{number} 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /{range} /Contents <"
    );
    let mut file = pdf.to_vec();
    let object = file.len() + 1;
    file.extend_from_slice(dictionary.as_bytes());
    let gap = file.len() - 1;
    file.extend(std::iter::repeat_n(b'0', ROOM * 2));
    file.extend_from_slice(b"> >>\nendobj\n");
    let size = number + 1;
    // A file with cross references gets one more section, a file without stays without.
    let tail = match last_start(pdf) {
        Some(previous) => format!(
            "xref\n{number} 1\n{object:010} 00000 n \ntrailer\n<< /Root 1 0 R /Size {size} /Prev {previous} >>\nstartxref\n{}\n%%EOF\n",
            file.len()
        ),
        None => format!("trailer\n<< /Root 1 0 R /Size {size} >>\n%%EOF\n"),
    };
    file.extend_from_slice(tail.as_bytes());
    let after = gap + ROOM * 2 + 2;
    let value = format!("ByteRange [0 {gap:010} {after:010} {:010}]", file.len() - after);
    let at = file.windows(range.len()).rposition(|window| window == range.as_bytes()).unwrap();
    file[at..at + range.len()].copy_from_slice(value.as_bytes());
    let signed = [&file[..gap], &file[after..]].concat();
    let digits = hex::encode(sign_detached(&signed, signer));
    file[gap + 1..gap + 1 + digits.len()].copy_from_slice(digits.as_bytes());
    file
}

/// What the last `startxref` says.
pub fn last_start(pdf: &[u8]) -> Option<usize> {
    let at = pdf.windows(9).rposition(|window| window == b"startxref")?;
    let text = std::str::from_utf8(&pdf[at + 9..]).ok()?;
    text.split_whitespace().next()?.parse().ok()
}
