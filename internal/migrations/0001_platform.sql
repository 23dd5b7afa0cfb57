-- +goose Up
-- What the platform itself keeps: the log of acts and its seal, jobs and schedules, stored files.

-- One row an act. No foreign keys: names stay as they were. Append-only by trigger (0011, 0012).
CREATE TABLE audit (
	id             bigint generated always as identity primary key,
	at             timestamptz NOT NULL,
	actor_id       bigint NOT NULL DEFAULT 0,  -- employee; 0 for the system
	actor_name     text NOT NULL DEFAULT '',
	actor_post     text NOT NULL DEFAULT '',
	body_id        bigint NOT NULL DEFAULT 0,  -- body in which the actor works
	on_behalf_id   bigint NOT NULL DEFAULT 0,
	on_behalf_name text NOT NULL DEFAULT '',
	basis          text NOT NULL DEFAULT '',   -- order that lets one act for another
	session_id     bigint NOT NULL DEFAULT 0,
	address        text NOT NULL DEFAULT '',
	request_id     text NOT NULL DEFAULT '',
	initiator      text NOT NULL,              -- user | rule
	action         text NOT NULL,              -- document.registered
	object_kind    text NOT NULL DEFAULT '',
	object_id      bigint NOT NULL DEFAULT 0,
	object_title   text NOT NULL DEFAULT '',
	effect         text NOT NULL DEFAULT '',
	result         text NOT NULL,              -- ok | denied | error
	from_state     text NOT NULL DEFAULT '',
	to_state       text NOT NULL DEFAULT '',
	detail         jsonb
);
CREATE INDEX audit_object ON audit (object_kind, object_id, id);
CREATE INDEX audit_actor ON audit (actor_id, id);
CREATE INDEX audit_action ON audit (action, id);
CREATE INDEX audit_body ON audit (body_id, id);
CREATE INDEX audit_at ON audit (at);

-- Rows that wait for the seal. A row that did not come through audit.Write is not here and is never sealed.
CREATE TABLE audit_waiting (
	audit_id bigint primary key
);

-- Leaves of the Merkle tree, in the order of sealing
CREATE TABLE audit_leaves (
	seq      bigint primary key,               -- from 0
	audit_id bigint NOT NULL UNIQUE,
	hash     bytea NOT NULL                    -- RFC 6962 leaf hash of the row
);

CREATE TABLE audit_checkpoints (
	size bigint primary key,                   -- leaves under this checkpoint
	at   timestamptz NOT NULL,
	note text NOT NULL                         -- C2SP signed note
);

-- A job is an announcement (subscriber is empty) until a worker hands it out, one row for each subscriber.
CREATE TABLE jobs (
	id         bigint generated always as identity primary key,
	kind       text NOT NULL,
	subscriber text NOT NULL DEFAULT '',
	args       text NOT NULL,                  -- JSON, ids only
	state      text NOT NULL DEFAULT 'waiting', -- waiting | dead; a finished job is deleted
	due_at     timestamptz NOT NULL,           -- when somebody may take it; while it runs, the end of the lease
	holder     text NOT NULL DEFAULT '',       -- node that runs it
	attempts   integer NOT NULL DEFAULT 0,
	error      text NOT NULL DEFAULT '',
	created_at timestamptz NOT NULL
);
CREATE INDEX jobs_due ON jobs (due_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';

-- Work by the clock: whoever takes the lease runs it, so several nodes run it once.
CREATE TABLE schedules (
	name       text primary key,
	next_at    timestamptz NOT NULL,
	holder     text NOT NULL DEFAULT '',
	held_until timestamptz NOT NULL,
	ran_at     timestamptz,
	error      text NOT NULL DEFAULT ''        -- of the last run
);

-- Files that some business row needs. The bytes are in a folder under their SHA-256.
CREATE TABLE blobs (
	sha256      text primary key,
	streebog256 text NOT NULL DEFAULT '',
	size        bigint NOT NULL,
	created_at  timestamptz NOT NULL,
	checked_at  timestamptz NOT NULL,
	damaged_at  timestamptz
);
CREATE INDEX blobs_checked ON blobs (checked_at);
