-- What the offices' search box looks into: one text a case, words of [a-z0-9/] (src/domain/case/search.rs).
-- doc is a key of its own because the row numbers of a table without one move when the file is compacted.
CREATE TABLE case_texts (
    doc INTEGER PRIMARY KEY NOT NULL,
    tenant_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    body TEXT NOT NULL,
    FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id)
);
CREATE UNIQUE INDEX case_texts_case ON case_texts (tenant_id, case_id);

-- The index follows the table by triggers, so it is always of the same transaction. The tenant is a column of the index: a
-- search reads the postings of its own municipality only.
CREATE VIRTUAL TABLE case_words USING fts5 (
    tenant_id, body, content='case_texts', content_rowid='doc', tokenize="unicode61 tokenchars '/'", prefix='2 3 4'
);
CREATE TRIGGER case_texts_added AFTER INSERT ON case_texts BEGIN
    INSERT INTO case_words (rowid, tenant_id, body) VALUES (new.doc, new.tenant_id, new.body);
END;
CREATE TRIGGER case_texts_removed AFTER DELETE ON case_texts BEGIN
    INSERT INTO case_words (case_words, rowid, tenant_id, body) VALUES ('delete', old.doc, old.tenant_id, old.body);
END;
CREATE TRIGGER case_texts_changed AFTER UPDATE ON case_texts BEGIN
    INSERT INTO case_words (case_words, rowid, tenant_id, body) VALUES ('delete', old.doc, old.tenant_id, old.body);
    INSERT INTO case_words (rowid, tenant_id, body) VALUES (new.doc, new.tenant_id, new.body);
END;

INSERT INTO case_texts (tenant_id, case_id, body) SELECT tenant_id, id, search FROM cases;
ALTER TABLE cases DROP COLUMN search;
