//! Writing an archive; it has its name only when it is complete and on the disk.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::manifest::{MANIFEST, Manifest, Part};

/// An archive being written.
pub struct Writer {
    tar: tar::Builder<GzEncoder<File>>,
    draft: PathBuf,
    target: PathBuf,
    parts: Vec<Part>,
}

impl Writer {
    /// Begins `target`; refuses one that is there.
    pub fn create(target: &Path) -> io::Result<Self> {
        if target.exists() {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!("{} is there already", target.display()),
            ));
        }
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let draft = target.with_file_name(name);
        // Most objects are compressed pictures and PDFs: little would be gained by more effort.
        let encoder = GzEncoder::new(File::create(&draft)?, Compression::fast());
        Ok(Self {
            tar: tar::Builder::new(encoder),
            draft,
            target: target.to_owned(),
            parts: Vec::new(),
        })
    }

    /// Adds the content of `file` as `name`.
    pub fn add(&mut self, name: &str, file: &mut File) -> io::Result<()> {
        file.rewind()?;
        let size = file.metadata()?.len();
        let mut reading = Digesting { inner: file.take(size), digest: Sha256::new() };
        self.tar.append_data(&mut header(size), name, &mut reading)?;
        let sha256 = hex::encode(reading.digest.finalize());
        self.parts.push(Part { name: name.to_owned(), size, sha256 });
        Ok(())
    }

    /// Writes the manifest, whose parts are those added, and gives the archive its name.
    pub fn finish(mut self, mut manifest: Manifest) -> io::Result<Manifest> {
        manifest.parts = std::mem::take(&mut self.parts);
        let text = serde_json::to_vec_pretty(&manifest)?;
        self.tar.append_data(&mut header(text.len() as u64), MANIFEST, &text[..])?;
        let file = self.tar.into_inner()?.finish()?;
        file.sync_all()?;
        std::fs::rename(&self.draft, &self.target)?;
        Ok(manifest)
    }
}

fn header(size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o600);
    header
}

struct Digesting<R> {
    inner: R,
    digest: Sha256,
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.digest.update(&buffer[..count]);
        Ok(count)
    }
}
