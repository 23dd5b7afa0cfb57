-- +goose Up
-- Lists of accredited authorities that the ministry publishes (TSL): each file that was read, with what it would change.
CREATE TABLE tsl_imports (
	id         bigint generated always as identity primary key,
	sha256     text NOT NULL,                  -- of the file, which lies in the store
	name       text NOT NULL,
	size       bigint NOT NULL,
	number     text NOT NULL DEFAULT '',       -- version of the list
	dated      timestamptz,
	signed     boolean NOT NULL,               -- it carries an XML signature, which nothing here checks
	state      text NOT NULL,                  -- read | applied | discarded
	after_id   bigint NOT NULL,                -- import that stood when this one was compared, 0 for none
	preview    text NOT NULL,                  -- trust.Changes as JSON
	read_by    text NOT NULL,
	read_at    timestamptz NOT NULL,
	decided_by text NOT NULL DEFAULT '',
	decided_at timestamptz
);

-- Authorities that are or were accredited
CREATE TABLE accredited_authorities (
	id              bigint generated always as identity primary key,
	key             text NOT NULL UNIQUE,      -- number in the register, else ОГРН, else name
	name            text NOT NULL,
	short_name      text NOT NULL DEFAULT '',
	ogrn            text NOT NULL DEFAULT '',
	inn             text NOT NULL DEFAULT '',
	register_number text NOT NULL DEFAULT '',
	state           text NOT NULL,             -- accredited | suspended | terminated | unknown
	history         text NOT NULL,             -- states with their first moments, JSON
	tsl_id          bigint NOT NULL REFERENCES tsl_imports, -- the last one that names it
	gone_at         timestamptz,               -- date of the first list without it
	fold            text NOT NULL
);
CREATE INDEX accredited_authorities_name ON accredited_authorities (name, id);

-- Whose certificate it is by the list. A certificate may pass to a successor, so there may be several.
CREATE TABLE authority_certificates (
	authority_id bigint NOT NULL REFERENCES accredited_authorities,
	sha256       text NOT NULL,
	PRIMARY KEY (sha256, authority_id)
);
