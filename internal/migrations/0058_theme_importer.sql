-- +goose Up
-- The classifier is seen by all bodies; who imported an edition is their body's inner matter and stands in the audit.
ALTER TABLE theme_versions DROP COLUMN imported_name;
