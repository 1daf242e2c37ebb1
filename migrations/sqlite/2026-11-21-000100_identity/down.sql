DROP TABLE sessions;
DROP TABLE account_roles;
DROP TABLE accounts;
DROP TABLE people;
