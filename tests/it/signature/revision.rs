//! Signed PDFs with object streams and cross-reference streams: what an update changed, however it is written; and the
//! validation data that a PDF carries.

use super::fixture::fixture;
use super::forge::{last_start, sign_pdf};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use sportello::engine::signature::RevocationData;
use sportello::engine::signature::report::{Report, SubIndication, Verdict};
use std::fmt::Write as _;
use std::io::Write as _;

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An update under construction.
struct Update {
    file: Vec<u8>,
    previous: Option<usize>,
    /// Number, kind (0 free, 1 offset, 2 stream), and the two values.
    entries: Vec<(u32, u8, usize, u8)>,
    root: u32,
}

impl Update {
    fn of(pdf: &[u8]) -> Self {
        Self { file: pdf.to_vec(), previous: last_start(pdf), entries: Vec::new(), root: 1 }
    }

    fn object(mut self, number: u32, body: &[u8]) -> Self {
        self.entries.push((number, 1, self.file.len(), 0));
        self.file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.file.extend_from_slice(body);
        self.file.extend_from_slice(b"\nendobj\n");
        self
    }

    fn stream(self, number: u32, entries: &str, bytes: &[u8]) -> Self {
        let head = format!("<< {entries} /Length {} >>\nstream\n", bytes.len());
        self.object(number, &[head.as_bytes(), bytes, b"\nendstream"].concat())
    }

    /// An object stream with these objects.
    fn bundle(mut self, number: u32, objects: &[(u32, &str)]) -> Self {
        let (mut head, mut body) = (String::new(), String::new());
        for (index, (inner, text)) in objects.iter().enumerate() {
            write!(head, "{inner} {} ", body.len()).unwrap();
            write!(body, "{text} ").unwrap();
            self.entries.push((*inner, 2, number as usize, index as u8));
        }
        let entries = format!(
            "/Type /ObjStm /N {} /First {} /Filter /FlateDecode",
            objects.len(),
            head.len()
        );
        self.stream(number, &entries, &deflate(format!("{head}{body}").as_bytes()))
    }

    /// Only the cross reference changes.
    fn point(mut self, number: u32, offset: usize) -> Self {
        self.entries.push((number, 1, offset, 0));
        self
    }

    fn free(mut self, number: u32) -> Self {
        self.entries.push((number, 0, 0, 0));
        self
    }

    /// Closed by a cross-reference stream with a predictor, as writers of PDF 1.5 do.
    fn finish(mut self) -> Vec<u8> {
        let (start, size) = (self.file.len(), 60);
        self.entries.push((size - 1, 1, start, 0));
        let (mut index, mut rows, mut above) = (String::new(), Vec::new(), [0u8; 6]);
        for (number, kind, second, third) in &self.entries {
            write!(index, "{number} 1 ").unwrap();
            let place = (*second as u32).to_be_bytes();
            let row = [*kind, place[0], place[1], place[2], place[3], *third];
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(octet, up)| octet.wrapping_sub(up)));
            above = row;
        }
        let previous = self.previous.map(|at| format!("/Prev {at}")).unwrap_or_default();
        let entries = format!(
            "/Type /XRef /W [1 4 1] /Index [{index}] /Size {size} /Root {} 0 R {previous} /Filter /FlateDecode \
             /DecodeParms << /Predictor 12 /Columns 6 >>",
            self.root
        );
        let mut file = self.stream(size - 1, &entries, &deflate(&rows)).file;
        file.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        file
    }
}

const PAGE: &str = "<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>";

/// Catalog, pages and page in an object stream, contents outside; object 6 is another content that nobody points to.
fn document() -> Vec<u8> {
    Update::of(b"%PDF-1.5\n")
        .bundle(
            4,
            &[
                (1, "<< /Type /Catalog /Pages 2 0 R >>"),
                (2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                (3, PAGE),
            ],
        )
        .stream(5, "", b"BT (canone 100 euro) Tj ET")
        .stream(6, "", b"BT (canone 900 euro) Tj ET")
        .finish()
}

pub fn signed() -> Vec<u8> {
    sign_pdf(&document(), 7, "rossi")
}

fn judge(file: &[u8]) -> Report {
    fixture().verify(file)
}

fn passes(file: &[u8]) {
    let report = judge(file);
    assert_eq!((report.verdict, report.integrity), (Verdict::TotalPassed, Some(true)), "{report}");
}

#[track_caller]
fn told(file: &[u8], about: &str) {
    let report = judge(file);
    let found = (report.verdict, report.sub_indication, report.integrity);
    let wanted = (Verdict::Indeterminate, Some(SubIndication::FormatFailure), Some(true));
    assert_eq!(found, wanted, "{report}");
    let check = report.signatures[0].checks.iter().find(|check| check.name == "byte_range");
    let detail = check.and_then(|check| check.detail.clone()).unwrap_or_default();
    assert!(detail.contains(about), "{detail}");
}

#[test]
fn signatures_over_object_streams_pass() {
    passes(&signed());
    passes(&sign_pdf(&signed(), 8, "bianchi"));
}

#[test]
fn the_same_objects_written_again_change_nothing() {
    passes(&Update::of(&signed()).bundle(9, &[(3, PAGE)]).finish());
    passes(&Update::of(&signed()).object(3, PAGE.as_bytes()).finish());
}

#[test]
fn a_page_redefined_in_an_object_stream_is_told() {
    let other = PAGE.replace("5 0 R", "6 0 R");
    told(&Update::of(&signed()).bundle(9, &[(3, &other)]).finish(), "3 (Page)");
}

#[test]
fn a_reference_to_what_lay_hidden_is_told() {
    let file = signed();
    let hidden = file.windows(8).position(|window| window == b"6 0 obj\n").unwrap();
    told(&Update::of(&file).point(5, hidden).finish(), "5 (richiamato altrove)");
}

#[test]
fn another_catalog_is_told() {
    let mut update = Update::of(&signed())
        .object(20, b"<< /Type /Catalog /Pages 21 0 R >>")
        .object(21, b"<< /Type /Pages /Kids [] /Count 0 >>");
    update.root = 20;
    told(&update.finish(), "20 (altro catalogo)");
    // Without cross references the trailers are compared.
    let plain = sign_pdf(&fixture().read("document.pdf"), 3, "rossi");
    let tail = b"30 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 30 0 R /Size 31 >>\n%%EOF\n";
    told(&[plain.as_slice(), tail].concat(), "30 (altro catalogo)");
}

#[test]
fn an_object_taken_away_is_told() {
    told(&Update::of(&signed()).free(5).finish(), "5 (richiamato altrove)");
}

#[test]
fn an_object_that_was_awaited_is_told() {
    // What is signed refers to an object that is not there: the update supplies it.
    let base = Update::of(b"%PDF-1.5\n")
        .object(1, b"<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        .object(3, b"<< /Type /Page /Parent 2 0 R /Contents 90 0 R >>")
        .finish();
    let file = sign_pdf(&base, 7, "rossi");
    told(&Update::of(&file).stream(90, "", b"BT (canone 900 euro) Tj ET").finish(), "90 (Other)");
}

#[test]
fn an_unreadable_object_stream_is_told() {
    let entries = "/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode";
    told(&Update::of(&signed()).stream(9, entries, b"3 0 <<>>").finish(), "illeggibile");
}

#[test]
fn a_stream_that_swells_is_bounded() {
    let bomb = deflate(&vec![b' '; 300 * 1024 * 1024]);
    let entries = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";
    let start = std::time::Instant::now();
    told(&Update::of(&signed()).stream(9, entries, &bomb).finish(), "illeggibile");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn validation_data_in_the_document_is_used() {
    let pem = String::from_utf8(fixture().read("crl/ca.pem")).unwrap();
    let base64: String = pem.lines().filter(|line| !line.starts_with("---")).collect();
    let list = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, base64).unwrap();
    let bare = |file: &[u8]| {
        let none = RevocationData::new();
        let trust = fixture().trust();
        let policy = sportello::engine::signature::Policy::bundled().unwrap();
        let request =
            sportello::engine::signature::Request::new(&trust, &none, &policy, chrono::Utc::now());
        sportello::engine::signature::verify(&mut std::io::Cursor::new(file), request)
    };
    assert_eq!(bare(&signed()).sub_indication, Some(SubIndication::TryLater));
    let carrying = |list: &[u8]| {
        Update::of(&signed())
            .stream(70, "/Filter /FlateDecode", &deflate(list))
            .object(71, b"<< /Type /DSS /CRLs 72 0 R >>")
            .object(72, b"[70 0 R]")
            .object(1, b"<< /Type /Catalog /Pages 2 0 R /DSS 71 0 R >>")
            .finish()
    };
    let report = bare(&carrying(&list));
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report}");
    assert!(report.evidence.revocation[0].contains("CRL n. "), "{report}");
    // A list that somebody changed says nothing.
    let mut forged = list;
    let at = forged.len() - 3;
    forged[at] ^= 1;
    assert_eq!(bare(&carrying(&forged)).sub_indication, Some(SubIndication::TryLater));
}
