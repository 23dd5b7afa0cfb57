-- +goose Up
-- A message that turned out to be an appeal, or the other way round: the reason is kept and told to the author.
ALTER TABLE appeals ADD COLUMN requalified_why text NOT NULL DEFAULT '';
