//! The vocabulary.

mod fiscal_code;
