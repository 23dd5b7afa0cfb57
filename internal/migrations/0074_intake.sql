-- +goose Up
-- The order of accepted applications. A row is written once, by the committer, and names its place for good. There are no
-- foreign keys: each would cost a look-up per row under the lock, and what they would check was read a moment before.
CREATE TABLE intake (
	service_id bigint NOT NULL,
	year       integer NOT NULL,
	sequence   bigint NOT NULL,            -- from 1, without gaps
	at         timestamptz NOT NULL,       -- grows with the sequence
	version_id bigint NOT NULL,            -- published passport and form by which it was checked
	key        bytea NOT NULL,             -- 16 bytes of the applicant's idempotency key
	applicant  bigint NOT NULL,
	channel    text NOT NULL,
	subject    text NOT NULL,              -- what may stand in the order once, "" where that does not matter
	place      text NOT NULL,              -- what the place is counted in, "" outside queues
	place_no   bigint NOT NULL,
	salt       bytea NOT NULL,             -- 16 random bytes of the receipt
	draft_id   bigint NOT NULL,            -- 0: the form came whole
	form       text NOT NULL,              -- byte for byte as it came
	PRIMARY KEY (service_id, year, sequence)
);
CREATE UNIQUE INDEX intake_key ON intake (key);
CREATE UNIQUE INDEX intake_subject ON intake (service_id, year, subject) WHERE subject <> '';

-- Whoever holds the row of a service and year alone gives out numbers.
CREATE TABLE intake_counters (
	service_id bigint NOT NULL,
	year       integer NOT NULL,
	sequence   bigint NOT NULL,            -- the last one given out
	last_at    timestamptz NOT NULL,
	PRIMARY KEY (service_id, year)
);

-- How many stand in each queue; changed under the lock of the counter only.
CREATE TABLE intake_places (
	service_id bigint NOT NULL,
	year       integer NOT NULL,
	place      text NOT NULL,
	taken      bigint NOT NULL,
	PRIMARY KEY (service_id, year, place)
);
