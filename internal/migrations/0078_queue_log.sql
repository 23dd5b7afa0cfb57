-- +goose Up
-- The leaf hash of an accepted application: the log of the order is built from it alone, without reading the form.
ALTER TABLE intake ADD COLUMN leaf bytea NOT NULL DEFAULT '';

-- Signed checkpoints of the log of the order. Each names the size of the one before it, so that of two nodes one is later.
CREATE TABLE queue_checkpoints (
	service_id bigint NOT NULL,
	year       integer NOT NULL,
	size       bigint NOT NULL,
	follows    bigint NOT NULL,
	at         timestamptz NOT NULL,
	note       text NOT NULL,
	PRIMARY KEY (service_id, year, size),
	UNIQUE (service_id, year, follows)
);
