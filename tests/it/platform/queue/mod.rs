mod lease;
mod pause;
mod run;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::json;
use sportello::base::clock::{Clock, FixedClock};
use sportello::base::ids::{Ids, SequenceIds};
use sportello::platform::db::{Database, DatabaseError};
use sportello::platform::queue::{
    Job, JobError, NewJob, Registry, Worker, WorkerSettings, enqueue,
};

/// Clock, identifiers and a counter of runs for one test.
struct Bench {
    db: Database,
    clock: Arc<FixedClock>,
    ids: Arc<dyn Ids>,
    runs: Arc<AtomicUsize>,
}

impl Bench {
    fn new(db: &Database) -> Self {
        let start: DateTime<Utc> = "2026-05-03T08:00:00Z".parse().unwrap();
        Self {
            db: db.clone(),
            clock: Arc::new(FixedClock::at(start)),
            ids: Arc::new(SequenceIds::default()),
            runs: Arc::default(),
        }
    }

    fn worker(&self, registry: Registry) -> Worker {
        let settings =
            WorkerSettings { lease: Duration::from_secs(60), idle: Duration::from_millis(5) };
        let clock: Arc<dyn Clock> = self.clock.clone();
        Worker::new(self.db.clone(), registry, clock, Arc::clone(&self.ids), settings)
    }

    /// A registry whose kind `test` counts its runs and answers as `answer` says.
    fn registry(&self, answer: fn(usize) -> Result<(), JobError>) -> Registry {
        let runs = Arc::clone(&self.runs);
        let mut registry = Registry::default();
        registry.on("test", move |_job: Job| {
            let run = runs.fetch_add(1, Ordering::SeqCst) + 1;
            async move { answer(run) }
        });
        registry
    }

    async fn enqueue(&self, change: fn(NewJob) -> NewJob) -> bool {
        let (ids, now) = (Arc::clone(&self.ids), self.clock.stamp());
        self.db
            .write::<_, DatabaseError, _>(move |c| {
                enqueue(c, &*ids, change(NewJob::new("t1", "test", &json!({"n": 1}), now)?))
            })
            .await
            .unwrap()
    }

    fn runs(&self) -> usize {
        self.runs.load(Ordering::SeqCst)
    }
}
