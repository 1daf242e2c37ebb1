//! Objects inside object streams: found by the scan, opened again when they are compared, within a budget.

use super::item::Item;
use super::lexer::Lexer;
use super::scan::{OBJECTS, Object, Scan, classify};
use super::stream;
use crate::engine::signature::source::{SliceSource, Source};
use std::io;
use std::rc::Rc;

/// Decoded bytes of one object stream.
const BUNDLE: usize = 4 * 1024 * 1024;
/// Decoded bytes over a whole file, comparisons included: what bounds the time.
const BUDGET: u64 = 192 * 1024 * 1024;
/// Streams kept open.
const OPEN: usize = 2;

/// Where an object stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundle {
    /// Offset of its dictionary.
    pub start: u64,
    pub end: u64,
}

/// The dictionary and the decoded content of a stream.
type Unfolded = Rc<(Item, Vec<u8>)>;

/// Decoded streams, and what is left to decode.
#[derive(Debug)]
pub struct Opened {
    /// By the offset of the bundle.
    streams: Vec<(u64, Unfolded)>,
    left: u64,
}

impl Default for Opened {
    fn default() -> Self {
        Self { streams: Vec::new(), left: BUDGET }
    }
}

impl Scan {
    /// Adds the objects of an object stream. One that cannot be read is remembered: what it hides cannot be told.
    pub(super) fn unpack(&mut self, source: &dyn Source, bundle: Bundle) -> io::Result<()> {
        let opened = match self.open(source, bundle) {
            Ok(opened) => opened,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                self.opaque.push(bundle.start);
                return Ok(());
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                self.opaque.push(bundle.start);
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let (dictionary, bytes) = &*opened;
        let Ok(contents) = stream::contents(dictionary, bytes, OBJECTS) else {
            self.opaque.push(bundle.start);
            return Ok(());
        };
        let place = SliceSource(bytes);
        for (number, start) in contents {
            let mut lexer = Lexer::new(&place, start);
            let Ok(item) = Item::read(&mut lexer) else { continue };
            if self.objects.len() == OBJECTS {
                self.truncated = true;
                return Ok(());
            }
            let (end, class) = (lexer.position, classify(&item));
            let highest = item.highest();
            self.objects.push(Object { number, start, end, class, bundle: Some(bundle), highest });
        }
        Ok(())
    }

    fn open(&self, source: &dyn Source, bundle: Bundle) -> io::Result<Rc<(Item, Vec<u8>)>> {
        let mut opened = self.opened.borrow_mut();
        if let Some((_, known)) = opened.streams.iter().find(|(start, _)| *start == bundle.start) {
            return Ok(Rc::clone(known));
        }
        let limit = BUNDLE.min(usize::try_from(opened.left).unwrap_or(BUNDLE));
        let read = stream::read(source, bundle.start, bundle.end, limit);
        // A refusal costs as well.
        let cost = read.as_ref().map_or(bundle.end - bundle.start, |(_, bytes)| bytes.len() as u64);
        opened.left = opened.left.saturating_sub(cost);
        let read = Rc::new(read?);
        if opened.streams.len() == OPEN {
            opened.streams.remove(0);
        }
        opened.streams.push((bundle.start, Rc::clone(&read)));
        Ok(read)
    }

    /// Calls `work` with the bytes in which an object lies.
    ///
    /// # Errors
    /// When its object stream cannot be opened any more; what `work` gives.
    pub(super) fn with<T>(
        &self,
        source: &dyn Source,
        object: &Object,
        work: impl FnOnce(&dyn Source) -> io::Result<T>,
    ) -> io::Result<T> {
        match object.bundle {
            None => work(source),
            Some(bundle) => {
                let opened = self.open(source, bundle)?;
                work(&SliceSource(&opened.1))
            }
        }
    }
}
