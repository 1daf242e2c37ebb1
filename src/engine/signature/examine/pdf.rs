//! A PDF layer.

use super::Examination;
use super::refusal::Refusal;
use crate::engine::signature::pades;
use crate::engine::signature::source::Source;

impl Examination<'_> {
    pub(super) fn open_pdf(
        &mut self,
        source: &dyn Source,
        _encodings: Vec<String>,
    ) -> Result<(), Refusal> {
        let scan = pades::scan(source, self.context.limits)?;
        if scan.signatures.is_empty() {
            return Err(Refusal::unsigned("PDF", "un PDF"));
        }
        Ok(())
    }
}
