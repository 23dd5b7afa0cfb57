-- +goose Up
-- Registers of schools and kindergartens are searched by the name of the child, as far as it is typed, and read page by page.
-- lower() of this database knows Latin letters alone, so the names that are there already are folded letter by letter.
ALTER TABLE enrolments ADD COLUMN child_fold text NOT NULL DEFAULT '';
ALTER TABLE kindergarten_records ADD COLUMN child_fold text NOT NULL DEFAULT '';

WITH RECURSIVE folded (id, name, letter) AS (
	SELECT id, lower(child_name), 1 FROM enrolments
	UNION ALL
	SELECT id, replace(name, substr('АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё', letter, 1), substr('абвгдеежзийклмнопрстуфхцчшщъыьэюяе', letter, 1)), letter + 1 FROM folded WHERE letter <= 34
)
UPDATE enrolments SET child_fold = f.name FROM folded f WHERE f.id = enrolments.id AND f.letter = 35;

WITH RECURSIVE folded (id, name, letter) AS (
	SELECT id, lower(child_name), 1 FROM kindergarten_records
	UNION ALL
	SELECT id, replace(name, substr('АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё', letter, 1), substr('абвгдеежзийклмнопрстуфхцчшщъыьэюяе', letter, 1)), letter + 1 FROM folded WHERE letter <= 34
)
UPDATE kindergarten_records SET child_fold = f.name FROM folded f WHERE f.id = kindergarten_records.id AND f.letter = 35;
