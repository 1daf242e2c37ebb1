//! What pages of both sides show alike: files with their verdicts, summaries, deadlines, moments.

mod case;
mod chart;
mod file;
mod node;
mod summary;

pub(super) use case::{
    act_title, case_head, deadline_list, evaluate_case, message_list, number, state_label,
    state_tone,
};
pub(super) use chart::bars;
pub(super) use file::{document_list, history_view, verdict_of};
pub(super) use node::fill_slots;
pub(super) use summary::sections;

use chrono::NaiveDateTime;

/// An instant as templates want it: RFC 3339, UTC.
pub(super) fn instant(at: NaiveDateTime) -> String {
    at.and_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
