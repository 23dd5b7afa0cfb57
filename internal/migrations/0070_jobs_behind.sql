-- +goose Up
-- What an act on thousands of cards leaves to be done stands behind the jobs of people, also when its time has come.
ALTER TABLE jobs ADD COLUMN behind boolean NOT NULL DEFAULT false;
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (behind, due_at, id) WHERE state = 'waiting';
