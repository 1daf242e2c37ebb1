//! Floor 4: the use cases. A use case is one function and one write transaction; what the world must do afterwards is
//! enqueued in that transaction. Each folder: `model` (rows), `queries` (the only Diesel), `service` (use cases), `error`.

pub mod case;
pub mod catalogue;
pub mod draft;
pub mod file;
pub mod id;
pub mod identity;
pub mod message;
pub mod notice;
pub mod paper;
pub mod rating;
mod scope;
pub mod seal;
pub mod tenant;

pub use scope::Scope;
