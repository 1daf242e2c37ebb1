//! Real parts for the tests: databases of both backends, an SMTP server, an S3 server.
//!
//! `make test` starts the servers and gives their addresses in `SPORTELLO_TEST_*`. A part that is not there makes its tests
//! print what is missing and pass, so that a bare `cargo test` works anywhere; with `SPORTELLO_TEST_ALL=1` (set by
//! `make test`) a missing part is a failure.

#[macro_use]
mod both;
mod app;
mod case;
mod client;
mod database;
mod mail;
mod store;

pub use app::TestApp;
pub use case::Prepared;
pub use client::{Answer, Client, form_case};
pub use database::TestDatabase;
pub use mail::MailServer;
pub use store::S3Server;

/// The address in the environment variable `name`; says how to get one when there is none.
pub fn part(name: &str, what: &str) -> Option<String> {
    let address = std::env::var(name).ok().filter(|text| !text.is_empty());
    if address.is_none() {
        let message = format!("{what} is not there: run `make test`, or set {name}");
        assert!(std::env::var_os("SPORTELLO_TEST_ALL").is_none(), "{message}");
        println!("skipped: {message}");
    }
    address
}
