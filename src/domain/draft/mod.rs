//! Drafts: a form being filled, saved at any moment, even wrong or half empty.
//!
//! A draft pins its definitions. Validation never prevents saving; a page that was overtaken by another window is told so and
//! keeps what was typed. Editing a draft whose documents are sealed discards them. Idle drafts are announced, then deleted.

mod error;
mod expiry;
mod model;
mod queries;
mod service;
mod signing;
mod view;

pub use error::DraftError;
pub use expiry::{Expired, expire};
pub use model::{Draft, DraftState};
pub use queries::{find, mark_submitted, of_person};
pub use service::{
    Opened, SaveInput, Saved, discard, mark_sealed, open, open_new, own, replace_data, save,
    unseal_draft,
};
pub use signing::Unsigned;
pub use view::{Filled, fill, user_facts};
