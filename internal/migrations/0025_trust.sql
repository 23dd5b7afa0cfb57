-- +goose Up
-- Whom the installation believes: the list of the administrator, kept whole; what is removed stays as history.
CREATE TABLE trusted_certificates (
	id             bigint generated always as identity primary key,
	sha256         text NOT NULL,              -- of the certificate
	der            bytea NOT NULL,
	role           text NOT NULL,              -- root | intermediate | tsa | ocsp
	source         text NOT NULL,              -- admin | tsl | stand
	subject        text NOT NULL,
	issuer         text NOT NULL,
	serial         text NOT NULL,
	not_before     timestamptz NOT NULL,
	not_after      timestamptz NOT NULL,
	reason         text NOT NULL DEFAULT '',   -- why it is trusted
	added_by       text NOT NULL,
	added_at       timestamptz NOT NULL,
	removed_by     text NOT NULL DEFAULT '',
	removed_at     timestamptz,
	removed_reason text NOT NULL DEFAULT '',
	fold           text NOT NULL               -- what it is found by: text.Fold of the names, the number and the hash
);
CREATE INDEX trusted_certificates_subject ON trusted_certificates (subject, id);
CREATE UNIQUE INDEX trusted_certificates_once ON trusted_certificates (sha256) WHERE removed_at IS NULL;

-- Hosts that lists, answers, issuers and time stamps may be fetched from; a certificate may name any address.
CREATE TABLE fetch_hosts (
	id         bigint generated always as identity primary key,
	host       text NOT NULL,                  -- crl.example.ru, with a port where it is not the usual one
	note       text NOT NULL DEFAULT '',
	added_by   text NOT NULL,
	added_at   timestamptz NOT NULL,
	removed_by text NOT NULL DEFAULT '',
	removed_at timestamptz
);
CREATE UNIQUE INDEX fetch_hosts_once ON fetch_hosts (host) WHERE removed_at IS NULL;

-- Lists of revoked certificates; the bytes lie in the store of files once. A newer list supersedes the older one, which
-- stays: verdicts of its time rest on it.
CREATE TABLE revocation_lists (
	id            bigint generated always as identity primary key,
	sha256        text NOT NULL UNIQUE,
	issuer        text NOT NULL,
	scope         text NOT NULL,               -- authority, its key and the part of its certificates that the list speaks of
	number        text NOT NULL DEFAULT '',
	this_update   timestamptz NOT NULL,
	next_update   timestamptz,
	entries       integer NOT NULL,
	size          bigint NOT NULL,
	source        text NOT NULL,               -- fetched | imported
	address       text NOT NULL DEFAULT '',
	kept_by       text NOT NULL,
	kept_at       timestamptz NOT NULL,
	superseded_at timestamptz
);
CREATE UNIQUE INDEX revocation_lists_current ON revocation_lists (scope) WHERE superseded_at IS NULL;

-- Addresses of lists, with what came of the last attempt to fetch
CREATE TABLE revocation_points (
	id       bigint generated always as identity primary key,
	address  text NOT NULL UNIQUE,
	host     text NOT NULL,
	tried_at timestamptz,
	trouble  text NOT NULL DEFAULT '',         -- code: unreachable, not_a_list, list_foreign
	detail   text NOT NULL DEFAULT '',
	list_id  bigint REFERENCES revocation_lists
);
CREATE INDEX revocation_points_host ON revocation_points (host, tried_at);

-- Answers of OCSP that are still fresh; the evidence of a verdict is kept with the verdict.
CREATE TABLE revocation_answers (
	id       bigint generated always as identity primary key,
	sha256   text NOT NULL UNIQUE,
	der      bytea NOT NULL,
	fresh_to timestamptz NOT NULL,
	kept_at  timestamptz NOT NULL
);
CREATE INDEX revocation_answers_fresh ON revocation_answers (fresh_to);

-- A random word a part, changed with it: nodes see by it that what they remember is old.
CREATE TABLE trust_versions (
	part    text primary key,                  -- certificates | lists | answers | hosts
	version text NOT NULL
);
INSERT INTO trust_versions (part, version) VALUES ('certificates', ''), ('lists', ''), ('answers', ''), ('hosts', '');
