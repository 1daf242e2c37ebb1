CREATE TABLE people (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    fiscal_code TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    attributes TEXT NOT NULL,
    email TEXT,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX people_fiscal_code ON people (tenant_id, fiscal_code);

CREATE TABLE accounts (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    password_hash TEXT NOT NULL,
    failed_logins INTEGER NOT NULL,
    locked_until TIMESTAMP,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX accounts_username ON accounts (tenant_id, username);

CREATE TABLE account_roles (
    tenant_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    office TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (tenant_id, account_id, office, role),
    FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
CREATE INDEX account_roles_office ON account_roles (tenant_id, office, role);

CREATE TABLE sessions (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    csrf TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX sessions_expiry ON sessions (tenant_id, expires_at);
