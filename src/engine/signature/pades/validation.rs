//! The validation data that a PDF carries (DSS and VRI, ISO 32000-2 §12.8.4.3): certificates, CRLs, OCSP answers.
//!
//! Each is signed by itself and judged like any other, so nothing depends on where in the file it was found.

use super::item::Item;
use super::lexer::Lexer;
use super::scan::{Class, Object, Scan};
use super::stream;
use crate::engine::signature::limit::Limits;
use crate::engine::signature::revocation::{Crl, OcspAnswer, RevocationData};
use crate::engine::signature::source::Source;
use crate::engine::signature::x509::Certificate;
use std::collections::{BTreeSet, HashMap};
use std::io;

/// Streams read at most.
const MANY: usize = 200;
/// Keys of DSS and of a VRI.
const KEYS: [&[u8]; 6] = [b"Certs", b"CRLs", b"OCSPs", b"Cert", b"CRL", b"OCSP"];

/// What was found.
#[derive(Debug, Default)]
pub struct Validation {
    pub certificates: Vec<Certificate>,
    pub revocation: RevocationData,
}

/// Reads the validation data of every revision, within the limits. What is malformed or cannot be read is passed over.
pub fn read(source: &dyn Source, scan: &Scan, limits: &Limits) -> Validation {
    let stores = scan.objects.iter().filter(|object| object.class == Class::Validation);
    let mut wanted = BTreeSet::new();
    let mut last: HashMap<u32, &Object> = HashMap::new();
    for object in &scan.objects {
        last.insert(object.number, object);
    }
    for store in stores {
        let Ok(item) = scan.item(source, store) else { continue };
        for key in KEYS {
            gather(source, scan, &last, item.get(key), &mut wanted);
        }
    }
    let (mut found, mut room) = (Validation::default(), limits.metadata);
    for number in wanted.into_iter().take(MANY) {
        let Some(object) = last.get(&number).filter(|object| object.bundle.is_none()) else {
            continue;
        };
        let limit = limits.element.min(room);
        let Ok((_, bytes)) = stream::read(source, object.start, object.end, limit) else {
            continue;
        };
        room -= bytes.len();
        if found.certificates.len() < limits.certificates
            && let Ok(certificate) = Certificate::parse(&bytes)
        {
            found.certificates.push(certificate);
        } else if let Ok(answer) = OcspAnswer::parse(&bytes) {
            found.revocation.ocsp.push(answer);
        } else if let Ok(list) = Crl::parse(&bytes) {
            found.revocation.crls.push(list);
        }
    }
    found
}

/// Numbers of the streams that an array names, itself perhaps an object of its own.
fn gather(
    source: &dyn Source,
    scan: &Scan,
    last: &HashMap<u32, &Object>,
    item: Option<&Item>,
    wanted: &mut BTreeSet<u32>,
) {
    let numbers = |items: &[Item], wanted: &mut BTreeSet<u32>| {
        for item in items.iter().take(MANY) {
            if let Item::Reference(number) = item {
                wanted.insert(*number);
            }
        }
    };
    match item {
        Some(Item::Array(items)) => numbers(items, wanted),
        Some(Item::Reference(number)) => {
            let array = last.get(number).and_then(|object| scan.item(source, object).ok());
            if let Some(Item::Array(items)) = array {
                numbers(&items, wanted);
            }
        }
        _ => {}
    }
}

impl Scan {
    /// The value of an object, wherever it is.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub(super) fn item(&self, source: &dyn Source, object: &Object) -> io::Result<Item> {
        self.with(source, object, |place| Item::read(&mut Lexer::new(place, object.start)))
    }
}
