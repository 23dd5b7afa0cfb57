-- +goose Up
-- A visit that is agreed on the card of an appeal is tied to it: each card leads to the other (59-ФЗ ст. 13).
ALTER TABLE visits ADD COLUMN about_id bigint REFERENCES appeals;
CREATE INDEX visits_about ON visits (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX visits_appeal ON visits (appeal_id) WHERE appeal_id IS NOT NULL;
