//! The jobs that fetch evidence, against real servers of this machine: a CRL server, an OCSP responder (the openssl
//! program), a server of trusted lists; on both databases, with a clock that is moved.

mod authority;
mod list;
mod listing;
mod revocation;
mod server;
