//! Counting statements: what a page costs, and whether a failed write is worth a second try.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::result::{DatabaseErrorKind, Error as DieselError};

thread_local! {
    /// Set when a statement on this thread fails for a reason that a repetition can cure.
    static TRANSIENT: Cell<bool> = const { Cell::new(false) };
}

/// What Diesel sends to see whether a connection is alive.
const PING: &str = "SELECT 1";

/// The statements sent through one [`super::Database`]; BEGIN and COMMIT count, the pool's own pings do not.
#[derive(Debug, Default)]
pub struct Statements {
    sent: AtomicU64,
    recording: AtomicBool,
    texts: Mutex<Vec<String>>,
}

impl Statements {
    /// How many statements were sent so far.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Starts keeping the text of each statement, without its bound values (for tests and `EXPLAIN` work).
    pub fn record(&self) {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.recording.store(true, Ordering::Relaxed);
    }

    /// Stops keeping texts and gives those of the recording, in order of sending.
    pub fn recorded(&self) -> Vec<String> {
        self.recording.store(false, Ordering::Relaxed);
        std::mem::take(&mut *self.texts.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes back the count of one statement that nobody asked for (a ping).
    pub(super) fn discount(&self) {
        self.sent.fetch_sub(1, Ordering::Relaxed);
        if self.recording.load(Ordering::Relaxed) {
            let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(at) = texts.iter().rposition(|text| text == PING) {
                texts.remove(at);
            }
        }
    }

    fn count(&self, query: &dyn diesel::connection::DebugQuery) {
        self.sent.fetch_add(1, Ordering::Relaxed);
        if self.recording.load(Ordering::Relaxed) {
            let text = query.to_string();
            let text = text.split(" -- binds").next().unwrap_or_default().to_owned();
            self.texts.lock().unwrap_or_else(PoisonError::into_inner).push(text);
        }
    }
}

/// One per connection; reports to the shared counters.
pub(super) struct Watch(pub(super) Arc<Statements>);

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { query, .. } => self.0.count(query),
            InstrumentationEvent::FinishQuery { error: Some(error), .. } if is_transient(error) => {
                TRANSIENT.set(true);
            }
            _ => {}
        }
    }
}

/// Forgets what happened on this thread before.
pub(super) fn forget_transient() {
    TRANSIENT.set(false);
}

/// Whether a statement since [`forget_transient`] failed by conflict with another transaction.
pub(super) fn saw_transient() -> bool {
    TRANSIENT.get()
}

fn is_transient(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        // Diesel gives SQLSTATE 40P01 no kind of its own; the word is the same in English, Italian and Spanish servers.
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, info) => {
            info.message().contains("deadlock")
        }
        _ => false,
    }
}
