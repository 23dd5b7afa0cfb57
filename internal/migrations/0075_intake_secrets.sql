-- +goose Up
-- Secrets with which passes to the intake are sealed, one a day, the same on every node.
CREATE TABLE intake_secrets (
	day    bigint PRIMARY KEY, -- days since 1970 of the end of the passes
	secret bytea NOT NULL
);
