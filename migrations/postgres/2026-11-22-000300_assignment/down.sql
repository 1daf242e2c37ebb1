DROP TABLE assignment_rules;
DROP TABLE absences;
