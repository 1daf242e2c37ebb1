//! Compressed forms, made once.

use std::io::Write as _;
use std::sync::OnceLock;

use bytes::Bytes;

use super::embedded::Asset;

/// A content coding of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
}

impl Coding {
    /// The name in `Content-Encoding`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The best coding that `Accept-Encoding` allows; a coding with `q=0` is refused.
    pub fn accepted(header: &str) -> Option<Self> {
        let allows = |name: &str| {
            header.split(',').any(|item| {
                let mut parts = item.split(';').map(str::trim);
                parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name))
                    && !parts
                        .any(|p| p.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32)))
            })
        };
        [Self::Brotli, Self::Gzip].into_iter().find(|coding| allows(coding.as_str()))
    }
}

type Compress = fn(&[u8]) -> Option<Vec<u8>>;

/// The compressed forms of one asset; an inner `None` when compression does not pay.
#[derive(Debug, Default)]
pub(super) struct Compressed {
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

impl Asset {
    /// The content in `coding`; `None` when it would not be smaller (pictures, fonts).
    pub fn encoded(&self, coding: Coding) -> Option<Bytes> {
        let (held, compress): (_, Compress) = match coding {
            Coding::Brotli => (&self.compressed.brotli, brotli),
            Coding::Gzip => (&self.compressed.gzip, gzip),
        };
        held.get_or_init(|| {
            if !(self.mime.starts_with("text/")
                || self.mime.contains("svg")
                || self.mime.contains("json"))
            {
                return None;
            }
            compress(&self.bytes).filter(|small| small.len() < self.bytes.len()).map(Bytes::from)
        })
        .clone()
    }
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    // Level 9 of 11: nearly as small, many times quicker; this happens on a request.
    let params = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).ok()?;
    Some(out)
}
