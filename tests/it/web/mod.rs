//! The citizen's pages, asked as a browser without scripts asks them, from the first page of a service to the closed case; and
//! what the house answers to haste, to mistakes and to malice. What officers do has its own room, `backoffice`.

pub mod authority;
mod bad_input;
mod bad_upload;
mod bomb;
mod budget;
mod crash;
mod draft;
mod flood;
mod journey;
mod page;
mod record;
mod search;
mod submit;
mod wire;
