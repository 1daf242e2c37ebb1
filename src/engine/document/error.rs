//! Why a document cannot be made.

/// What keeps a document from being written. The text never contains the data of the document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The template is not valid: the fault is the author's.
    #[error("il modello del documento non è valido: {reason}{}", line.map(|n| format!(" (riga {n})")).unwrap_or_default())]
    Template { reason: String, line: Option<usize> },
    /// The crest is not a PNG image that can be read.
    #[error("lo stemma non è un'immagine PNG leggibile")]
    Crest,
    /// A QR code cannot hold that many characters.
    #[error("il testo del codice QR è troppo lungo ({bytes} byte)")]
    Qr { bytes: usize },
    /// The attachment cannot be embedded.
    #[error("il file «{name}» non può essere incorporato: {reason}")]
    Embedded { name: String, reason: &'static str },
    /// A typeface of the program cannot be read.
    #[error("il carattere tipografico {0} non è leggibile")]
    Font(&'static str),
    /// The file would break a rule of PDF/A or PDF/UA.
    #[error("il PDF non rispetta lo standard richiesto: {0}")]
    Standard(String),
}
