//! What can go wrong while a table is written.

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The disk.
    #[error("the table cannot be written: {0}")]
    File(#[from] std::io::Error),
    /// The container of the file.
    #[error("the table cannot be written: {0}")]
    Container(String),
}

impl From<csv::Error> for SheetError {
    fn from(error: csv::Error) -> Self {
        Self::Container(error.to_string())
    }
}

impl From<zip::result::ZipError> for SheetError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Container(error.to_string())
    }
}

impl From<rust_xlsxwriter::XlsxError> for SheetError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Container(error.to_string())
    }
}
