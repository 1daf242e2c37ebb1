DROP TABLE figure_days;
DROP TABLE figure_months;
DROP TABLE case_closures;
