DROP TABLE sealed_documents;
DROP TABLE files;
DROP TABLE drafts;
DROP TABLE definitions;
