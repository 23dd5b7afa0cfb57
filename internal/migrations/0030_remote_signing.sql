-- +goose Up
-- Signing from a phone: what was asked of the remote signing service and what came of it.
CREATE TABLE remote_signings (
	id           bigint generated always as identity primary key,
	key          text NOT NULL UNIQUE,                  -- by which the service knows the request; random
	body_id      bigint NOT NULL REFERENCES bodies,
	document_id  bigint NOT NULL REFERENCES documents,
	sha256       text NOT NULL,                         -- of the version to be signed
	signer_id    bigint NOT NULL REFERENCES employees,  -- who confirms on his phone: the signatory or his acting officer
	account_id   bigint NOT NULL,
	address      text NOT NULL DEFAULT '',              -- from which he began
	state        text NOT NULL,                         -- waiting | signed | refused | timed_out | failed | cancelled
	code         text NOT NULL,                         -- shown on both screens
	form         text NOT NULL,                         -- cms | raw
	certificate  bytea,                                 -- form raw: with which it is to be signed
	service_id   text NOT NULL DEFAULT '',              -- the service's own name of the request
	created_at   timestamptz NOT NULL,
	expires_at   timestamptz NOT NULL,
	answered_at  timestamptz,                           -- since then it cannot be cancelled
	answer       bytea,                                 -- the message that came, or was made of a raw signature
	ended_at     timestamptz,
	trouble      text NOT NULL DEFAULT '',              -- code of the reason why nothing was signed
	reason       text NOT NULL DEFAULT '',              -- in words of the service
	signature_id bigint REFERENCES signatures
);
CREATE UNIQUE INDEX remote_signings_waiting ON remote_signings (document_id, signer_id) WHERE state = 'waiting';
CREATE INDEX remote_signings_expires ON remote_signings (state, expires_at);
