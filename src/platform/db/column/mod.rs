//! Column types that mean the same on both backends: text identifiers, text enums, JSON in TEXT.
//!
//! Instants are `chrono::NaiveDateTime` in UTC to the microsecond on a `Timestamp` column; they need no type here.

mod identifier;
mod json;
mod variant;

pub use json::Json;
