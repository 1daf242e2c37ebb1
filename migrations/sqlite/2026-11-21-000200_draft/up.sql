CREATE TABLE definitions (
    tenant_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, hash)
);

CREATE TABLE drafts (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    procedure_hash TEXT NOT NULL,
    form_hash TEXT NOT NULL,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    subject TEXT NOT NULL,
    data TEXT NOT NULL,
    version BIGINT NOT NULL,
    seal TEXT,
    submit_key TEXT NOT NULL,
    case_id TEXT,
    notices INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id)
);
CREATE INDEX drafts_person ON drafts (tenant_id, person_id, state, updated_at);
CREATE INDEX drafts_expiry ON drafts (tenant_id, state, expires_at);

CREATE TABLE files (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    holder_kind TEXT NOT NULL,
    holder_id TEXT NOT NULL,
    slot TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    store_key TEXT NOT NULL,
    verdict TEXT NOT NULL,
    report TEXT,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX files_holder ON files (tenant_id, holder_kind, holder_id, slot, created_at);

CREATE TABLE sealed_documents (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    holder_kind TEXT NOT NULL,
    holder_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    signature TEXT NOT NULL,
    signers TEXT NOT NULL,
    file_id TEXT NOT NULL,
    signed_file_id TEXT,
    missing TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX sealed_documents_holder ON sealed_documents (tenant_id, holder_kind, holder_id, position);
