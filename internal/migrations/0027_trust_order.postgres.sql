-- +goose Up
-- Ordered byte by byte, as SQLite does it; see 0018.
ALTER TABLE trusted_certificates ALTER COLUMN subject TYPE text COLLATE "C";
ALTER TABLE accredited_authorities ALTER COLUMN name TYPE text COLLATE "C";
ALTER TABLE fetch_hosts ALTER COLUMN host TYPE text COLLATE "C";
ALTER TABLE revocation_lists ALTER COLUMN issuer TYPE text COLLATE "C";
ALTER TABLE revocation_points ALTER COLUMN address TYPE text COLLATE "C";
