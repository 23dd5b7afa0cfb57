-- +goose Up
-- The subject leads its index, so that it is found by itself: see standing in internal/services/intake/store.go.
DROP INDEX intake_subject;
CREATE UNIQUE INDEX intake_subject ON intake (subject, service_id, year) WHERE subject <> '';
