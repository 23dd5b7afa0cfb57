-- +goose Up
-- Codes and days are compared byte by byte, as SQLite does it: the sums are found by six of them, and the rules of a
-- language cost more than all the rest.
ALTER TABLE service_figures ALTER COLUMN grain TYPE text COLLATE "C", ALTER COLUMN day TYPE text COLLATE "C",
	ALTER COLUMN dimension TYPE text COLLATE "C", ALTER COLUMN key TYPE text COLLATE "C";
ALTER TABLE application_figures ALTER COLUMN day TYPE text COLLATE "C", ALTER COLUMN due_on TYPE text COLLATE "C";
