//! Two hundred megabytes where thirty are allowed, over a real socket: refused while they come, and nothing of them is kept.

use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use sportello::config::ServerConfig;
use sportello::platform::telemetry::Metrics;
use sportello::web::server;

use super::bad_upload::composter;
use super::wire::{Reply, read};
use crate::harness::TestApp;
use crate::on_both;

const SIZE: usize = 200 * 1024 * 1024;

/// Sends a file of [`SIZE`] bytes made while it goes; gives the answer and how much the server took.
fn flood(to: SocketAddr, path: &str, cookie: &str, csrf: &str) -> (Reply, usize) {
    let part = format!(
        "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{csrf}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"_file:foto-compostiera\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\n"
    );
    let end = "\r\n--x--\r\n";
    let length = part.len() + SIZE + end.len();
    let mut stream = TcpStream::connect(to).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Length: {length}\r\n\
         Content-Type: multipart/form-data; boundary=x\r\n\r\n{part}"
    );
    stream.write_all(head.as_bytes()).unwrap();
    // Somebody listens while the rest is sent: the refusal comes early.
    let listening = stream.try_clone().unwrap();
    let listener = std::thread::spawn(move || read(listening));
    let (mut sent, mut seed) = (0, 1_u32);
    let mut chunk = vec![0; 64 * 1024];
    while sent < SIZE {
        for byte in &mut chunk {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = (seed >> 24) as u8;
        }
        if stream.write_all(&chunk).is_err() {
            break;
        }
        sent += chunk.len();
    }
    let _ = stream.write_all(end.as_bytes());
    (listener.join().unwrap().expect("an answer, not a broken connection"), sent)
}

on_both! {
    async fn two_hundred_megabytes_are_refused_and_leave_nothing(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = composter(&citizen).await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let to = listener.local_addr().unwrap();
        let config = ServerConfig { threads: 1, stop_seconds: 1, ..ServerConfig::default() };
        let metrics = Arc::new(Metrics::new().unwrap());
        let running = server(house.app.clone().into_inner(), &config, listener, metrics).unwrap();
        let handle = running.handle();
        let serving = actix_web::rt::spawn(running);
        let (cookie, csrf) = citizen.session();
        let path = format!("/c/valdoria{draft}/allegati/foto-compostiera");
        let sending = actix_web::web::block(move || flood(to, &path, &cookie, &csrf)).await;
        let (reply, sent) = sending.unwrap();
        assert_eq!(reply.status, 413, "{}", reply.text);
        assert!(reply.text.contains("troppo grande") || reply.text.contains("pesa"), "{}", reply.text);
        let limit = usize::try_from(house.scope("valdoria").tenant.limits.attachment_bytes).unwrap();
        assert!(sent < SIZE && sent >= limit, "the rest was not waited for: {sent}");
        assert_eq!(house.stored(), Vec::<std::path::PathBuf>::new());
        let page = citizen.get(&format!("{draft}/riduzione")).await.text();
        assert!(page.contains("compostaggio") && !page.contains("class=\"slot-file\""), "{page}");
        handle.stop(false).await;
        serving.await.unwrap().unwrap();
    }
}
