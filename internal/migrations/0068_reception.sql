-- +goose Up
-- The internet reception: what a body shows of itself, drafts, and whose each appeal is.
CREATE TABLE reception_pages (
	body_id       bigint PRIMARY KEY REFERENCES bodies,
	slug          text NOT NULL UNIQUE,        -- of the address: /reception/minstroy
	published     boolean NOT NULL DEFAULT true,
	address       text NOT NULL DEFAULT '',
	hours         text NOT NULL DEFAULT '',
	phone         text NOT NULL DEFAULT '',
	functions     text NOT NULL DEFAULT '',    -- what it answers for, in citizens' words: it is suggested by them
	officials     text NOT NULL DEFAULT '[]',  -- to whom one may write: [{name, post}]
	auto_register boolean NOT NULL DEFAULT false,
	journal_id    bigint REFERENCES journals,  -- in which it is registered then
	version       bigint NOT NULL DEFAULT 1
);

-- What a citizen has begun. After it was lodged it only says which receipt came of it, so that a second press is the same.
CREATE TABLE reception_drafts (
	id              bigint generated always as identity primary key,
	key             text NOT NULL UNIQUE,
	citizen_id      bigint NOT NULL REFERENCES citizens,
	organisation_id bigint REFERENCES citizen_organisations,
	form            text NOT NULL,             -- JSON of portal.Form
	created_at      timestamptz NOT NULL,
	changed_at      timestamptz NOT NULL,
	receipt         text NOT NULL DEFAULT ''
);
CREATE INDEX reception_drafts_citizen ON reception_drafts (citizen_id, changed_at);
CREATE INDEX reception_drafts_changed ON reception_drafts (changed_at);

CREATE TABLE reception_files (
	id          bigint generated always as identity primary key,
	draft_id    bigint NOT NULL REFERENCES reception_drafts,
	name        text NOT NULL,
	sha256      text NOT NULL,
	streebog256 text NOT NULL,
	size        bigint NOT NULL,
	created_at  timestamptz NOT NULL
);
CREATE INDEX reception_files_draft ON reception_files (draft_id);

-- Whose an appeal is, and what its author thinks of the answer.
CREATE TABLE reception_appeals (
	document_id     bigint PRIMARY KEY REFERENCES appeals,
	body_id         bigint NOT NULL REFERENCES bodies,
	citizen_id      bigint NOT NULL REFERENCES citizens,
	organisation_id bigint REFERENCES citizen_organisations,
	receipt         text NOT NULL UNIQUE,
	lodged_at       timestamptz NOT NULL,
	register_by     text NOT NULL,             -- calendar.Date told to him
	email           text NOT NULL DEFAULT '',  -- where notices of this appeal go
	rating          integer NOT NULL DEFAULT 0,
	rating_text     text NOT NULL DEFAULT '',
	rated_at        timestamptz
);
CREATE INDEX reception_appeals_citizen ON reception_appeals (citizen_id, document_id);

-- What was told to an author; each thing once.
CREATE TABLE reception_notices (
	id          bigint generated always as identity primary key,
	document_id bigint NOT NULL REFERENCES reception_appeals,
	citizen_id  bigint NOT NULL REFERENCES citizens,
	code        text NOT NULL,                 -- registered | forwarded | extended | answered | unanswered | withdrawn
	mark        text NOT NULL,                 -- number, day or body: what makes it another notice
	created_at  timestamptz NOT NULL,
	seen_at     timestamptz,
	mailed_at   timestamptz,
	UNIQUE (document_id, code, mark)
);
CREATE INDEX reception_notices_citizen ON reception_notices (citizen_id, id);

-- Codes by which the author of a paper appeal sees its status. The code itself is given out once.
CREATE TABLE tracking_codes (
	document_id bigint PRIMARY KEY REFERENCES appeals,
	body_id     bigint NOT NULL REFERENCES bodies,
	number_key  text NOT NULL,
	code        text NOT NULL,                 -- SHA-256 of number and code
	issued_by   bigint NOT NULL,
	issued_at   timestamptz NOT NULL
);
CREATE INDEX tracking_codes_code ON tracking_codes (code);
