-- +goose Up
-- Names are ordered byte by byte, as SQLite does it.
ALTER TABLE visits ALTER COLUMN name_fold TYPE text COLLATE "C";
