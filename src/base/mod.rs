//! Floor 0: the vocabulary that every other floor speaks.
//!
//! Values with a meaning (fiscal codes, money, ids, dates) and nothing that does input or output. A value that exists
//! is valid: constructors parse.

pub mod clock;
pub mod color;
pub mod fault;
pub mod fiscal_code;
pub mod ids;
pub mod money;
pub mod patch;
pub mod slug;
pub mod vat_number;
