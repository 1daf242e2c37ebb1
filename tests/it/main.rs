//! The one integration binary. A folder here mirrors a folder of `src`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::disallowed_methods,
    reason = "a test that panics has failed, which is what it is for"
)]

mod architecture;
mod backoffice;
mod base;
mod cli;
mod config;
mod document;
mod expression;
mod form;
mod harness;
mod job;
mod platform;
mod signature;
mod template;
mod terms;
mod web;
mod workflow;
