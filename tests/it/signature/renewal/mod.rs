//! The jobs that fetch evidence, against real servers of this machine: a CRL server, an OCSP responder (the openssl
//! program), a server of trusted lists; on both databases, with a clock that is moved.

mod authority;
mod command;
mod level;
mod list;
mod listing;
mod page;
mod revocation;
mod server;

pub use listing::{Operator, italian_list};
