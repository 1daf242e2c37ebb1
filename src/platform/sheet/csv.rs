//! CSV as Italian office programs read it: UTF-8 with its mark, semicolons, days as day/month/year.

use std::io::Write;

use super::{Cell, SheetError};

/// Tells office programs that the text is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// A text that begins with one of these would be a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub(super) struct Writer<W: Write>(csv::Writer<W>);

impl<W: Write> Writer<W> {
    pub fn new(mut into: W, columns: &[&str]) -> Result<Self, SheetError> {
        into.write_all(MARK)?;
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer(into);
        writer.write_record(columns)?;
        Ok(Self(writer))
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), SheetError> {
        Ok(self.0.write_record(cells.iter().map(text))?)
    }

    pub fn finish(mut self) -> Result<(), SheetError> {
        Ok(self.0.flush()?)
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) if text.starts_with(FORMULA) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.format("%d/%m/%Y").to_string(),
        Cell::Moment(at) => at.format("%d/%m/%Y %H:%M").to_string(),
    }
}
