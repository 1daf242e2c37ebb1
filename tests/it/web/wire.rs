//! HTTP by hand over a socket: what a test client does not send.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The head and body of an answer, as they came.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub text: String,
}

impl Reply {
    /// The value of a header, empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        let line =
            |line: &&str| line.to_lowercase().starts_with(&format!("{}:", name.to_lowercase()));
        let head = self.text.split("\r\n\r\n").next().unwrap_or_default();
        head.lines().find(line).map_or("", |l| l.split_once(':').unwrap().1.trim())
    }
}

/// Asks once; `None` when the connection breaks before a whole head came, as when a server dies.
pub fn ask(
    to: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Option<Reply> {
    let mut stream = TcpStream::connect(to).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(format!("{head}\r\n{body}").as_bytes()).ok()?;
    read(stream)
}

/// Reads an answer to its end.
pub fn read(mut stream: TcpStream) -> Option<Reply> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 * 1024];
    // A reset after the answer does not take the answer back.
    while let Ok(size @ 1..) = stream.read(&mut chunk) {
        bytes.extend_from_slice(&chunk[..size]);
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    text.contains("\r\n\r\n").then_some(Reply { status, text })
}
