DROP TABLE canned_texts;
DROP TABLE accesses;
