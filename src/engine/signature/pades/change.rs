//! What was changed after an offset: an incremental update may add a signature, or another document.

use super::item::Item;
use super::lexer::{Lexer, is_blank};
use super::scan::{Class, Object, Scan};
use super::xref::{self, Place, Section};
use crate::engine::signature::crypto::{Digest, Hasher};
use crate::engine::signature::source::{CHUNK, Source, stream};
use std::collections::{HashMap, HashSet};
use std::io;

/// How what follows an offset differs from what precedes it, from harmless to not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing follows.
    Nothing,
    /// Only signatures, their fields, time-stamps and validation data.
    Signatures,
    /// Form fields were filled or annotations were added.
    Fields(String),
    /// Something else was redefined: pages, contents, or what cannot be told.
    Content(String),
    /// Bytes that are no update at all.
    Garbage(u64),
}

/// Keys that signing may add to, or change in, an object that it redefines.
fn free_keys(class: Class) -> &'static [&'static [u8]] {
    match class {
        Class::Catalog => {
            &[b"AcroForm", b"DSS", b"Extensions", b"Perms", b"Version", b"Metadata", b"Names"]
        }
        Class::Page => &[b"Annots", b"LastModified"],
        _ => &[],
    }
}

/// Compares what follows `offset` with what precedes it.
///
/// # Errors
/// Any error of the medium.
pub fn changes_after(source: &dyn Source, scan: &Scan, offset: u64) -> io::Result<Change> {
    if is_blank_between(source, offset, source.len())? {
        return Ok(Change::Nothing);
    }
    let last = scan.ends.iter().copied().filter(|&end| end > offset).max();
    let later = |at: u64| at >= offset;
    let Some(last) = last.filter(|_| {
        scan.objects.iter().any(|object| later(object.at()))
            || scan.roots.iter().any(|(at, _)| later(*at))
    }) else {
        return Ok(Change::Garbage(source.len() - offset));
    };
    if !is_blank_between(source, last, source.len())? {
        return Ok(Change::Garbage(source.len() - last));
    }
    if scan.truncated {
        return Ok(Change::Content("troppi oggetti per confrontarli".to_owned()));
    }
    if scan.opaque.iter().any(|&at| later(at)) {
        return Ok(Change::Content("oggetti aggiunti in una forma illeggibile".to_owned()));
    }
    let before: HashMap<u32, &Object> = scan
        .objects
        .iter()
        .filter(|object| !later(object.at()))
        .map(|object| (object.number, object))
        .collect();
    let mut content = redirected(source, scan, &before, offset)?;
    let mut fields = Vec::new();
    // A number that was announced, or that something signed refers to in vain, is not new.
    let announced = scan.sizes.iter().filter(|(at, _)| *at < offset).map(|(_, size)| *size);
    let awaited = before.values().map(|object| object.highest.saturating_add(1));
    let known = announced.chain(awaited).max().unwrap_or(0);
    for object in scan.objects.iter().filter(|object| later(object.at())) {
        let previous = before.get(&object.number).copied();
        let redefined = previous.is_some() || object.number < known;
        match judge(source, scan, object, previous, redefined)? {
            Effect::Harmless => {}
            Effect::Field => fields.push(object.number.to_string()),
            Effect::Content => content.push(format!("{} ({:?})", object.number, object.class)),
        }
    }
    Ok(if !content.is_empty() {
        Change::Content(format!("oggetti ridefiniti: {}", shorten(&content)))
    } else if !fields.is_empty() {
        Change::Fields(format!("campi o annotazioni: {}", shorten(&fields)))
    } else {
        Change::Signatures
    })
}

/// Objects that an update changes without writing them: another catalog, a cross reference that points elsewhere in what
/// was signed, an object taken away. Where cross references cannot be read only the catalog is compared.
fn redirected(
    source: &dyn Source,
    scan: &Scan,
    before: &HashMap<u32, &Object>,
    offset: u64,
) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let Some(sections) = xref::sections(source)? else {
        let root = |later: bool| {
            scan.roots.iter().filter(move |(at, _)| (*at >= offset) == later).map(|(_, root)| *root)
        };
        let old = root(false).next_back();
        found.extend(root(true).filter(|new| old.is_some_and(|old| old != *new)).map(catalog));
        return Ok(found);
    };
    let (later, earlier): (Vec<&Section>, Vec<&Section>) =
        sections.iter().partition(|section| section.start >= offset);
    let old = earlier.iter().find_map(|section| section.root);
    let roots = later.iter().filter_map(|section| section.root);
    found.extend(roots.filter(|new| old.is_some_and(|old| old != *new)).map(catalog));
    let mut old: HashMap<u32, Place> = HashMap::new();
    for (number, place) in earlier.iter().flat_map(|section| &section.entries) {
        old.entry(*number).or_insert(*place);
    }
    let written: HashSet<u32> = scan
        .objects
        .iter()
        .filter(|object| object.at() >= offset)
        .map(|object| object.number)
        .collect();
    for (number, place) in later.iter().flat_map(|section| &section.entries) {
        let was = old.get(number).copied().unwrap_or(Place::Free);
        let class = before.get(number).map(|object| object.class);
        let plain = matches!(class, Some(Class::Structure | Class::Metadata | Class::Validation));
        let odd = match place {
            // The list of free entries begins at object 0, and in it nothing is lost that was not there.
            Place::Free => was != Place::Free && *number != 0 && !plain,
            Place::At(at) if *at < offset => was != *place,
            Place::At(_) | Place::In(..) => !written.contains(number) && was != *place,
        };
        if odd {
            found.push(format!("{number} (richiamato altrove)"));
        }
    }
    Ok(found)
}

fn catalog(number: u32) -> String {
    format!("{number} (altro catalogo)")
}

enum Effect {
    Harmless,
    Field,
    Content,
}

fn judge(
    source: &dyn Source,
    scan: &Scan,
    object: &Object,
    previous: Option<&Object>,
    redefined: bool,
) -> io::Result<Effect> {
    Ok(match object.class {
        Class::Signature | Class::Validation | Class::Metadata | Class::Structure => {
            Effect::Harmless
        }
        // A new object changes nothing by itself: something old must come to point to it.
        _ if !redefined && object.class != Class::Annotation => Effect::Harmless,
        Class::Widget | Class::Form if is_signature_field(source, scan, object) => Effect::Harmless,
        Class::Annotation | Class::Widget | Class::Form => Effect::Field,
        Class::Catalog | Class::Page if previous.is_none() => Effect::Harmless,
        _ => match previous {
            Some(previous) if is_same(source, scan, object, previous)? => Effect::Harmless,
            // An array of annotations, or what was in an object stream and has no type of its own.
            None if is_list(source, scan, object) => Effect::Harmless,
            Some(_) if is_list(source, scan, object) => Effect::Field,
            _ => Effect::Content,
        },
    })
}

fn is_same(source: &dyn Source, scan: &Scan, one: &Object, other: &Object) -> io::Result<bool> {
    let print = |object: &Object| match fingerprint(source, scan, object) {
        // Too much to open: it cannot be told, so it is not the same.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(None),
        other => other.map(Some),
    };
    let (one, other) = (print(one)?, print(other)?);
    Ok(one.is_some() && one == other)
}

fn is_signature_field(source: &dyn Source, scan: &Scan, object: &Object) -> bool {
    scan.item(source, object)
        .is_ok_and(|item| item.is(b"FT", b"Sig") || item.get(b"SigFlags").is_some())
}

/// Whether the object is only a list of references, as of annotations or fields.
fn is_list(source: &dyn Source, scan: &Scan, object: &Object) -> bool {
    let item = scan.item(source, object);
    matches!(item, Ok(Item::Array(items)) if items.iter().all(|item| matches!(item, Item::Reference(_))))
}

/// Digest of an object's value and stream, without the keys that signing may change.
fn fingerprint(source: &dyn Source, scan: &Scan, object: &Object) -> io::Result<Vec<u8>> {
    scan.with(source, object, |place| {
        let mut hasher = Hasher::new([Digest::Sha256]);
        let mut lexer = Lexer::new(place, object.start);
        if let Ok(item) = Item::read(&mut lexer) {
            feed(place, &item, free_keys(object.class), &mut hasher)?;
        }
        if !matches!(object.class, Class::Catalog | Class::Page) && lexer.position < object.end {
            stream(place, lexer.position, object.end, &mut |chunk| {
                hasher.update(chunk);
                Ok(())
            })?;
        }
        Ok(hasher.finish().into_iter().next().map(|(_, value)| value).unwrap_or_default())
    })
}

fn feed(source: &dyn Source, item: &Item, free: &[&[u8]], hasher: &mut Hasher) -> io::Result<()> {
    match item {
        Item::Dictionary(entries) => {
            let mut kept: Vec<_> =
                entries.iter().filter(|(key, _)| !free.contains(&key.as_slice())).collect();
            kept.sort_by(|(a, _), (b, _)| a.cmp(b));
            for (key, value) in kept {
                hasher.update(b"/");
                hasher.update(key);
                feed(source, value, &[], hasher)?;
            }
            hasher.update(b">>");
        }
        Item::Array(items) => {
            hasher.update(b"[");
            for item in items {
                feed(source, item, &[], hasher)?;
            }
            hasher.update(b"]");
        }
        Item::Literal(start, length) | Item::Hex(start, length) => {
            stream(source, *start, start + length, &mut |chunk| {
                hasher.update(chunk);
                Ok(())
            })?;
        }
        other => hasher.update(format!("{other:?}").as_bytes()),
    }
    Ok(())
}

fn is_blank_between(source: &dyn Source, from: u64, to: u64) -> io::Result<bool> {
    let mut buffer = vec![0; CHUNK.min(usize::try_from(to.saturating_sub(from)).unwrap_or(CHUNK))];
    let mut position = from;
    while position < to {
        let want = usize::try_from(to - position).unwrap_or(CHUNK).min(CHUNK);
        let read = source.read_at(position, &mut buffer[..want])?;
        if read == 0 || !buffer[..read].iter().all(|&octet| is_blank(octet) || octet == 0x1a) {
            return Ok(read == 0);
        }
        position += read as u64;
    }
    Ok(true)
}

fn shorten(names: &[String]) -> String {
    let shown = names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 8 { format!("{shown}, …") } else { shown }
}
