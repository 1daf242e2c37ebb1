//! placeholder
use crate::engine::signature::limit::Limits;
use crate::engine::signature::source::Source;
use std::io;
pub struct PdfSignature;
pub struct Scan {
    pub signatures: Vec<PdfSignature>,
}
pub fn scan(_source: &dyn Source, _limits: &Limits) -> io::Result<Scan> {
    Ok(Scan { signatures: Vec::new() })
}
