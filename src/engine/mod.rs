//! Floor 1: pure engines. Bytes and values in, values out; no database, no HTTP, no disk, no system clock.

pub mod document;
pub mod expression;
pub mod form;
pub mod signature;
pub mod terms;
pub mod workflow;
