//! Programs that read PDF files.

use std::io::Write as _;
use std::process::Command;

/// What a tool prints about a file; `None`, said aloud, when the tool is not installed.
pub fn read(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let path = file.path().to_str().unwrap().to_owned();
    let arguments =
        arguments.iter().map(|argument| if *argument == "FILE" { path.as_str() } else { argument });
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{program}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(_) => {
            println!("skipped: {program} is missing; apt-get install poppler-utils qpdf");
            None
        }
    }
}

/// The text of a file, as printed.
pub fn text(pdf: &[u8]) -> Option<String> {
    read("pdftotext", &["-layout", "FILE", "-"], pdf)
}

/// Its structure tree with the text of each element.
pub fn structure(pdf: &[u8]) -> Option<String> {
    read("pdfinfo", &["-struct-text", "FILE"], pdf)
}

/// Its metadata.
pub fn info(pdf: &[u8]) -> Option<String> {
    read("pdfinfo", &["FILE"], pdf)
}

/// HTML with an element a line and without the drawing of the codes, to be read in a snapshot.
pub fn readable(page: &str) -> String {
    let mut parts = page.split(" d=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(" d=\"…\"");
        out.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    out.replace("><", ">\n<")
}
