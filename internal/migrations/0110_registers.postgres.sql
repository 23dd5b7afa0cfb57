-- +goose Up
-- Registers of schools and kindergartens are searched by the name of the child, as far as it is typed, and read page by page.
-- Names are ordered byte by byte, as SQLite does it.
ALTER TABLE enrolments ADD COLUMN child_fold text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE kindergarten_records ADD COLUMN child_fold text COLLATE "C" NOT NULL DEFAULT '';
UPDATE enrolments SET child_fold = translate(lower(child_name), 'ё', 'е');
UPDATE kindergarten_records SET child_fold = translate(lower(child_name), 'ё', 'е');
