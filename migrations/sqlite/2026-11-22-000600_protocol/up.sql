-- What was annulled: the entry stays as it was, with this beside it (DPR 445/2000 art. 54).
CREATE TABLE register_annulments (
    tenant_id TEXT NOT NULL,
    register TEXT NOT NULL,
    year INTEGER NOT NULL,
    number BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    account_id TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (tenant_id, register, year, number),
    FOREIGN KEY (tenant_id, register, year, number) REFERENCES register_entries (tenant_id, register, year, number)
);
CREATE INDEX register_annulments_at ON register_annulments (tenant_id, at);
CREATE INDEX register_entries_at ON register_entries (tenant_id, at);

-- The register of each day, as a document, chained by hashes.
CREATE TABLE register_days (
    tenant_id TEXT NOT NULL,
    register TEXT NOT NULL,
    day DATE NOT NULL,
    position BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    annulments BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, register, day)
);
CREATE UNIQUE INDEX register_days_position ON register_days (tenant_id, register, position);

-- What was registered by hand while the register could not be used (art. 63), until it is brought over.
CREATE TABLE register_emergencies (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    direction TEXT NOT NULL,
    subject TEXT NOT NULL,
    correspondent TEXT NOT NULL,
    cause TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    reconciled_at TIMESTAMP,
    label TEXT,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX register_emergencies_open ON register_emergencies (tenant_id, reconciled_at, at, number);
