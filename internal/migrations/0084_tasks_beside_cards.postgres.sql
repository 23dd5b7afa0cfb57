-- +goose Up
-- A task may be about something that has no registration card: an application for a service.
ALTER TABLE tasks ALTER COLUMN document_id DROP NOT NULL;
