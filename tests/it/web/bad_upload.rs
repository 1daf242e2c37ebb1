//! Files that should not come: refused in words, the draft as it was, another file always welcome.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::test::TestRequest;
use sportello::platform::db::DatabaseError;
use sportello::platform::db::schema::files;

use diesel::prelude::*;

use super::authority::Authority;
use super::draft::start;
use super::record::record;
use crate::harness::{Client, TestApp};
use crate::on_both;

const LIVIA: &str = "SRTLVI84E57L378O";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

/// How many rows of files there are.
async fn rows(house: &TestApp) -> i64 {
    let read =
        house.app.database.read(|c| Ok::<_, DatabaseError>(files::table.count().get_result(c)?));
    read.await.unwrap()
}

/// A declaration that wants photographs of a composter; gives the address of the draft.
pub async fn composter(client: &Client<'_>) -> String {
    let draft = start(client, "tributi-tari-riduzione").await;
    let typed = [("riduzione.tipo_riduzione", "compostaggio"), ("_action", "save")];
    assert_eq!(client.post(&format!("{draft}/riduzione"), &typed).await.status, 303);
    draft
}

on_both! {
    async fn the_content_counts_and_not_the_name(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let path = format!("{}/allegati/foto-compostiera", composter(&citizen).await);
        let bad: [(&str, &[u8]); 8] = [
            ("relazione.pdf", b"solo testo"),
            ("foto.jpg", b"<!DOCTYPE html><script>alert(1)</script>"),
            ("foto.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
            ("foto.pdf", b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><script/></html>"),
            ("foto.jpg", b"MZ\x90\x00\x03\x00\x00\x00"),
            ("foto.jpg", b"#!/bin/sh\nrm -rf /\n"),
            ("vuoto.pdf", b""),
            ("foto.pdf", b"\x30\x82\xff\xff\x06\x09"),
        ];
        for (name, content) in bad {
            let answer = citizen.upload(&path, &[("_step", "riduzione")], &[("_file:foto-compostiera", name, content)]).await;
            assert_eq!(answer.status, 422, "{name} {content:?}: {}", answer.text());
            assert!(answer.text().contains("f-riduzione") || answer.text().contains("Allegati"), "{name}: told on the page");
            assert!(!answer.text().contains("<script>alert"), "{name}");
        }
        assert_eq!(rows(&house).await, 0);
        let name = "../../etc/<b>pàsswd</b>\u{202e}fdp.exe";
        let good = citizen.upload(&path, &[("_step", "riduzione")], &[("_file:foto-compostiera", name, PDF)]).await;
        assert_eq!(good.status, 303, "{}", good.text());
        let page = citizen.get(&path.replace("/allegati/foto-compostiera", "/riduzione")).await.text();
        assert!(page.contains("foto-compostiera.pdf") && !page.contains("passwd") && !page.contains("exe"), "{page}");
    }

    async fn uploads_that_are_no_multipart_are_refused(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let path = format!("{}/allegati/foto-compostiera", composter(&citizen).await);
        let bodies: [(&str, &[u8]); 5] = [
            ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut"),
            ("multipart/form-data; boundary=x", b"no boundary at all"),
            ("multipart/form-data; boundary=x", b"--x\r\n\r\nno disposition\r\n--x--\r\n"),
            ("multipart/form-data", b"--x--\r\n"),
            ("text/plain", b"testo"),
        ];
        for (kind, body) in bodies {
            let request = TestRequest::post().insert_header((CONTENT_TYPE, kind)).set_payload(body);
            let status = citizen.send(request, &path).await.status.as_u16();
            assert!([400, 409, 415, 422].contains(&status), "{kind} {:?}: {status}", String::from_utf8_lossy(body));
        }
        let cut = b"--x\r\nContent-Disposition: form-data; name=\"_file:foto-compostiera\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 cut";
        let request = TestRequest::post()
            .insert_header((CONTENT_TYPE, "multipart/form-data; boundary=x"))
            .set_payload(&cut[..]);
        let answer = citizen.send(request, &path).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        assert_eq!((rows(&house).await, house.stored().len()), (0, 0), "half a file is no file");
        let unknown = path.replace("foto-compostiera", "inventato");
        assert_eq!(citizen.upload(&unknown, &[], &[("_file:inventato", "a.pdf", PDF)]).await.status, 404);
    }

    async fn an_upload_without_its_token_changes_nothing(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let path = format!("{}/allegati/foto-compostiera", composter(&citizen).await);
        let answer = citizen.with_token("altro").upload(&path, &[], &[("_file:foto-compostiera", "a.pdf", PDF)]).await;
        assert_eq!((answer.status.as_u16(), rows(&house).await), (409, 0));
    }

    async fn a_place_takes_no_more_than_it_should(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let path = format!("{}/allegati/foto-compostiera", composter(&citizen).await);
        let one = ("_file:foto-compostiera", "foto.pdf", PDF);
        let answer = citizen.upload(&path, &[("_step", "riduzione")], &[one; 5]).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert!(answer.text().contains("ha già 3 file"), "{}", answer.text());
        assert_eq!(rows(&house).await, 3);
    }

    async fn a_signature_that_proves_nothing_is_refused_and_replaced(db: TestDatabase) {
        let house = TestApp::trusting(db, Authority::get().trust());
        house.clock.set(chrono::Utc::now() + chrono::Duration::minutes(1));
        let data = record(&house, "edilizia-scia/ristrutturazione-con-procura.json");
        let prepared = house.prepare("valdoria", "livia-sartori", "edilizia-scia", data).await;
        let citizen = house.citizen("valdoria", "livia-sartori").await;
        let draft = format!("/bozze/{}", prepared.draft);
        assert_eq!(citizen.post(&format!("{draft}/riepilogo"), &[]).await.path(), format!("{draft}/firma"));
        let path = format!("{draft}/documenti/main");
        let pdf = citizen.get(&path).await.body;
        let authority = Authority::get();
        let whole = authority.sign(&pdf, &[LIVIA]);
        let mut nested = whole.clone();
        for _ in 0..50 {
            nested = authority.sign(&nested, &[LIVIA]);
        }
        let other = authority.sign(PDF, &[LIVIA]);
        let bad: [(&str, &[u8]); 7] = [
            ("annidata.p7m", &nested),
            ("troncata.p7m", &whole[..whole.len() / 2]),
            ("testa.p7m", &whole[..20]),
            ("altro-contenuto.p7m", &other),
            ("non-firmato.pdf", &pdf),
            ("testo.p7m", b"non sono una firma"),
            ("vuota.p7m", b""),
        ];
        let began = std::time::Instant::now();
        for (name, content) in bad {
            let answer = citizen.upload(&path, &[], &[("_file:main", name, content)]).await;
            assert_eq!(answer.status, 422, "{name}: {}", answer.text());
            assert!(answer.text().contains("href=\"#document-main\""), "{name}: the summary leads to the document");
            let sent = citizen.post(&format!("{draft}/invia"), &[("_key", &prepared.key)]).await;
            assert_eq!(sent.path(), format!("{draft}/firma"), "{name}: not sent");
        }
        assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
        let good = citizen.upload(&path, &[], &[("_file:main", "firmata.p7m", &whole)]).await;
        assert_eq!(good.status, 303, "{}", good.text());
        let attached = format!("{draft}/allegati/documentazione-foto");
        let answer = citizen.upload(&attached, &[], &[("_file:documentazione-foto", "a.p7m", &nested)]).await;
        assert_eq!(answer.status, 303, "what needs no signature is kept with its verdict");
        assert_eq!(citizen.get(&format!("{draft}/conclusione")).await.status, 200);
    }
}
