-- Labels of an office and the cases that wear them.
CREATE TABLE labels (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    office TEXT NOT NULL,
    title TEXT NOT NULL,
    tone TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX labels_title ON labels (tenant_id, office, title);

CREATE TABLE case_labels (
    tenant_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    label_id TEXT NOT NULL,
    PRIMARY KEY (tenant_id, case_id, label_id),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id),
    FOREIGN KEY (tenant_id, label_id) REFERENCES labels (tenant_id, id)
);
CREATE INDEX case_labels_label ON case_labels (tenant_id, label_id, case_id);

-- Lists that an officer comes back to: the query of the queue's address. office is '' for those of one officer alone.
CREATE TABLE saved_filters (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    office TEXT NOT NULL,
    title TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
CREATE INDEX saved_filters_account ON saved_filters (tenant_id, account_id);
CREATE INDEX saved_filters_office ON saved_filters (tenant_id, office);

-- Lists of cases as files, made by a job. state: waiting, running, done, failed.
CREATE TABLE exports (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    title TEXT NOT NULL,
    format TEXT NOT NULL,
    filter TEXT NOT NULL,
    state TEXT NOT NULL,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
CREATE INDEX exports_account ON exports (tenant_id, account_id, created_at);
CREATE INDEX exports_age ON exports (created_at);
