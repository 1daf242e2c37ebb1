//! Floor 4: the use cases. A use case is one function and one write transaction; what the world must do afterwards is
//! enqueued in that transaction. Each folder: `model` (rows), `queries` (the only Diesel), `service` (use cases), `error`.

pub mod absence;
pub mod access;
pub mod bookmark;
pub mod canned;
pub mod case;
pub mod catalogue;
pub mod draft;
pub mod export;
pub mod file;
pub mod id;
pub mod identity;
pub mod label;
pub mod link;
pub mod message;
pub mod notice;
pub mod paper;
pub mod protocol;
pub mod rating;
pub mod rule;
mod scope;
pub mod seal;
pub mod statistic;
pub mod tenant;
pub mod trust;
pub mod verdict;

pub use scope::Scope;
