DROP TABLE register_emergencies;
DROP TABLE register_days;
DROP TABLE register_annulments;
DROP INDEX register_entries_at;
