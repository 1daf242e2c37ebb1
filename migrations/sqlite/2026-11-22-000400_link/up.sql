-- Cases that belong together. kind: declared (the form names the other case), manual (an officer said so).
CREATE TABLE case_links (
    tenant_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    PRIMARY KEY (tenant_id, case_id, other_id),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id),
    FOREIGN KEY (tenant_id, other_id) REFERENCES cases (tenant_id, id)
);
CREATE INDEX case_links_other ON case_links (tenant_id, other_id);

-- The pieces of land and the units that a case is about: cadastral municipality, section, sheet, number.
CREATE TABLE case_parcels (
    tenant_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    parcel TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (tenant_id, case_id, parcel),
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);
CREATE INDEX case_parcels_parcel ON case_parcels (tenant_id, parcel, case_id);
