-- +goose Up
-- Rows of the order are never changed and never deleted: there is nothing to clear away behind them. By itself PostgreSQL
-- would read all that came in the last minute once more, in the midst of a surge.
ALTER TABLE intake SET (autovacuum_vacuum_insert_threshold = -1);
