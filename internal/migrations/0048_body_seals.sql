-- +goose Up
-- The key by which a server puts the seal of a body: it is held by a key server, here stand its name and certificate
CREATE TABLE body_seals (
	id       bigint generated always as identity primary key,
	body_id  bigint NOT NULL UNIQUE REFERENCES bodies,
	key_name text NOT NULL,
	chain    bytea NOT NULL,           -- certificates in DER, one after another, that of the key first
	set_by   text NOT NULL,
	set_at   timestamptz NOT NULL
);
