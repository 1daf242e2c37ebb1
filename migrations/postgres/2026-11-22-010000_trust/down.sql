DROP TABLE file_watches;
DROP TABLE file_verdicts;
DROP TABLE revocation_sources;
DROP TABLE trust_lists;
