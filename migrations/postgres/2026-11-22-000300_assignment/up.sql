-- When officers are away, and who stands in for them.
CREATE TABLE absences (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    substitute_id TEXT,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
);
CREATE INDEX absences_day ON absences (tenant_id, to_on, from_on);

-- Rules of assignment written in the browser; they come before those of the municipality's file. A rule is never changed: it is
-- ended, and another takes its place, so that it can be told why a case was given to somebody.
-- manner: hand, person, workload, rotation.
CREATE TABLE assignment_rules (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    office TEXT NOT NULL,
    procedures TEXT NOT NULL,
    zone TEXT NOT NULL,
    condition TEXT NOT NULL,
    manner TEXT NOT NULL,
    account_id TEXT,
    last_account_id TEXT,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    ended_at TIMESTAMP,
    ended_by TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX assignment_rules_order ON assignment_rules (tenant_id, ended_at, position);
