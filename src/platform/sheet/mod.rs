//! Tables as files that office programs open: XLSX, ODS, CSV.
//!
//! Rows are written as they come and none is kept: a file of 200,000 rows needs the memory of one. It is not a spreadsheet: one
//! table, a first row of titles, no formulas; a text never becomes one, whatever it begins with.

mod csv;
mod error;
mod ods;
mod xlsx;

use std::io::{Seek, Write};

use chrono::{NaiveDate, NaiveDateTime};

pub use error::SheetError;

use crate::text_enum;

text_enum! {
    /// Which kind of file.
    SheetFormat { Xlsx = "xlsx", Ods = "ods", Csv = "csv" }
}

impl SheetFormat {
    /// What the file is to a browser.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(i64),
    Day(NaiveDate),
    /// A civil date with hours and minutes.
    Moment(NaiveDateTime),
}

impl Cell {
    /// A text, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A day, if there is one.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

/// A table being written.
pub struct Sheet<W: Write + Seek + Send>(Kind<W>);

enum Kind<W: Write + Seek + Send> {
    Csv(csv::Writer<W>),
    Ods(Box<ods::Writer<W>>),
    Xlsx(Box<xlsx::Writer<W>>),
}

impl<W: Write + Seek + Send> Sheet<W> {
    /// Begins a table called `title` with a row of column titles.
    pub fn new(
        format: SheetFormat,
        into: W,
        title: &str,
        columns: &[&str],
    ) -> Result<Self, SheetError> {
        Ok(Self(match format {
            SheetFormat::Csv => Kind::Csv(csv::Writer::new(into, columns)?),
            SheetFormat::Ods => Kind::Ods(Box::new(ods::Writer::new(into, title, columns)?)),
            SheetFormat::Xlsx => Kind::Xlsx(Box::new(xlsx::Writer::new(into, title, columns)?)),
        }))
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), SheetError> {
        match &mut self.0 {
            Kind::Csv(writer) => writer.row(cells),
            Kind::Ods(writer) => writer.row(cells),
            Kind::Xlsx(writer) => writer.row(cells),
        }
    }

    /// Ends the table; the file is complete only then.
    pub fn finish(self) -> Result<(), SheetError> {
        match self.0 {
            Kind::Csv(writer) => writer.finish(),
            Kind::Ods(writer) => writer.finish(),
            Kind::Xlsx(writer) => writer.finish(),
        }
    }
}
