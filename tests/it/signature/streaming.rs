//! A file far larger than what may be held in memory.

use super::fixture::fixture;
use super::forge::{children, oid};
use sportello::engine::signature::report::Verdict;
use sportello::engine::signature::{Limits, Policy, Request, content, verify};
use std::io::{self, Read, Seek, SeekFrom, Write};

const LENGTH: u64 = 200 * 1024 * 1024;

/// A p7m whose content is zeros that exist nowhere: it remembers how much was asked of it at a time.
struct Vast {
    head: Vec<u8>,
    tail: Vec<u8>,
    at: u64,
    largest: usize,
}

impl Vast {
    fn new() -> Self {
        let small = fixture().read("files/stream.p7m");
        // The fields after the content, of a signature made over something else: the digest cannot match.
        let plain = fixture().read("files/plain.p7m");
        let info = children(&children(&plain)[0].2);
        let fields = children(&children(&info[1].2)[0].2);
        let tail: Vec<u8> = fields[3..].iter().flat_map(|(_, whole, _)| whole.clone()).collect();
        assert_eq!(small[0], 0x30);
        let mut head = vec![0x30, 0x80];
        head.extend(oid("1.2.840.113549.1.7.2"));
        head.extend([0xa0, 0x80, 0x30, 0x80]);
        head.extend(&fields[0].1);
        head.extend(&fields[1].1);
        head.extend([0x30, 0x80]);
        head.extend(oid("1.2.840.113549.1.7.1"));
        head.extend([0xa0, 0x80, 0x04, 0x84]);
        head.extend((LENGTH as u32).to_be_bytes());
        let tail = [vec![0; 4], tail, vec![0; 6]].concat();
        Self { head, tail, at: 0, largest: 0 }
    }

    fn length(&self) -> u64 {
        self.head.len() as u64 + LENGTH + self.tail.len() as u64
    }
}

impl Read for Vast {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.largest = self.largest.max(buffer.len());
        let (head, content_end) = (self.head.len() as u64, self.head.len() as u64 + LENGTH);
        let (source, start, end): (Option<&[u8]>, u64, u64) = match self.at {
            at if at < head => (Some(&self.head), 0, head),
            at if at < content_end => (None, head, content_end),
            _ => (Some(&self.tail), content_end, self.length()),
        };
        let count = buffer.len().min((end - self.at) as usize);
        let from = (self.at - start) as usize;
        match source {
            Some(bytes) => buffer[..count].copy_from_slice(&bytes[from..from + count]),
            None => buffer[..count].fill(0),
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Vast {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(offset) => self.length().saturating_add_signed(offset),
            SeekFrom::Current(offset) => self.at.saturating_add_signed(offset),
        };
        Ok(self.at)
    }
}

struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn two_hundred_megabytes_are_read_in_small_pieces() {
    let (trust, revocation, policy) =
        (fixture().trust(), fixture().revocation("crl/ca.pem"), Policy::bundled().unwrap());
    let mut file = Vast::new();
    let report = verify(&mut file, Request::new(&trust, &revocation, &policy, chrono::Utc::now()));
    assert_eq!(report.verdict, Verdict::TotalFailed, "{report}");
    assert_eq!(report.content.map(|content| content.bytes), Some(LENGTH));
    assert!(file.largest <= 1024 * 1024, "{} bytes were asked at once", file.largest);
}

#[test]
fn content_is_written_as_it_is_read() {
    let (mut file, mut count) = (Vast::new(), Count(0));
    let extracted = content(&mut file, &Limits::default(), &mut count).unwrap();
    assert_eq!((extracted.bytes, count.0, extracted.layers), (LENGTH, LENGTH, 1));
}

#[test]
fn the_innermost_document_comes_out() {
    let document = fixture().read("document.pdf");
    for file in ["plain", "nested", "base64-twice", "pem", "mime", "parallel"] {
        let mut out = Vec::new();
        let mut signed = io::Cursor::new(fixture().read(&format!("files/{file}.p7m")));
        let extracted = content(&mut signed, &Limits::default(), &mut out).unwrap();
        assert!(out == document, "{file}");
        assert_eq!(extracted.media_type, "application/pdf");
    }
}
