-- +goose Up
-- Many documents are signed at once: each gets a signature of its own, by one confirmation of its signatory.
ALTER TABLE tasks ADD COLUMN basis_id bigint REFERENCES documents; -- the act in consequence of which it is asked

CREATE TABLE signing_batches (
	id         bigint generated always as identity primary key,
	body_id    bigint NOT NULL REFERENCES bodies,
	signer_id  bigint NOT NULL REFERENCES employees,
	account_id bigint NOT NULL,
	address    text NOT NULL DEFAULT '',
	kind_id    bigint NOT NULL REFERENCES kinds,
	basis_id   bigint NOT NULL DEFAULT 0,       -- the act that the documents follow, 0 for none
	means      text NOT NULL,                   -- password | plugin | stand
	state      text NOT NULL,                   -- running | done | stopped
	total      integer NOT NULL,
	begun_at   timestamptz NOT NULL,
	ended_at   timestamptz
);
CREATE UNIQUE INDEX signing_batches_running ON signing_batches (signer_id, kind_id, basis_id) WHERE state = 'running';
CREATE INDEX signing_batches_begun ON signing_batches (begun_at) WHERE state = 'running';

CREATE TABLE signing_batch_items (
	id           bigint generated always as identity primary key,
	batch_id     bigint NOT NULL REFERENCES signing_batches,
	document_id  bigint NOT NULL REFERENCES documents,
	sha256       text NOT NULL,                 -- of the text that was shown
	state        text NOT NULL,                 -- waiting | signed | skipped
	code         text NOT NULL DEFAULT '',      -- why it was skipped
	signature_id bigint,
	done_at      timestamptz
);
CREATE INDEX signing_batch_items_state ON signing_batch_items (batch_id, state, id);
CREATE UNIQUE INDEX signing_batch_items_once ON signing_batch_items (batch_id, document_id);
