-- How each case ended the first time, so that it is counted once.
CREATE TABLE case_closures (
    tenant_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    closed_on DATE NOT NULL,
    days INTEGER NOT NULL,
    silence BOOLEAN NOT NULL,
    late BOOLEAN NOT NULL,
    PRIMARY KEY (tenant_id, case_id),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);

-- Counters kept in the transaction of what they count: a page of figures costs the same with 200 cases and with 200,000.
-- month: 2026-03, in Italy.
CREATE TABLE figure_months (
    tenant_id TEXT NOT NULL,
    office TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    month TEXT NOT NULL,
    filed BIGINT NOT NULL,
    decided BIGINT NOT NULL,
    silence BIGINT NOT NULL,
    late BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, office, procedure_code, month)
);
CREATE INDEX figure_months_month ON figure_months (tenant_id, month);

-- How many cases took how many days, for medians and percentiles.
CREATE TABLE figure_days (
    tenant_id TEXT NOT NULL,
    office TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    month TEXT NOT NULL,
    days INTEGER NOT NULL,
    cases BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, office, procedure_code, month, days)
);
CREATE INDEX figure_days_month ON figure_days (tenant_id, month);
