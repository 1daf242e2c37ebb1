//! Recognition by the first bytes.

use crate::engine::signature::asn1::oid::{self, Oid};
use crate::engine::signature::asn1::{Header, tag};

/// What the beginning of a file looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Empty,
    /// A ContentInfo with this content type.
    Cms(Oid),
    /// A TimeStampResp of RFC 3161: status, then a token.
    TimestampReply,
    /// Begins like an ASN.1 SEQUENCE but holds something else.
    OtherAsn1,
    Pdf,
    /// Text that may be base64.
    Base64,
    Pem,
    Mime,
    /// Zip, and what is made of it: ASiC, office documents.
    Zip,
    /// A recognised file without signatures: media type.
    Document(&'static str),
    /// Bytes of unknown meaning.
    Unknown,
}

/// Looks at the beginning of a file; `head` is the whole file if shorter than [`super::HEAD`].
pub fn sniff(head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Empty;
    }
    if head[0] == 0x30 {
        let kind = sniff_asn1(head);
        // The digit zero begins many a text; a wrong length begins none of our structures.
        if kind != Kind::OtherAsn1 || !is_text(head) {
            return kind;
        }
    }
    let text = skip_blank(head);
    if text.starts_with(b"-----BEGIN ") {
        return Kind::Pem;
    }
    if is_mime(text) {
        return Kind::Mime;
    }
    if memchr::memmem::find(&head[..head.len().min(1024 + 5)], b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if is_base64(head) {
        return Kind::Base64;
    }
    describe(head).map_or(Kind::Unknown, Kind::Document)
}

fn sniff_asn1(head: &[u8]) -> Kind {
    let Ok(outer) = Header::parse(head) else { return Kind::OtherAsn1 };
    let inner = &head[outer.size.min(head.len())..];
    let Ok(first) = Header::parse(inner) else { return Kind::OtherAsn1 };
    let body = &inner[first.size.min(inner.len())..];
    let length = usize::try_from(first.length.unwrap_or(0)).unwrap_or(usize::MAX);
    match first.tag {
        tag::OID if length <= 32 && length <= body.len() => {
            let found = Oid::from_body(&body[..length]);
            if KNOWN.iter().any(|dotted| found.is(dotted)) {
                Kind::Cms(found)
            } else {
                Kind::OtherAsn1
            }
        }
        tag::SEQUENCE if body.starts_with(&[0x02, 0x01]) => Kind::TimestampReply,
        _ => Kind::OtherAsn1,
    }
}

const KNOWN: &[&str] = &[
    oid::DATA,
    oid::SIGNED_DATA,
    oid::ENVELOPED_DATA,
    oid::ENCRYPTED_DATA,
    oid::AUTH_ENVELOPED_DATA,
    oid::COMPRESSED_DATA,
    oid::TIMESTAMPED_DATA,
    "1.2.840.113549.1.7.4",
    "1.2.840.113549.1.7.5",
    "1.2.840.113549.1.9.16.1.2",
];

/// Without byte order mark and leading blanks.
fn skip_blank(head: &[u8]) -> &[u8] {
    let body = head.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(head);
    let blanks = body.iter().take_while(|octet| octet.is_ascii_whitespace()).count();
    &body[blanks..]
}

fn is_mime(text: &[u8]) -> bool {
    const FIELDS: [&[u8]; 4] = [
        b"mime-version:",
        b"content-type:",
        b"content-transfer-encoding:",
        b"content-disposition:",
    ];
    FIELDS
        .iter()
        .any(|field| text.len() > field.len() && text[..field.len()].eq_ignore_ascii_case(field))
}

fn is_base64(head: &[u8]) -> bool {
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let text = if wide { &head[2..] } else { skip_blank(head) };
    let symbols = text.iter().filter(|octet| octet.is_ascii_alphanumeric()).count();
    let allowed = |octet: u8| {
        octet.is_ascii_alphanumeric()
            || matches!(
                octet,
                b'+' | b'/' | b'-' | b'_' | b'=' | b'\r' | b'\n' | b'\t' | b' ' | 0x1a
            )
            || (wide && octet == 0)
    };
    symbols >= 4 && text.iter().all(|&octet| allowed(octet))
}

fn is_text(head: &[u8]) -> bool {
    head.iter().all(|&octet| octet >= 0x20 || octet.is_ascii_whitespace())
}

/// The media type of a content, from its first bytes; `None` when unknown.
pub fn describe(head: &[u8]) -> Option<&'static str> {
    if memchr::memmem::find(&head[..head.len().min(1024 + 5)], b"%PDF-").is_some() {
        return Some("application/pdf");
    }
    let text = skip_blank(head);
    if text.starts_with(b"<?xml") || text.starts_with(b"<p:FatturaElettronica") {
        return Some("text/xml");
    }
    if let Some(found) = infer::get(head) {
        return Some(found.mime_type());
    }
    let printable =
        |text: &str| text.chars().all(|symbol| !symbol.is_control() || symbol.is_whitespace());
    let readable = match std::str::from_utf8(head) {
        Ok(text) => printable(text),
        // The head may end inside a character.
        Err(error) => {
            error.error_len().is_none()
                && std::str::from_utf8(&head[..error.valid_up_to()]).is_ok_and(printable)
        }
    };
    (readable && !head.is_empty()).then_some("text/plain")
}
