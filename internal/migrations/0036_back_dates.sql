-- +goose Up
-- A reserved number gets the day on which it is given to a document; a journal may let it keep the day of the reservation
ALTER TABLE journals ADD COLUMN back_dates boolean NOT NULL DEFAULT false;
