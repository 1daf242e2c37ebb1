//! The PDF rendering: PDF/A-2a or -3a and PDF/UA-1 in one file.
//!
//! Three passes, each a plain value to the next: `compose` turns blocks into strips (lines, table rows: what a page
//! never cuts) and grows the structure tree; `paginate` puts strips on pages; `paint` draws them with krilla and ties
//! what is drawn to the tree. krilla's validators refuse to write a file that breaks the standards.
//!
//! Invariants: every text mark belongs to one node of the tree or is an artifact; no clock, no random, no hash order.

mod compose;
mod face;
mod line;
mod paginate;
mod paint;
mod shape;
mod strip;
mod structure;
mod style;

use chrono::{DateTime, Datelike, Timelike, Utc};
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime as PdfDate, Metadata};

use super::{Document, DocumentError, text};

/// How a PDF is written.
#[derive(Debug, Clone)]
pub struct Options {
    /// The date of creation in the metadata; nothing else makes two files of the same document differ.
    pub created: DateTime<Utc>,
    pub standard: Standard,
    /// A file that goes inside the PDF, for machines. It needs [`Standard::A3`].
    pub embedded: Option<Embedded>,
}

/// The archival standard; PDF/UA-1 always comes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2a: no embedded files.
    A2,
    /// PDF/A-3a: may carry the data it was made from.
    A3,
}

/// A file carried inside a PDF as its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedded {
    /// The file's name, for example `istanza.json`.
    pub name: String,
    /// Its media type, for example `application/json`.
    pub mime: String,
    /// What it is, for the reader's list of attachments.
    pub description: String,
    pub bytes: Vec<u8>,
}

/// Writes a document as PDF.
///
/// # Errors
/// When the crest is not a PNG, a QR code holds too much, the file to embed is refused, or a standard would be broken.
pub fn write(document: &Document, options: &Options) -> Result<Vec<u8>, DocumentError> {
    let composed = compose::compose(document)?;
    let pages = paginate::paginate(&composed.strips, &composed.repeats);
    let mut pdf = krilla::Document::new_with(SerializeSettings {
        configuration: configuration(options.standard)?,
        ..SerializeSettings::default()
    });
    paint::paint(&mut pdf, document, composed, &pages)?;
    pdf.set_metadata(metadata(document, options));
    if let Some(embedded) = &options.embedded {
        embed(&mut pdf, embedded, options)?;
    }
    pdf.finish().map_err(refuse)
}

fn configuration(standard: Standard) -> Result<Configuration, DocumentError> {
    let archival = match standard {
        Standard::A2 => Archival::A2_A,
        Standard::A3 => Archival::A3_A,
    };
    ConfigurationBuilder::new()
        .with_archival_validator(archival)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| DocumentError::Standard(format!("{error:?}")))
}

fn metadata(document: &Document, options: &Options) -> Metadata {
    let mut metadata = Metadata::new()
        .title(or_dash(&document.title))
        .language(document.language.clone())
        .creation_date(pdf_date(options.created))
        .creator("Sportello".to_owned())
        .producer("Sportello".to_owned());
    if let Some(author) = &document.author {
        metadata = metadata.authors(vec![text::clean(author)]);
    }
    if let Some(subject) = &document.subject {
        metadata = metadata.description(text::clean(subject));
    }
    metadata
}

fn or_dash(title: &str) -> String {
    let title = text::clean(title);
    if title.trim().is_empty() { text::EMPTY.to_owned() } else { title }
}

fn pdf_date(at: DateTime<Utc>) -> PdfDate {
    let small = |n: u32| u8::try_from(n).unwrap_or_default();
    PdfDate::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn embed(
    pdf: &mut krilla::Document,
    file: &Embedded,
    options: &Options,
) -> Result<(), DocumentError> {
    let refused = |reason| DocumentError::Embedded { name: file.name.clone(), reason };
    if options.standard == Standard::A2 {
        return Err(refused("PDF/A-2a non ammette file incorporati: usare PDF/A-3a"));
    }
    let mime =
        MimeType::new(&file.mime).ok_or_else(|| refused("il tipo di contenuto non è valido"))?;
    pdf.embed_file(EmbeddedFile {
        path: file.name.clone(),
        mime_type: Some(mime),
        description: Some(file.description.clone()),
        association_kind: AssociationKind::Source,
        data: file.bytes.clone().into(),
        modification_date: Some(pdf_date(options.created)),
        compress: Some(true),
        location: None,
    })
    .ok_or_else(|| refused("esiste già un file con questo nome"))
}

/// The errors of krilla without the text they quote.
fn refuse(error: KrillaError) -> DocumentError {
    match error {
        KrillaError::Validation(errors) => {
            let kinds: Vec<String> =
                errors.iter().map(|(error, _)| name_of(&format!("{error:?}"))).collect();
            DocumentError::Standard(kinds.join(", "))
        }
        KrillaError::Image(..) | KrillaError::SixteenBitImage(..) => DocumentError::Crest,
        other => DocumentError::Standard(name_of(&format!("{other:?}"))),
    }
}

fn name_of(debug: &str) -> String {
    debug.chars().take_while(char::is_ascii_alphanumeric).collect()
}
