-- +goose Up
-- The queue to kindergartens is read in the order of its first wishes, so the rank of the first wish stands at the record too.
ALTER TABLE kindergarten_records ADD COLUMN rank integer NOT NULL DEFAULT 100;
UPDATE kindergarten_records SET rank = COALESCE((SELECT w.rank FROM kindergarten_wishes w WHERE w.record_id = kindergarten_records.id AND w.position = 1), 100);

DROP INDEX kindergarten_records_queue;
CREATE INDEX kindergarten_records_queue ON kindergarten_records (queue_id, state, rank, accepted_at, id);
CREATE INDEX kindergarten_records_child ON kindergarten_records (queue_id, child_fold);

-- Applications whose answer names no school of the list: few, and looked at in their order.
CREATE INDEX enrolments_unsorted ON enrolments (body_id, year DESC, sequence) WHERE school_id IS NULL;
