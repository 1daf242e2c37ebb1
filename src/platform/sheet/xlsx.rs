//! XLSX (ECMA-376), one row in memory at a time.

use std::io::{Seek, Write};

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::{Cell, SheetError};

/// The longest text of a cell, in characters.
const LONGEST_TEXT: usize = 32_767;
/// The longest name of a sheet.
const LONGEST_NAME: usize = 31;
/// Width of a column, in characters.
const WIDTH: f64 = 22.0;

pub(super) struct Writer<W: Write + Seek + Send> {
    into: W,
    workbook: Workbook,
    day: Format,
    moment: Format,
    next: u32,
}

impl<W: Write + Seek + Send> Writer<W> {
    pub fn new(into: W, title: &str, columns: &[&str]) -> Result<Self, SheetError> {
        let mut workbook = Workbook::new();
        let bold = Format::new().set_bold();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(title))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, title) in (0..).zip(columns) {
            sheet.set_column_width(column, WIDTH)?;
            sheet.write_string_with_format(0, column, *title, &bold)?;
        }
        Ok(Self {
            into,
            workbook,
            day: Format::new().set_num_format("dd/mm/yyyy"),
            moment: Format::new().set_num_format("dd/mm/yyyy hh:mm"),
            next: 1,
        })
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), SheetError> {
        let row = self.next;
        self.next += 1;
        let sheet: &mut Worksheet = self.workbook.worksheet_from_index(0)?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let text: String = text.chars().take(LONGEST_TEXT).collect();
                    sheet.write_string(row, column, text)?;
                }
                Cell::Number(number) => {
                    sheet.write_number(row, column, *number as f64)?;
                }
                Cell::Day(day) => {
                    sheet.write_datetime_with_format(row, column, day, &self.day)?;
                }
                Cell::Moment(at) => {
                    sheet.write_datetime_with_format(row, column, at, &self.moment)?;
                }
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<(), SheetError> {
        Ok(self.workbook.save_to_writer(self.into)?)
    }
}

/// A name without the characters that sheets refuse.
fn sheet_name(title: &str) -> String {
    let allowed = |c: &char| !['[', ']', ':', '*', '?', '/', '\\', '\''].contains(c);
    title.chars().filter(allowed).take(LONGEST_NAME).collect()
}
