-- Background work (src/platform/queue). A row is written in the transaction of the use case that wants the effect.
-- tenant_id is '' for work of the whole installation.
-- state: ready · leased (a worker has it) · done · failed (out of attempts, or given up).
-- due_at: the instant from which a worker may take it; while it is leased, the end of the lease.
CREATE TABLE jobs (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    unique_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'failed')),
    attempts INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL,
    due_at TIMESTAMP NOT NULL,
    lease TEXT,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, kind, unique_key)
);
CREATE INDEX jobs_due ON jobs (state, due_at);
