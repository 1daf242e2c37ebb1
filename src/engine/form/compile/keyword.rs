//! The closed vocabulary: which keywords may stand on what.

use crate::base::fault::Fault;

use super::super::source::Located;

/// JSON Schema keywords that relate the fields of an object.
pub(super) const COMBINATORS: [&str; 9] = [
    "anyOf",
    "oneOf",
    "allOf",
    "not",
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
];

/// JSON Schema keywords of a value, handed to the validator as written.
pub(super) const VALUE: [&str; 13] = [
    "type",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "uniqueItems",
];

const COMMON: [&str; 8] =
    ["title", "description", "help", "when", "prefill", "errors", "legal", "readonly"];
const OBJECT: [&str; 6] = ["type", "properties", "required", "assert", "attachments", "stops"];
const LIST: [&str; 8] = [
    "type",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "item_title",
    "add_label",
    "required_when",
];
const FIELD: [&str; 14] = [
    "required_when",
    "compute",
    "titles",
    "hints",
    "codelist",
    "unit",
    "decimals",
    "grouping",
    "widget",
    "autocomplete",
    "items",
    "minItems",
    "maxItems",
    "examples",
];
const FORM: [&str; 19] = [
    "$schema",
    "code",
    "version",
    "title",
    "description",
    "type",
    "properties",
    "required",
    "parameters",
    "documents",
    "roles",
    "attachments",
    "stops",
    "assert",
    "fees",
    "subject",
    "sources",
    "notes",
    "errors",
];

/// The kinds of place a keyword may stand in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Form,
    Object,
    List,
    Field,
    Item,
    Assert,
    Stop,
    Attachment,
    Document,
    Signer,
    Role,
    Fee,
    Legal,
    Parameter,
}

impl Place {
    fn allows(self, key: &str) -> bool {
        let among = |lists: &[&[&str]]| lists.iter().any(|list| list.contains(&key));
        match self {
            Self::Form => among(&[&FORM, &COMBINATORS]),
            Self::Object => among(&[&COMMON, &OBJECT, &COMBINATORS, &["item_title"]]),
            Self::List => among(&[&COMMON, &LIST]),
            Self::Field => among(&[&COMMON, &FIELD, &VALUE]),
            Self::Item => among(&[&VALUE, &["titles", "hints", "codelist"]]),
            Self::Assert => among(&[&["that", "message", "at", "level", "source"]]),
            Self::Stop => among(&[&["when", "message", "source", "verified_on"]]),
            Self::Attachment => among(&[&[
                "code",
                "title",
                "description",
                "when",
                "types",
                "min",
                "max",
                "signed_by",
                "source",
                "verified_on",
            ]]),
            Self::Document => {
                among(&[&["code", "title", "description", "signature", "when", "steps", "signers"]])
            }
            Self::Signer => among(&[&[
                "role",
                "title",
                "party",
                "each",
                "where",
                "when",
                "fiscal_code",
                "name",
                "surname",
            ]]),
            Self::Role => among(&[&[
                "title",
                "party",
                "each",
                "where",
                "when",
                "fiscal_code",
                "name",
                "surname",
            ]]),
            Self::Fee => among(&[&[
                "code",
                "title",
                "amount",
                "when",
                "due",
                "source",
                "verified_on",
                "description",
            ]]),
            Self::Legal => among(&[&["source", "version", "verified_on"]]),
            Self::Parameter => among(&[&[
                "type",
                "default",
                "title",
                "description",
                "enum",
                "format",
                "source",
                "verified_on",
                "unit",
            ]]),
        }
    }
}

/// One fault for each keyword that has no meaning here.
pub(super) fn check(node: &Located, place: Place, faults: &mut Vec<Fault>) {
    for (key, value) in node.fields() {
        if !place.allows(key) {
            let hint = nearest(key, place)
                .map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
            faults.push(value.fault(format!("unknown keyword `{key}`{hint}")));
        }
    }
}

/// The allowed keyword that differs in one or two letters.
fn nearest(key: &str, place: Place) -> Option<&'static str> {
    let all = COMMON.iter().chain(&OBJECT).chain(&LIST).chain(&FIELD).chain(&FORM).chain(&VALUE);
    all.copied().filter(|known| place.allows(known)).find(|known| distance(key, known) <= 2)
}

/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (corner + usize::from(x != *y)).min(above + 1).min(row[j] + 1);
            corner = above;
        }
    }
    row[b.len()]
}
