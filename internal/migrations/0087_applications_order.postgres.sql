-- +goose Up
-- Names and days are ordered byte by byte, as SQLite does it.
ALTER TABLE applicants ALTER COLUMN name_fold TYPE text COLLATE "C";
ALTER TABLE applications ALTER COLUMN due_sort TYPE text COLLATE "C";
ALTER TABLE service_complaints ALTER COLUMN due_sort TYPE text COLLATE "C";
