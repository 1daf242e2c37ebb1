//! Floor 5: the pages. The only place that knows actix.
//!
//! Rendered on the server; works without JavaScript. Every request is of one tenant (host name, or the prefix `/c/<slug>`),
//! and every handler is a thin translation: request → use case → page. Errors are named for what the person cannot get.

mod backoffice;
mod error;
mod header;
mod here;
mod judge;
mod operation;
mod page;
mod paper;
mod portal;
mod posted;
mod route;
mod server;
mod trace;
mod transfer;
mod view;
mod visitor;

pub use error::PageError;
pub use here::{Here, Tenancy};
pub use route::configure;
pub use server::server;
