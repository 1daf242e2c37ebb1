use proptest::prelude::*;
use sportello::platform::store::safe_name;

#[test]
fn names_are_made_harmless_and_keep_their_sense() {
    for (given, extension, wanted) in [
        ("Planimetria piano terra.pdf", "pdf", "Planimetria-piano-terra.pdf"),
        ("Pianta.PDF.p7m", "p7m", "Pianta.pdf.p7m"),
        ("Pianta.pdf.P7M.p7m", "p7m", "Pianta.pdf.p7m.p7m"),
        ("relazione", "pdf", "relazione.pdf"),
        ("virus.pdf", "exe", "virus.exe"),
        ("foto.jpeg", "jpg", "foto.jpg"),
        ("rev.2.pdf", "pdf", "rev.2.pdf"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\Users\\io\\Perché no?.docx", "docx", "Perche-no.docx"),
        ("a\u{202e}fdp.exe", "pdf", "afdp.pdf"),
        ("riga\r\nSet-Cookie: x.pdf", "pdf", "riga-Set-Cookie-x.pdf"),
        ("...", "pdf", "documento.pdf"),
        ("", "", "documento"),
        ("con.pdf", "pdf", "documento.pdf"),
        ("LPT1", "txt", "documento.txt"),
    ] {
        assert_eq!(safe_name(given, extension), wanted, "{given:?}");
    }
    let long = safe_name(&"lungo ".repeat(60), "p7m");
    assert!(long.len() <= 100 && long.ends_with(".p7m"), "{long}");
}

proptest! {
    #[test]
    fn any_name_becomes_a_plain_one(given in "\\PC{0,200}", extension in "(pdf|p7m|)") {
        let name = safe_name(&given, &extension);
        prop_assert!(!name.is_empty() && name.len() <= 100);
        prop_assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-()".contains(&b)), "{}", name);
        prop_assert!(!name.starts_with(['.', '-']) && name.ends_with(&extension));
        prop_assert_eq!(safe_name(&name, &extension), name);
    }
}
