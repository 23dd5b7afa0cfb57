-- +goose Up
-- To whom an appeal from outside is addressed, in its author's own words (59-ФЗ ст. 7 ч. 3).
ALTER TABLE appeals ADD COLUMN to_unit text NOT NULL DEFAULT '';
ALTER TABLE appeals ADD COLUMN to_official text NOT NULL DEFAULT '';
