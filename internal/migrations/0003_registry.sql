-- +goose Up
-- Journals, their counters and every number ever given; the file plan (номенклатура дел).
CREATE TABLE journals (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies,
	name        text NOT NULL,             -- «Входящие письма»
	flow        text NOT NULL,             -- incoming | outgoing | internal | directive
	template    text NOT NULL,             -- {index}-{file}/{seq}
	index_code  text NOT NULL DEFAULT '',  -- {index} when it differs from the body's
	suffix      text NOT NULL DEFAULT '',  -- {suffix}, e.g. дсп
	period      text NOT NULL DEFAULT 'year', -- year | none
	dimension   text NOT NULL DEFAULT '',  -- '' | unit | kind | letter: one more scope of the counter
	access_mark text NOT NULL DEFAULT '',  -- dsp: journal of restricted documents
	position    integer NOT NULL DEFAULT 0,
	active      boolean NOT NULL DEFAULT true,
	version     bigint NOT NULL DEFAULT 1
);
CREATE INDEX journals_body ON journals (body_id, flow);

CREATE TABLE counters (
	journal_id bigint NOT NULL REFERENCES journals,
	year       integer NOT NULL,           -- 0 where the journal does not reset
	dimension  text NOT NULL DEFAULT '',
	last       bigint NOT NULL,
	closed_at  timestamptz,                -- the year of the journal is closed
	PRIMARY KEY (journal_id, year, dimension)
);

-- Never reused, never deleted (§2.3)
CREATE TABLE numbers (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies,
	journal_id  bigint NOT NULL REFERENCES journals,
	year        integer NOT NULL,
	dimension   text NOT NULL DEFAULT '',
	seq         bigint NOT NULL,
	number      text NOT NULL,
	number_key  text NOT NULL,             -- text.NumberKey: exact and prefix search
	day         text NOT NULL,             -- registration date in the body's zone
	state       text NOT NULL,             -- given | reserved | annulled
	document_id bigint,
	given_by    bigint,
	given_name  text NOT NULL DEFAULT '',
	given_at    timestamptz NOT NULL,
	purpose     text NOT NULL DEFAULT '',  -- of a reservation
	expires_on  text,
	reason      text NOT NULL DEFAULT '',  -- of an annulment
	ended_by    text NOT NULL DEFAULT '',
	ended_at    timestamptz,
	UNIQUE (journal_id, year, dimension, seq)
);
CREATE INDEX numbers_document ON numbers (document_id);

CREATE TABLE case_files (
	id        bigint generated always as identity primary key,
	body_id   bigint NOT NULL REFERENCES bodies,
	unit_id   bigint REFERENCES units,
	year      integer NOT NULL,
	index_code text NOT NULL,              -- 01-05
	title     text NOT NULL,
	retention text NOT NULL DEFAULT '',    -- «5 лет ЭПК, ст. 70»
	closed_at timestamptz,
	version   bigint NOT NULL DEFAULT 1,
	UNIQUE (body_id, year, index_code)
);
