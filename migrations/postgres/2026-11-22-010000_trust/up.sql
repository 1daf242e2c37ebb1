-- Evidence for signatures: what the whole installation has fetched (tenant_id is empty there), and the verdicts on files.
CREATE TABLE trust_lists (
    tenant_id TEXT NOT NULL,
    territory TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    location TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    signers TEXT NOT NULL,
    issued_at TIMESTAMP,
    next_update TIMESTAMP,
    fetched_at TIMESTAMP NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, territory, sha256)
);

CREATE TABLE revocation_sources (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issuer_name TEXT NOT NULL,
    issuer_certificate TEXT NOT NULL,
    url TEXT NOT NULL,
    serial TEXT NOT NULL,
    number TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    this_update TIMESTAMP NOT NULL,
    next_update TIMESTAMP,
    fetched_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX revocation_sources_issuer ON revocation_sources (tenant_id, issuer, kind);

CREATE TABLE file_verdicts (
    tenant_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    cause TEXT NOT NULL,
    verdict TEXT NOT NULL,
    sub_indication TEXT NOT NULL,
    summary TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (tenant_id, file_id, number),
    FOREIGN KEY (tenant_id, file_id) REFERENCES files (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE file_watches (
    tenant_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    tries INTEGER NOT NULL,
    reason TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, file_id),
    FOREIGN KEY (tenant_id, file_id) REFERENCES files (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX file_watches_due ON file_watches (tenant_id, due_at);
