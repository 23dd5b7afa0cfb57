-- +goose Up
-- Lists are ordered byte by byte, as SQLite does it: the order and the keys of pages do not hang on the locale with which
-- an administrator made the database, and a prefix is a range of the index.
ALTER TABLE bodies ALTER COLUMN name TYPE text COLLATE "C";
ALTER TABLE units ALTER COLUMN name TYPE text COLLATE "C";
ALTER TABLE employees ALTER COLUMN name_fold TYPE text COLLATE "C";
ALTER TABLE journals ALTER COLUMN name TYPE text COLLATE "C";
ALTER TABLE case_files ALTER COLUMN index_code TYPE text COLLATE "C";
ALTER TABLE kinds ALTER COLUMN name TYPE text COLLATE "C";
ALTER TABLE correspondents ALTER COLUMN name_fold TYPE text COLLATE "C";
ALTER TABLE routes ALTER COLUMN name TYPE text COLLATE "C";
ALTER TABLE assignment_members ALTER COLUMN name TYPE text COLLATE "C";
