//! A web server on a port of this machine: paths with their bytes, or an answer made from what was posted.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

type Answer = dyn Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync;

#[derive(Clone)]
enum Page {
    Bytes(Vec<u8>),
    Made(Arc<Answer>),
}

/// Answers until the process ends.
#[derive(Clone)]
pub struct Server {
    pages: Arc<Mutex<HashMap<String, Page>>>,
    asked: Arc<Mutex<Vec<String>>>,
    pub url: String,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { pages: Arc::default(), asked: Arc::default(), url };
        let other = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                other.answer(stream);
            }
        });
        server
    }

    pub fn put(&self, path: &str, bytes: Vec<u8>) {
        self.pages.lock().unwrap().insert(path.to_owned(), Page::Bytes(bytes));
    }

    pub fn make(
        &self,
        path: &str,
        answer: impl Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) {
        self.pages.lock().unwrap().insert(path.to_owned(), Page::Made(Arc::new(answer)));
    }

    pub fn clear(&self) {
        self.pages.lock().unwrap().clear();
    }

    /// Paths asked for since the last time.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    fn answer(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut line, mut length) = (String::new(), 0);
        reader.read_line(&mut line).unwrap();
        let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) <= 2 {
                break;
            }
            if let Some(value) = header.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        self.asked.lock().unwrap().push(path.clone());
        let page = self.pages.lock().unwrap().get(&path).cloned();
        let found = match page {
            Some(Page::Bytes(bytes)) => Some(bytes),
            Some(Page::Made(make)) => make(&body),
            None => None,
        };
        let mut stream = stream;
        let (status, bytes) =
            found.map_or(("404 Not Found", Vec::new()), |bytes| ("200 OK", bytes));
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            bytes.len()
        );
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bytes));
    }
}
