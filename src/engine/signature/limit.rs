//! How much of a hostile file is looked at before it is refused.

/// Bounds of one verification. Every refusal names the bound that was met.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Encodings (base64, PEM, MIME) around one layer.
    pub encodings: usize,
    /// Layers: signature in signature in signature.
    pub layers: usize,
    /// Signers of one layer.
    pub signers: usize,
    /// Certificates carried by one layer.
    pub certificates: usize,
    /// Nesting of ASN.1 values. Chunks of an octet string side by side do not count, whatever their number.
    pub depth: usize,
    /// Chunks of one octet string.
    pub chunks: usize,
    /// Bytes of one certificate, CRL or signer record held in memory.
    pub element: usize,
    /// Bytes of all of them together.
    pub metadata: usize,
    /// Signature dictionaries of a PDF.
    pub pdf_signatures: usize,
    /// Countersignatures below one another.
    pub countersignatures: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 2 * 1024 * 1024 * 1024,
            encodings: 4,
            layers: 8,
            signers: 50,
            certificates: 400,
            depth: 48,
            chunks: 1_000_000,
            element: 8 * 1024 * 1024,
            metadata: 16 * 1024 * 1024,
            pdf_signatures: 50,
            countersignatures: 5,
        }
    }
}
