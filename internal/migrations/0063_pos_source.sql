-- +goose Up
-- Items of one message are worked together.
ALTER TABLE pos_items ADD COLUMN source text NOT NULL DEFAULT '';
CREATE INDEX pos_items_source ON pos_items (source);
-- Lines that leave in one message have one batch, so that a fall between the two never sends them twice.
ALTER TABLE pos_ledger ADD COLUMN batch text NOT NULL DEFAULT '';
CREATE INDEX pos_ledger_batch ON pos_ledger (batch);
-- Why a new cycle or a re-qualification is: the author is told.
ALTER TABLE pos_ledger ADD COLUMN note text NOT NULL DEFAULT '';
ALTER TABLE pos_items ADD COLUMN reopened_why text NOT NULL DEFAULT '';
