use base64::Engine as _;
use proptest::prelude::*;
use sportello::platform::store::{Encoding, Family, sniff};

/// SEQUENCE (long length) { signedData …
const DER: &[u8] = &[
    0x30, 0x82, 0x0f, 0x10, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0,
    0x82, 0x0f, 0x01, 0x30, 0x82, 0x0e, 0xfd, 0x02, 0x01, 0x01, 0x31, 0x0f, 0x30, 0x0d, 0x06, 0x09,
    0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x30,
];

#[test]
fn a_signed_envelope_is_known_in_every_dress() {
    let mut ber = DER.to_vec();
    ber.splice(1..4, [0x80]);
    let base64 = base64::engine::general_purpose::STANDARD.encode(DER);
    let broken_lines =
        base64.as_bytes().chunks(10).map(<[u8]>::to_vec).collect::<Vec<_>>().join(&b"\r\n"[..]);
    let pem = format!("-----BEGIN PKCS7-----\n{base64}\n-----END PKCS7-----\n");
    for (bytes, encoding) in [
        (DER.to_vec(), Encoding::Binary),
        (ber, Encoding::Binary),
        (base64.into_bytes(), Encoding::Base64),
        (broken_lines, Encoding::Base64),
        (pem.into_bytes(), Encoding::Pem),
    ] {
        let found = sniff(&bytes);
        assert_eq!((found.family, found.encoding), (Family::Signed, Some(encoding)));
        assert_eq!(found.extension, "p7m");
    }
    assert_eq!(sniff(&DER[..8]).family, Family::Unknown, "cut before its type");
}

#[test]
fn the_content_decides() {
    for (bytes, family, extension) in [
        (&b"%PDF-1.7\n"[..], Family::Pdf, "pdf"),
        (b"\r\n\0rubbish %PDF-1.4", Family::Pdf, "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", Family::Image, "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Family::Image, "jpg"),
        (b"PK\x03\x04\x14\0\0\0", Family::Archive, "zip"),
        (b"AC1032\0\0", Family::Drawing, "dwg"),
        (b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n", Family::Drawing, "dxf"),
        (b"<?xml version=\"1.0\"?><fattura/>", Family::Xml, "xml"),
        (b"MZ\x90\0\x03\0", Family::Active, "exe"),
        (b"<!DOCTYPE html><p>", Family::Active, "html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'>", Family::Active, "html"),
        (b"#!/bin/sh\nrm", Family::Active, "sh"),
        ("Perch\u{e9} s\u{ec}\n".as_bytes(), Family::Text, "txt"),
        (b"\0\x01\x02\x03", Family::Unknown, ""),
        (b"", Family::Unknown, ""),
    ] {
        let found = sniff(bytes);
        let told = String::from_utf8_lossy(bytes);
        assert_eq!((found.family, found.extension), (family, extension), "{told}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..9000)) {
        sniff(&bytes);
    }

    #[test]
    fn a_long_text_cut_inside_a_character_is_still_text(cut in 0_usize..4) {
        let text = format!("{}{}", "a".repeat(cut), "è€".repeat(4000));
        prop_assert_eq!(sniff(text.as_bytes()).family, Family::Text);
    }
}
