//! What a file is, by its first bytes. The name a person gave it is never asked.

use base64::Engine as _;

/// How many first bytes are looked at.
pub const HEAD_BYTES: usize = 8192;

/// What one can do with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// A PDF document.
    Pdf,
    /// A CMS signed envelope (`.p7m`, `.p7s`).
    Signed,
    /// A picture.
    Image,
    /// A text or calculation document.
    Office,
    /// A drawing (DWG, DXF).
    Drawing,
    /// XML.
    Xml,
    /// Plain text.
    Text,
    /// A container of files.
    Archive,
    /// A web page, a program, a script: never accepted.
    Active,
    /// None of these.
    Unknown,
}

/// How the bytes of a signed envelope are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// Binary, DER or BER.
    Binary,
    /// Base64 text.
    Base64,
    /// Base64 between PEM lines.
    Pem,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileType {
    /// What one can do with it.
    pub family: Family,
    /// Its media type.
    pub mime: &'static str,
    /// Its usual extension, without a dot; empty when unknown.
    pub extension: &'static str,
    /// For a signed envelope, how it is written.
    pub encoding: Option<Encoding>,
}

const fn plain(family: Family, mime: &'static str, extension: &'static str) -> FileType {
    FileType { family, mime, extension, encoding: None }
}

const UNKNOWN: FileType = plain(Family::Unknown, "application/octet-stream", "");

/// Tells what a file is from its first bytes ([`HEAD_BYTES`] of them are enough).
pub fn sniff(head: &[u8]) -> FileType {
    let head = &head[..head.len().min(HEAD_BYTES)];
    // Readers of PDF accept rubbish before the header, within the first kilobyte.
    if find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return plain(Family::Pdf, "application/pdf", "pdf");
    }
    if let Some(encoding) = envelope(head) {
        let encoding = Some(encoding);
        return FileType {
            family: Family::Signed,
            mime: "application/pkcs7-mime",
            extension: "p7m",
            encoding,
        };
    }
    if let Some(found) = drawing(head) {
        return found;
    }
    if let Some(kind) = infer::get(head) {
        return known(kind.mime_type(), kind.extension(), kind.matcher_type());
    }
    text(head)
}

/// What `infer` files under applications and yet cannot be run.
const INERT: [&str; 2] = ["application/x-x509-ca-cert", "application/dicom"];

fn known(mime: &'static str, extension: &'static str, matcher: infer::MatcherType) -> FileType {
    use infer::MatcherType as M;
    let family = match (matcher, mime) {
        (_, "text/html" | "text/x-shellscript") => Family::Active,
        (M::App, mime) if !INERT.contains(&mime) => Family::Active,
        (_, "text/xml" | "application/xml") => Family::Xml,
        (M::Image, _) => Family::Image,
        (M::Doc, _) | (_, "application/rtf") => Family::Office,
        (M::Archive, _) => Family::Archive,
        (M::Text, _) => Family::Text,
        _ => Family::Unknown,
    };
    plain(family, mime, extension)
}

fn drawing(head: &[u8]) -> Option<FileType> {
    if head.len() >= 6 && head.starts_with(b"AC10") && head[4..6].iter().all(u8::is_ascii_digit) {
        return Some(plain(Family::Drawing, "image/vnd.dwg", "dwg"));
    }
    let start = &head[..head.len().min(64)];
    let mut lines = start.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    if lines.next() == Some(b"0") && lines.next() == Some(b"SECTION") {
        return Some(plain(Family::Drawing, "image/vnd.dxf", "dxf"));
    }
    None
}

/// A CMS `ContentInfo` with signed data (RFC 5652), as binary, base64 or PEM.
fn envelope(head: &[u8]) -> Option<Encoding> {
    if is_signed_data(head) {
        return Some(Encoding::Binary);
    }
    let text = head.trim_ascii_start();
    if text.starts_with(b"-----BEGIN PKCS7-----") || text.starts_with(b"-----BEGIN CMS-----") {
        return Some(Encoding::Pem);
    }
    let sample: Vec<u8> =
        text.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(64).collect();
    let decoded =
        base64::engine::general_purpose::STANDARD.decode(&sample[..sample.len() / 4 * 4]).ok()?;
    is_signed_data(&decoded).then_some(Encoding::Base64)
}

/// SEQUENCE { OBJECT IDENTIFIER 1.2.840.113549.1.7.2 …: the length may be definite or (BER) indefinite.
fn is_signed_data(bytes: &[u8]) -> bool {
    const SIGNED_DATA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    let Some((0x30, rest)) = bytes.split_first().map(|(tag, rest)| (*tag, rest)) else {
        return false;
    };
    let Some(length) = rest.first() else { return false };
    let extra = if *length > 0x80 { usize::from(length & 0x7f) } else { 0 };
    rest.get(1 + extra..).is_some_and(|content| content.starts_with(SIGNED_DATA))
}

fn text(head: &[u8]) -> FileType {
    // The cut may fall inside a character: up to three bytes are forgiven at the end.
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if head.len() - error.valid_up_to() < 4 && head.len() == HEAD_BYTES => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return UNKNOWN,
    };
    if text.is_empty() || text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return UNKNOWN;
    }
    let start = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<script", "<svg"].iter().any(|tag| start.contains(tag)) {
        return plain(Family::Active, "text/html", "html");
    }
    if start.starts_with("<?xml") {
        return plain(Family::Xml, "application/xml", "xml");
    }
    plain(Family::Text, "text/plain", "txt")
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
