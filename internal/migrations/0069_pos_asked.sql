-- +goose Up
-- In the answer to which list the data of an item were asked for, and when: a list that names it again does not ask twice.
ALTER TABLE pos_items ADD COLUMN asked_in text NOT NULL DEFAULT '';
ALTER TABLE pos_items ADD COLUMN asked_at timestamptz;
