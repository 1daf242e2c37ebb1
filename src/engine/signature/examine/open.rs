//! Recognises what a layer is and hands it to who can read it.

use super::Examination;
use super::refusal::Refusal;
use crate::engine::signature::intake::{HEAD, Kind, pem, sniff};
use crate::engine::signature::source::{Base64Source, Source, load};
use std::io;

impl Examination<'_> {
    /// Opens a file or the content of a layer.
    ///
    /// # Errors
    /// A [`Refusal`] when it holds no signature, or one that cannot be read.
    pub(super) fn open(
        &mut self,
        source: &dyn Source,
        encodings: Vec<String>,
    ) -> Result<(), Refusal> {
        let head = head(source)?;
        match sniff(&head) {
            Kind::Empty => Err(Refusal::empty()),
            Kind::Cms(kind) => self.open_cms(source, &kind, encodings),
            Kind::TimestampReply => self.open_reply(source),
            Kind::Pdf => self.open_pdf(source, encodings),
            Kind::Base64 => self.open_base64(source, &head, &encodings),
            Kind::Pem => self.open_pem(source, &encodings),
            Kind::Mime => self.open_mime(source, &encodings),
            Kind::Zip => {
                Err(Refusal::unsigned("ZIP", "un archivio compresso o un documento d'ufficio"))
            }
            Kind::Document(media_type) => {
                Err(Refusal::unsigned(media_type, "un documento senza firma digitale"))
            }
            Kind::OtherAsn1 | Kind::Unknown => Err(Refusal::unknown()),
        }
    }

    /// Adds an encoding to the list, within the limit.
    pub(super) fn wrap(&self, encodings: &[String], name: &str) -> Result<Vec<String>, Refusal> {
        if encodings.len() == self.context.limits.encodings {
            return Err(Refusal::encodings(self.context.limits.encodings));
        }
        let mut wrapped = encodings.to_vec();
        wrapped.push(name.to_owned());
        Ok(wrapped)
    }

    fn open_base64(
        &mut self,
        source: &dyn Source,
        head: &[u8],
        encodings: &[String],
    ) -> Result<(), Refusal> {
        let mark = match head {
            [0xef, 0xbb, 0xbf, ..] => 3,
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => 2,
            _ => 0,
        };
        // Any short word is base64 of something: only a structure that we know makes it an encoding. The beginning
        // tells, so that a long text is not decoded for nothing.
        if !leads_to_structure(source, mark)? {
            return Err(Refusal::unsigned("text/plain", "un testo"));
        }
        let Some(decoded) = Base64Source::new(source, mark, source.len())? else {
            return Err(Refusal::unsigned("text/plain", "un testo"));
        };
        let wrapped = self.wrap(encodings, "base64")?;
        self.open(&decoded, wrapped)
    }

    fn open_pem(&mut self, source: &dyn Source, encodings: &[String]) -> Result<(), Refusal> {
        let Some(span) = pem::region(source)? else { return Err(Refusal::unknown()) };
        let Some(decoded) = Base64Source::new(source, span.start, span.start + span.length)? else {
            return Err(Refusal::unknown());
        };
        let wrapped = self.wrap(encodings, "PEM")?;
        match self.open(&decoded, wrapped) {
            Err(refusal) if !refusal.recognised => {
                Err(Refusal::other("PEM", "un certificato o una chiave"))
            }
            other => other,
        }
    }
}

/// The first bytes of a source.
pub(super) fn head(source: &dyn Source) -> io::Result<Vec<u8>> {
    load(source, 0, usize::try_from(source.len()).unwrap_or(HEAD).min(HEAD))
}

/// Whether the beginning of base64 text decodes to something that is recognised.
pub(super) fn leads_to_structure(source: &dyn Source, start: u64) -> io::Result<bool> {
    let end = source.len().min(start + HEAD as u64);
    let Some(decoded) = Base64Source::beginning(source, start, end)? else { return Ok(false) };
    Ok(!matches!(sniff(&head(&decoded)?), Kind::Unknown | Kind::OtherAsn1 | Kind::Empty))
}
