CREATE TABLE cases (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    draft_id TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    procedure_title TEXT NOT NULL,
    person_id TEXT NOT NULL,
    presenter TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    phase TEXT NOT NULL,
    turn TEXT NOT NULL,
    outcome TEXT NOT NULL,
    public_state TEXT NOT NULL,
    office TEXT NOT NULL,
    assignee_id TEXT,
    assignee_name TEXT,
    protocol_number TEXT,
    protocol_at TIMESTAMP,
    submitted_at TIMESTAMP NOT NULL,
    due_on DATE,
    due_text TEXT NOT NULL,
    timer_on DATE,
    priority INTEGER NOT NULL,
    sort_due DATE NOT NULL,
    news BOOLEAN NOT NULL,
    search TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id)
);
CREATE UNIQUE INDEX cases_draft ON cases (tenant_id, draft_id);
CREATE INDEX cases_person ON cases (tenant_id, person_id, submitted_at);
CREATE INDEX cases_queue ON cases (tenant_id, office, priority, sort_due, id);
CREATE INDEX cases_arrival ON cases (tenant_id, office, submitted_at, id);
CREATE INDEX cases_desk ON cases (tenant_id, assignee_id, priority, sort_due, id);
CREATE INDEX cases_timer ON cases (tenant_id, timer_on);
CREATE INDEX cases_number ON cases (tenant_id, protocol_number);

CREATE TABLE case_bodies (
    tenant_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    procedure_hash TEXT NOT NULL,
    form_hash TEXT NOT NULL,
    workflow_hash TEXT NOT NULL,
    parameters TEXT NOT NULL,
    data TEXT NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (tenant_id, case_id),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);

CREATE TABLE parties (
    tenant_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    fiscal_code TEXT NOT NULL,
    PRIMARY KEY (tenant_id, case_id, position),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);
CREATE INDEX parties_fiscal_code ON parties (tenant_id, fiscal_code);

CREATE TABLE events (
    tenant_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    title TEXT NOT NULL,
    public BOOLEAN NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (tenant_id, case_id, seq),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);

CREATE TABLE requests (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    action TEXT NOT NULL,
    answer_action TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    items TEXT NOT NULL,
    state TEXT NOT NULL,
    due_on DATE,
    answer TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    answered_at TIMESTAMP,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);
CREATE INDEX requests_case ON requests (tenant_id, case_id, state);

CREATE TABLE messages (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    from_office BOOLEAN NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    body TEXT NOT NULL,
    read_at TIMESTAMP,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);
CREATE INDEX messages_case ON messages (tenant_id, case_id, at);

CREATE TABLE notes (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    account_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);
CREATE INDEX notes_case ON notes (tenant_id, case_id, at);

CREATE TABLE ratings (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    procedure_code TEXT NOT NULL,
    stars INTEGER NOT NULL,
    answer TEXT NOT NULL,
    comment TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE TABLE counters (
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, name, year)
);

CREATE TABLE register_entries (
    tenant_id TEXT NOT NULL,
    register TEXT NOT NULL,
    year INTEGER NOT NULL,
    number BIGINT NOT NULL,
    direction TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    subject TEXT NOT NULL,
    correspondent TEXT NOT NULL,
    case_id TEXT,
    document_sha256 TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    PRIMARY KEY (tenant_id, register, year, number)
);
CREATE UNIQUE INDEX register_entries_key ON register_entries (tenant_id, idempotency_key);
CREATE INDEX register_entries_case ON register_entries (tenant_id, case_id);
