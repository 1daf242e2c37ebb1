//! ODS (OpenDocument 1.3): a container with one table, written as the rows come.

use std::io::{Seek, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::{Cell, SheetError};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">
<office:automatic-styles>
<number:date-style style:name="giorno"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:date-style style:name="istante"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>
<style:style style:name="d" style:family="table-cell" style:data-style-name="giorno"/>
<style:style style:name="m" style:family="table-cell" style:data-style-name="istante"/>
<style:style style:name="t" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
"#;

const TAIL: &str = "</table:table></office:spreadsheet></office:body></office:document-content>\n";

pub(super) struct Writer<W: Write + Seek + Send> {
    zip: ZipWriter<W>,
}

impl<W: Write + Seek + Send> Writer<W> {
    pub fn new(into: W, title: &str, columns: &[&str]) -> Result<Self, SheetError> {
        let mut zip = ZipWriter::new(into);
        let plain = SimpleFileOptions::default().last_modified_time(DateTime::default());
        // The standard wants the media type first and as it is, so that the file can be told by its first bytes.
        zip.start_file("mimetype", plain.compression_method(CompressionMethod::Stored))?;
        zip.write_all(MEDIA_TYPE.as_bytes())?;
        let packed = plain.compression_method(CompressionMethod::Deflated).large_file(true);
        zip.start_file("META-INF/manifest.xml", packed)?;
        zip.write_all(MANIFEST.as_bytes())?;
        zip.start_file("content.xml", packed)?;
        zip.write_all(HEAD.as_bytes())?;
        write!(zip, "<table:table table:name=\"{}\">", escape(title))?;
        write!(
            zip,
            "<table:table-column table:number-columns-repeated=\"{}\"/>",
            columns.len().max(1)
        )?;
        zip.write_all(b"<table:table-header-rows><table:table-row>")?;
        for title in columns {
            text(&mut zip, title, " table:style-name=\"t\"")?;
        }
        zip.write_all(b"</table:table-row></table:table-header-rows>\n")?;
        Ok(Self { zip })
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), SheetError> {
        let zip = &mut self.zip;
        zip.write_all(b"<table:table-row>")?;
        for cell in cells {
            match cell {
                Cell::Empty => zip.write_all(b"<table:table-cell/>")?,
                Cell::Text(value) => text(zip, value, "")?,
                Cell::Number(number) => write!(
                    zip,
                    "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
                )?,
                Cell::Day(day) => write!(
                    zip,
                    "<table:table-cell table:style-name=\"d\" office:value-type=\"date\" office:date-value=\"{day}\"><text:p>{}</text:p></table:table-cell>",
                    day.format("%d/%m/%Y")
                )?,
                Cell::Moment(at) => write!(
                    zip,
                    "<table:table-cell table:style-name=\"m\" office:value-type=\"date\" office:date-value=\"{}\"><text:p>{}</text:p></table:table-cell>",
                    at.format("%Y-%m-%dT%H:%M:%S"),
                    at.format("%d/%m/%Y %H:%M")
                )?,
            }
        }
        zip.write_all(b"</table:table-row>\n")?;
        Ok(())
    }

    pub fn finish(mut self) -> Result<(), SheetError> {
        self.zip.write_all(TAIL.as_bytes())?;
        self.zip.finish()?;
        Ok(())
    }
}

fn text<W: Write>(into: &mut W, value: &str, style: &str) -> Result<(), SheetError> {
    write!(into, "<table:table-cell{style} office:value-type=\"string\">")?;
    for line in value.lines() {
        write!(into, "<text:p>{}</text:p>", escape(line))?;
    }
    Ok(write!(into, "</table:table-cell>")?)
}

/// Text for XML; characters that XML does not have are left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push(c),
            c if c.is_control() || c == '\u{FFFE}' || c == '\u{FFFF}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
