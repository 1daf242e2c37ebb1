//! MIME: S/MIME messages and the M7M container.

use crate::engine::signature::source::{Source, Span, find, load};
use std::io;

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Lower case, without parameters.
    pub media_type: String,
    /// Whether the body is base64.
    pub base64: bool,
    pub body: Span,
}

/// A message: its own type and its parts (one, for a message that is not multipart).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub media_type: String,
    pub parts: Vec<Part>,
}

/// Header fields: lower-case name, value.
type Fields = Vec<(String, String)>;

/// Longest header block read.
const HEADER: u64 = 16 * 1024;
const PARTS: usize = 16;

impl Message {
    /// Reads a message; `None` when it has no end of headers, or a multipart no boundary.
    ///
    /// # Errors
    /// Any error of the medium.
    pub fn read(source: &dyn Source) -> io::Result<Option<Self>> {
        let Some((fields, body)) = read_fields(source, 0, source.len())? else { return Ok(None) };
        let (media_type, parameters) = content_type(&fields);
        if !media_type.starts_with("multipart/") {
            let span = Span { start: body, length: source.len() - body };
            let part =
                Part { media_type: media_type.clone(), base64: is_base64(&fields), body: span };
            return Ok(Some(Self { media_type, parts: vec![part] }));
        }
        let Some(boundary) = parameter(&parameters, "boundary") else { return Ok(None) };
        let parts = read_parts(source, body, format!("--{boundary}").as_bytes())?;
        Ok(Some(Self { media_type, parts }))
    }
}

fn read_parts(source: &dyn Source, from: u64, delimiter: &[u8]) -> io::Result<Vec<Part>> {
    let end = source.len();
    let mut parts = Vec::new();
    let mut next = find(source, delimiter, from, end)?;
    while let Some(at) = next {
        let start = at + delimiter.len() as u64;
        let mut mark = [0; 2];
        if source.read_at(start, &mut mark)? < 2 || &mark == b"--" || parts.len() == PARTS {
            break;
        }
        next = find(source, delimiter, start, end)?;
        let close = next.unwrap_or(end);
        let Some((fields, body)) = read_fields(source, start, close)? else { continue };
        let length = (close - body).saturating_sub(line_end_before(source, close)?);
        let (media_type, _) = content_type(&fields);
        parts.push(Part {
            media_type,
            base64: is_base64(&fields),
            body: Span { start: body, length },
        });
    }
    Ok(parts)
}

/// Octets of the line break that belongs to the delimiter.
fn line_end_before(source: &dyn Source, at: u64) -> io::Result<u64> {
    if at < 2 {
        return Ok(0);
    }
    let mut pair = [0; 2];
    source.read_at(at - 2, &mut pair)?;
    Ok(match &pair {
        b"\r\n" => 2,
        [_, b'\n'] => 1,
        _ => 0,
    })
}

/// The header fields from `start`, unfolded, and the offset of the body.
fn read_fields(source: &dyn Source, start: u64, end: u64) -> io::Result<Option<(Fields, u64)>> {
    let length = usize::try_from((end - start).min(HEADER)).unwrap_or(0);
    let bytes = load(source, start, length)?;
    let mut at = 0;
    let mut lines: Vec<String> = Vec::new();
    loop {
        let Some(size) = memchr::memchr(b'\n', &bytes[at..]) else { return Ok(None) };
        let line = String::from_utf8_lossy(&bytes[at..at + size]).trim_end_matches('\r').to_owned();
        at += size + 1;
        let blank = line.trim().is_empty();
        if blank && lines.is_empty() && at < 8 {
            continue;
        }
        if blank {
            break;
        }
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(&line),
            _ => lines.push(line),
        }
    }
    let fields = lines
        .iter()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| {
            (name.trim_start_matches('\u{feff}').trim().to_lowercase(), value.trim().to_owned())
        })
        .collect();
    Ok(Some((fields, start + at as u64)))
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn content_type(fields: &[(String, String)]) -> (String, String) {
    let value = field(fields, "content-type").unwrap_or("");
    let (kind, parameters) = value.split_once(';').unwrap_or((value, ""));
    (kind.trim().to_lowercase(), parameters.to_owned())
}

fn is_base64(fields: &[(String, String)]) -> bool {
    field(fields, "content-transfer-encoding")
        .is_some_and(|value| value.eq_ignore_ascii_case("base64"))
}

fn parameter(parameters: &str, name: &str) -> Option<String> {
    parameters.split(';').find_map(|pair| {
        let (known, value) = pair.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}
