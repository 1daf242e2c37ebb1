//! Cases: what a draft becomes when it is submitted, worked by an office along its workflow until it is closed.
//!
//! A case pins procedure, form and workflow. Its history is append-only and chained by hashes; its standing (state, clocks,
//! counts) is the workflow engine's memory. Every change goes through [`act`] or [`fire`], in one transaction, against the
//! version that was read: of two who act at once, one wins and the other is told.

mod act;
mod assign;
mod audience;
pub mod batch;
mod copy;
mod effect;
mod error;
mod evidence;
mod figure;
mod history;
pub mod input;
mod model;
mod queries;
mod queue;
mod receive;
mod register;
mod request;
mod search;
mod simulate;
mod situation;
mod submit;
mod timer;
mod view;

pub use act::{ActInput, act, take_charge};
pub use assign::{Assignee, assign_to, members, members_of};
pub use copy::copy;
pub use effect::RECEIPT_JOB;
pub use error::{ActError, SubmitError};
pub use evidence::tell_verdict;
pub use figure::{OfficeFigures, figures, popular};
pub use history::{Verified, verify_history};
pub use model::{Actor, ActorKind, Case, CaseBody, Event, Party};
pub use queries::{
    all_ids, body, clear_news, events_of, find, of_draft, of_ids, of_person, parties_of, workload,
};
pub use queue::{Cursor, Filter, Order, Part, QueuePage, Seek, count, count_up_to, queue};
pub use receive::{Receiver, receiver};
pub use request::{Request, answer_request, open_requests, requests_of};
pub use search::{CASE_TEXTS, words_of};
pub use simulate::{Askable, Moved, Projection, askable, project};
pub use situation::{Loaded, load};
pub use submit::{Submitted, submit};
pub use timer::{fire, tenants_due};
pub use view::{Term, deadlines, milestones};
