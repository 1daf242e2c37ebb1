//! Mail: letters wanted by a use case, sent by a job.
//!
//! The outbox *is* the job queue: a letter is enqueued inside the caller's transaction as a job of kind [`KIND`] and sent over
//! SMTP, or written to a folder in the demo. The Message-ID derives from the job, so that a retry after a lost answer is the
//! same letter to the receiving server. Letters are plain text and never carry attachments: documents stay in the personal
//! area, where access is checked.

mod job;
mod letter;
mod transport;

pub use job::{KIND, enqueue_letter, register};
pub use letter::{Letter, LetterError};
pub use transport::{MailError, MailSettings, Mailer, Security};
