ALTER TABLE cases ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE cases SET search = coalesce((SELECT t.body FROM case_texts t WHERE t.tenant_id = cases.tenant_id AND t.case_id = cases.id), '');
DROP TABLE case_words;
DROP TABLE case_texts;
