//! The ground of the stack: a file or a slice.

use super::{ReadSeek, Source};
use std::cell::RefCell;
use std::io::{self, SeekFrom};

/// A seekable reader seen as a [`Source`].
pub struct FileSource<'a> {
    inner: RefCell<(&'a mut dyn ReadSeek, u64)>,
    length: u64,
}

impl<'a> FileSource<'a> {
    /// Measures the reader and takes it over.
    ///
    /// # Errors
    /// When the reader cannot seek.
    pub fn new(reader: &'a mut dyn ReadSeek) -> io::Result<Self> {
        let length = reader.seek(SeekFrom::End(0))?;
        Ok(Self { inner: RefCell::new((reader, length)), length })
    }
}

impl Source for FileSource<'_> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let mut guard = self.inner.borrow_mut();
        let (reader, at) = &mut *guard;
        if *at != position {
            reader.seek(SeekFrom::Start(position))?;
            *at = position;
        }
        let mut done = 0;
        while done < buffer.len() {
            match reader.read(&mut buffer[done..]) {
                Ok(0) => break,
                Ok(read) => done += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        *at += done as u64;
        Ok(done)
    }
}

/// Bytes already in memory seen as a [`Source`].
pub struct SliceSource<'a>(pub &'a [u8]);

impl Source for SliceSource<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let start = usize::try_from(position).unwrap_or(usize::MAX).min(self.0.len());
        let rest = &self.0[start..];
        let read = rest.len().min(buffer.len());
        buffer[..read].copy_from_slice(&rest[..read]);
        Ok(read)
    }
}
