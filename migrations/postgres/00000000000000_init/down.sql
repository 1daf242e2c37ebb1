-- Back to nothing.
SELECT 1;
