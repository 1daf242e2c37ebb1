DROP TABLE exports;
DROP TABLE saved_filters;
DROP TABLE case_labels;
DROP TABLE labels;
