-- Who looked at personal data, when, and at what. Only added to. id follows time. what: case, history, file, comparison,
-- export, search.
CREATE TABLE accesses (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    account_id TEXT NOT NULL,
    account_name TEXT NOT NULL,
    office TEXT NOT NULL,
    case_id TEXT,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX accesses_office ON accesses (tenant_id, office, at, id);
CREATE INDEX accesses_case ON accesses (tenant_id, case_id, at, id);
CREATE INDEX accesses_account ON accesses (tenant_id, account_id, at, id);

-- Texts that an office has ready for its messages.
CREATE TABLE canned_texts (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    office TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX canned_texts_office ON canned_texts (tenant_id, office, title);
