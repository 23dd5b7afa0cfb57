-- +goose Up
-- Who may sign in, and who is signed in. Secrets are kept as hashes only.
CREATE TABLE accounts (
	id          bigint generated always as identity primary key,
	login       text NOT NULL,
	login_fold  text NOT NULL UNIQUE,
	password    text NOT NULL,             -- argon2id, PHC string
	name        text NOT NULL,             -- shown to the person
	must_change boolean NOT NULL DEFAULT false,
	demo_hint   text NOT NULL DEFAULT '',  -- password shown on the sign-in page; such an account works in --demo only
	disabled_at timestamptz,
	created_at  timestamptz NOT NULL,
	changed_at  timestamptz NOT NULL       -- of the password
);

CREATE TABLE sessions (
	id               bigint generated always as identity primary key,
	token            text NOT NULL UNIQUE,  -- SHA-256 of the cookie
	account_id       bigint NOT NULL REFERENCES accounts,
	created_at       timestamptz NOT NULL,
	seen_at          timestamptz NOT NULL,  -- to the minute
	ends_at          timestamptz NOT NULL,  -- absolute
	stepped_up_until timestamptz,
	address          text NOT NULL,
	agent            text NOT NULL,
	ended_at         timestamptz
);
CREATE INDEX sessions_account ON sessions (account_id, id);
CREATE INDEX sessions_ends ON sessions (ends_at);

-- Failed attempts by account and address; address '' counts those from everywhere.
-- who is the SHA-256 of the folded login: people type passwords in its field.
CREATE TABLE sign_in_failures (
	who          text NOT NULL,
	address      text NOT NULL,
	failures     integer NOT NULL,
	last_at      timestamptz NOT NULL,
	locked_until timestamptz,
	PRIMARY KEY (who, address)
);
CREATE INDEX sign_in_failures_last ON sign_in_failures (last_at);
