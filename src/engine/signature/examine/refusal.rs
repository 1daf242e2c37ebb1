//! Why a file is not examined further.

use crate::engine::signature::asn1::Asn1Error;
use crate::engine::signature::cms::CmsError;
use crate::engine::signature::report::SubIndication;
use std::io;

/// A refusal of the file, or of a layer.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub sub: SubIndication,
    /// What the file is, in one word or two.
    pub format: String,
    /// One Italian sentence: what it is and what to do.
    pub message: String,
    pub detail: Option<String>,
    /// Whether the bytes are one of our structures, so that inside a signed layer it is a fault and not just content.
    pub recognised: bool,
}

impl Refusal {
    fn new(sub: SubIndication, format: &str, message: impl Into<String>) -> Self {
        Self {
            sub,
            format: format.to_owned(),
            message: message.into(),
            detail: None,
            recognised: false,
        }
    }

    fn recognised(mut self) -> Self {
        self.recognised = true;
        self
    }

    /// Whether it must refuse the whole file wherever it happens.
    pub fn is_limit(&self) -> bool {
        use SubIndication::{CertificateLimit, NestingLimit, SignerLimit, SizeLimit};
        matches!(self.sub, NestingLimit | SignerLimit | CertificateLimit | SizeLimit)
    }

    pub fn medium() -> Self {
        Self::new(
            SubIndication::FormatFailure,
            "illeggibile",
            "Il file non si riesce a leggere: riprova a caricarlo.",
        )
    }

    pub fn size(limit: u64) -> Self {
        let megabytes = limit / (1024 * 1024);
        Self::new(
            SubIndication::SizeLimit,
            "troppo grande",
            format!("Il file supera il limite di {megabytes} MB."),
        )
    }

    pub fn empty() -> Self {
        Self::new(SubIndication::FormatFailure, "vuoto", "Il file è vuoto: riprova a caricarlo.")
    }

    pub fn unknown() -> Self {
        let text = "Il file non è una firma digitale leggibile: potrebbe essere danneggiato. Carica di nuovo il file firmato.";
        Self::new(SubIndication::FormatFailure, "sconosciuto", text)
    }

    pub fn unsigned(format: &str, what: &str) -> Self {
        let text = format!("Il file è {what}, ma non contiene firme: firmalo e caricalo di nuovo.");
        Self::new(SubIndication::NoSignature, format, text)
    }

    pub fn other(format: &str, what: &str) -> Self {
        Self::new(
            SubIndication::NoSignature,
            format,
            format!("Il file è {what}, non un documento firmato."),
        )
        .recognised()
    }

    pub fn encrypted() -> Self {
        let text = "Il file è cifrato, non firmato: carica il documento firmato e non cifrato.";
        Self::new(SubIndication::Encrypted, "CMS cifrato", text).recognised()
    }

    pub fn nesting(limit: usize) -> Self {
        let text =
            format!("Il file contiene firme dentro firme oltre il limite di {limit} livelli.");
        Self::new(SubIndication::NestingLimit, "CAdES", text).recognised()
    }

    pub fn encodings(limit: usize) -> Self {
        let text =
            format!("Il file è codificato più volte di seguito, oltre il limite di {limit}.");
        Self::new(SubIndication::NestingLimit, "codificato", text).recognised()
    }

    pub fn signers(limit: usize) -> Self {
        let text = format!("Il file ha troppi firmatari: il limite è {limit}.");
        Self::new(SubIndication::SignerLimit, "CAdES", text).recognised()
    }

    pub fn trailing() -> Self {
        let text = "Dopo la firma il file ne contiene un'altra, che non è coperta dalla prima: caricale separatamente.";
        Self::new(SubIndication::TrailingData, "CAdES", text).recognised()
    }

    /// From the reader of a structure that was recognised.
    pub fn malformed(error: &CmsError) -> Self {
        let refusal = match error {
            CmsError::Signers(limit) => Self::signers(*limit),
            CmsError::Certificates(limit) => {
                let text =
                    format!("Il file contiene più di {limit} certificati: il limite è {limit}.");
                Self::new(SubIndication::CertificateLimit, "CAdES", text)
            }
            CmsError::Format(Asn1Error::Size) => Self::new(
                SubIndication::SizeLimit,
                "CAdES",
                "Un elemento della firma è troppo grande per essere esaminato.",
            ),
            CmsError::Format(_) => {
                let text = "La struttura della firma è danneggiata o incompleta: carica di nuovo il file firmato.";
                Self::new(SubIndication::FormatFailure, "CAdES", text)
            }
        };
        Self { detail: Some(error.to_string()), ..refusal.recognised() }
    }
}

impl From<io::Error> for Refusal {
    fn from(_: io::Error) -> Self {
        Self::medium()
    }
}
