-- +goose Up
-- What a request is asked for, as people call it: equal requests are told apart by it.
ALTER TABLE interagency_requests ADD COLUMN about_name text NOT NULL DEFAULT '';
UPDATE interagency_requests SET about_name = COALESCE((SELECT number FROM applications WHERE id = about_id), '') WHERE about_kind = 'application';
