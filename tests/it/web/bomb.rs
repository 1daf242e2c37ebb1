//! A PDF whose streams unfold to gigabytes: judged within a small memory, taken as the plain file that it is.

use std::io::Write;
use std::process::Command;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::bad_upload::composter;
use crate::harness::TestApp;
use crate::on_both;

/// Kilobytes of address space in which a verdict must fit: far less than the bomb, enough for the program itself.
const ADDRESS_SPACE: u32 = 2_000_000;

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Twenty object streams and a cross-reference stream, each packed twice around 64 MB of zeros.
fn bomb() -> Vec<u8> {
    let packed = deflate(&deflate(&vec![0; 64 * 1024 * 1024]));
    let filters = "/Filter [/FlateDecode /FlateDecode]";
    let mut pdf = b"%PDF-1.7\n".to_vec();
    for number in 1..=20 {
        write!(
            pdf,
            "{number} 0 obj\n<< /Type /ObjStm /N 100 /First 800 {filters} /Length {} >>\nstream\n",
            packed.len()
        )
        .unwrap();
        pdf.extend_from_slice(&packed);
        pdf.extend_from_slice(b"\nendstream\nendobj\n");
    }
    let start = pdf.len();
    write!(pdf, "21 0 obj\n<< /Type /XRef /Size 22 /W [1 4 2] /Root 1 0 R {filters} /Length {} >>\nstream\n", packed.len())
        .unwrap();
    pdf.extend_from_slice(&packed);
    write!(pdf, "\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").unwrap();
    pdf
}

#[test]
fn a_verdict_on_a_bomb_fits_into_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bomba.pdf");
    std::fs::write(&file, bomb()).unwrap();
    let command = format!("ulimit -v {ADDRESS_SPACE}; exec \"$0\" verify \"$1\" --json");
    let done = Command::new("sh")
        .args(["-c", &command, env!("CARGO_BIN_EXE_sportello")])
        .arg(&file)
        .output()
        .unwrap();
    let told: serde_json::Value =
        serde_json::from_slice(&done.stdout).unwrap_or_else(|e| panic!("{e}: {done:?}"));
    assert_ne!(told["verdict"], "TOTAL_PASSED", "{told}");
}

on_both! {
    async fn a_bomb_is_an_attachment_like_another(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = composter(&citizen).await;
        let path = format!("{draft}/allegati/foto-compostiera");
        let bomb = bomb();
        let answer = citizen
            .upload(&path, &[("_step", "riduzione")], &[("_file:foto-compostiera", "foto.pdf", &bomb)])
            .await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let page = citizen.get(&format!("{draft}/riduzione")).await.text();
        assert!(page.contains("foto-compostiera.pdf"), "{page}");
    }
}
