-- +goose Up
-- Authors are compared byte by byte, as SQLite does it, whatever the locale of the database.
ALTER TABLE appeal_authors ALTER COLUMN name_fold TYPE text COLLATE "C";
