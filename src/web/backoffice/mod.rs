//! The officers' side: their queue, a case at the desk, acts, assignment, history, what could not be sent.
//!
//! An officer sees the cases of the offices in which they have a role that reads; all others do not exist for them. Whether a
//! role may do something is asked of [`crate::domain::identity::Right`] and of the case's workflow, nowhere else.

pub(super) mod absence;
pub(super) mod access;
mod act_form;
pub(super) mod action;
pub(super) mod assign;
pub(super) mod batch;
pub(super) mod bookmark;
pub(super) mod canned;
pub(super) mod case;
mod cursor;
pub(super) mod dashboard;
mod desk;
mod due;
pub(super) mod effects;
pub(super) mod emergency;
pub(super) mod export;
mod filter;
pub(super) mod history;
pub(super) mod label;
pub(super) mod link;
pub(super) mod login;
mod outgoing;
pub(super) mod protocol;
pub(super) mod queue;
mod row;
pub(super) mod rule;
pub(super) mod simulation;
pub(super) mod statistics;
mod trial;
mod upload;
