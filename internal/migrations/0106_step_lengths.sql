-- +goose Up
-- The steps behind a median, the longest first.
CREATE INDEX application_steps_lasted ON application_steps (kind, lasted, id) WHERE lasted IS NOT NULL;
