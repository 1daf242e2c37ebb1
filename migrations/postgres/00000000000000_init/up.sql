-- The first rung: nothing yet, so that an empty database has a known version.
SELECT 1;
