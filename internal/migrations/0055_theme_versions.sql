-- +goose Up
-- Versions of the classifier come into force on a day; nodes know the nearest one above them that the file holds.
ALTER TABLE theme_versions ADD COLUMN from_day text NOT NULL DEFAULT '';
ALTER TABLE theme_versions ADD COLUMN imported_name text NOT NULL DEFAULT '';
UPDATE theme_versions SET from_day = '2006-01-01';
ALTER TABLE themes ADD COLUMN parent text NOT NULL DEFAULT '';
UPDATE themes SET parent = CASE
	WHEN length(code) = 24 THEN substr(code, 1, 19)
	WHEN substr(code, 16, 4) <> '0000' THEN substr(code, 1, 14) || '.0000'
	WHEN substr(code, 11, 4) <> '0000' THEN substr(code, 1, 9) || '.0000.0000'
	WHEN substr(code, 6, 4) <> '0000' THEN substr(code, 1, 4) || '.0000.0000.0000'
	ELSE '' END;
CREATE INDEX themes_parent ON themes (version_id, parent, code);
