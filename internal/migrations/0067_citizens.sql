-- +goose Up
-- Citizens who come through ESIA or another provider of identity. Their sessions are another kind than those of employees:
-- no table of the office knows them, so none of them is ever an actor with rights.
CREATE TABLE citizens (
	id         bigint generated always as identity primary key,
	provider   text NOT NULL,              -- esia | oidc
	subject    text NOT NULL,              -- oid of ESIA
	surname    text NOT NULL,
	name       text NOT NULL,
	patronymic text NOT NULL DEFAULT '',
	email      text NOT NULL DEFAULT '',
	phone      text NOT NULL DEFAULT '',
	address    text NOT NULL DEFAULT '',
	notices    boolean NOT NULL DEFAULT true, -- he wants letters by e-mail beside those in the account
	created_at timestamptz NOT NULL,
	seen_at    timestamptz NOT NULL,
	UNIQUE (provider, subject)
);

-- Legal entities and sole traders in whose name citizens write.
CREATE TABLE citizen_organisations (
	id         bigint generated always as identity primary key,
	provider   text NOT NULL,
	subject    text NOT NULL,
	name       text NOT NULL,
	ogrn       text NOT NULL DEFAULT '',
	inn        text NOT NULL DEFAULT '',
	address    text NOT NULL DEFAULT '',
	email      text NOT NULL DEFAULT '',
	changed_at timestamptz NOT NULL,
	UNIQUE (provider, subject)
);

-- In whose name a citizen may write, as the provider said when he last came.
CREATE TABLE citizen_roles (
	citizen_id bigint NOT NULL REFERENCES citizens,
	subject    text NOT NULL,              -- of the organisation at the provider
	name       text NOT NULL,
	chief      boolean NOT NULL,           -- its head; the others are representatives
	PRIMARY KEY (citizen_id, subject)
);

CREATE TABLE citizen_sessions (
	id              bigint generated always as identity primary key,
	token           text NOT NULL UNIQUE,  -- SHA-256 of the cookie
	citizen_id      bigint NOT NULL REFERENCES citizens,
	organisation_id bigint REFERENCES citizen_organisations, -- in whose name he acts; NULL: in his own
	chief           boolean NOT NULL DEFAULT false,
	created_at      timestamptz NOT NULL,
	seen_at         timestamptz NOT NULL,
	ends_at         timestamptz NOT NULL,
	address         text NOT NULL,
	ended_at        timestamptz
);
CREATE INDEX citizen_sessions_citizen ON citizen_sessions (citizen_id, id);
CREATE INDEX citizen_sessions_ends ON citizen_sessions (ends_at);

-- A way to the provider and back: used once, for minutes. What was typed before the session was lost waits here.
CREATE TABLE citizen_sign_ins (
	state        text PRIMARY KEY,         -- SHA-256 of the state
	browser      text NOT NULL,            -- SHA-256 of the cookie of the browser that left
	secret       text NOT NULL,            -- of PKCE, never shown to the browser
	organisation text NOT NULL DEFAULT '', -- subject of the organisation whose role is to be confirmed
	citizen_id   bigint REFERENCES citizens, -- who asked for that role
	next         text NOT NULL,            -- where he wanted to go
	draft_key    text NOT NULL DEFAULT '',
	held         text NOT NULL DEFAULT '', -- form that came without a session, as url-encoded fields
	created_at   timestamptz NOT NULL
);
CREATE INDEX citizen_sign_ins_created ON citizen_sign_ins (created_at);
