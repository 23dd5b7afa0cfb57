-- +goose Up
-- Citizens' appeals: what 59-ФЗ adds to a card – authors, questions, the clock – and the thematic classifier.
INSERT INTO kinds (body_id, flow, name, term_code, sign_with, position) VALUES
	(NULL, 'appeal', 'Обращение гражданина', '', 'simple', 0);

CREATE TABLE appeals (
	document_id  bigint PRIMARY KEY REFERENCES documents,
	body_id      bigint NOT NULL REFERENCES bodies,
	kind         text NOT NULL,                     -- proposal | application | complaint | message
	form         text NOT NULL,                     -- written | electronic | oral
	origin       text NOT NULL,                     -- post | courier | reception | website | portal | exchange
	collective   boolean NOT NULL DEFAULT false,
	recurrence   text NOT NULL DEFAULT 'first',     -- first | repeated | multiple | duplicate
	main_id      bigint REFERENCES documents,       -- whose answer serves this one, or what is repeated
	migration    boolean NOT NULL DEFAULT false,    -- facts of migration-law violations, art. 8.3.1
	to_head      boolean NOT NULL DEFAULT false,
	site_visit   boolean NOT NULL DEFAULT false,
	ground       text NOT NULL DEFAULT '',          -- of art. 11
	answer_by    text,                              -- calendar.Deadline as JSON, as the law counts it
	extended_to  text,
	extended_why text NOT NULL DEFAULT '',
	message_days integer NOT NULL DEFAULT 0,
	withdrawn_at timestamptz,
	version      bigint NOT NULL DEFAULT 1
);

-- The first author is also the correspondent of the card: the answer goes to him.
CREATE TABLE appeal_authors (
	id          bigint generated always as identity primary key,
	document_id bigint NOT NULL REFERENCES appeals,
	body_id     bigint NOT NULL REFERENCES bodies,
	position    integer NOT NULL,
	name        text NOT NULL,
	name_fold   text NOT NULL,
	address     text NOT NULL DEFAULT '',
	district    text NOT NULL DEFAULT '',
	email       text NOT NULL DEFAULT '',
	phone       text NOT NULL DEFAULT '',
	status      text NOT NULL DEFAULT ''            -- social status, as the office's dictionary says it
);
CREATE INDEX appeal_authors_document ON appeal_authors (document_id);
CREATE INDEX appeal_authors_name ON appeal_authors (body_id, name_fold);

CREATE TABLE appeal_questions (
	id          bigint generated always as identity primary key,
	document_id bigint NOT NULL REFERENCES appeals,
	no          integer NOT NULL,
	code        text NOT NULL DEFAULT '',           -- of the classifier
	text        text NOT NULL,
	executor_id bigint REFERENCES employees,
	result      text NOT NULL DEFAULT '',
	to_body     text NOT NULL DEFAULT '',           -- to whom it was forwarded
	resolved_on text,
	created_at  timestamptz NOT NULL,
	UNIQUE (document_id, no)
);

-- Whom a complaint complains of: it is not sent to them (art. 8.6).
CREATE TABLE appeal_complained (
	document_id      bigint NOT NULL REFERENCES appeals,
	correspondent_id bigint NOT NULL REFERENCES correspondents,
	PRIMARY KEY (document_id, correspondent_id)
);

-- What a clerk decided of two appeals that look alike; «not the same» is remembered.
CREATE TABLE appeal_comparisons (
	document_id bigint NOT NULL REFERENCES appeals,
	earlier_id  bigint NOT NULL REFERENCES appeals,
	same        boolean NOT NULL,
	decided_by  bigint NOT NULL REFERENCES employees,
	decided_at  timestamptz NOT NULL,
	PRIMARY KEY (document_id, earlier_id)
);

-- The thematic classifier is its owner's dictionary: a version is imported from a file and replaces the one before.
CREATE TABLE theme_versions (
	id          bigint generated always as identity primary key,
	name        text NOT NULL,
	imported_by bigint,
	imported_at timestamptz NOT NULL
);
CREATE TABLE themes (
	version_id   bigint NOT NULL REFERENCES theme_versions,
	code         text NOT NULL,
	title        text NOT NULL,
	title_fold   text NOT NULL,
	jurisdiction text NOT NULL DEFAULT '',
	PRIMARY KEY (version_id, code)
);

