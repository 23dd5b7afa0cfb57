-- +goose Up
-- The register of appeals over all bodies: what lists and figures ask of a card, written with every change of it. Restricted
-- cards (ДСП) and those that were not registered as appeals are not in it.
CREATE TABLE appeal_places (
	id   bigint generated always as identity primary key,
	name text NOT NULL UNIQUE              -- district as the card writes it
);

CREATE TABLE appeal_register (
	document_id   bigint PRIMARY KEY REFERENCES appeals,
	body_id       bigint NOT NULL REFERENCES bodies,
	number        text NOT NULL,
	registered_on text NOT NULL,             -- '' before registration
	due_on        text NOT NULL,             -- of the law: answer, or registration while there is no number
	open          boolean NOT NULL,
	closed_on     text NOT NULL,             -- day of the last result
	kind          text NOT NULL,
	form          text NOT NULL,
	origin        text NOT NULL,
	collective    boolean NOT NULL,
	recurrence    text NOT NULL,
	ground        text NOT NULL,
	extended      boolean NOT NULL,
	site_visit    boolean NOT NULL,
	forwarded     boolean NOT NULL,          -- at least one question went to another body
	withdrawn     boolean NOT NULL,
	status        text NOT NULL,             -- social status of the first author
	place_id      bigint REFERENCES appeal_places,
	code          text NOT NULL,             -- theme of the first question
	executor_id   bigint REFERENCES employees,
	addressee_id  bigint REFERENCES employees
);
CREATE INDEX appeal_register_day ON appeal_register (registered_on, document_id);
CREATE INDEX appeal_register_body ON appeal_register (body_id, registered_on, document_id);
CREATE INDEX appeal_register_due ON appeal_register (open, due_on, document_id);
CREATE INDEX appeal_register_body_due ON appeal_register (body_id, open, due_on, document_id);
CREATE INDEX appeal_questions_resolved ON appeal_questions (resolved_on, document_id);

-- Cards that are there already are written into the register by the first run of its job.
INSERT INTO jobs (kind, subscriber, args, due_at, created_at)
	SELECT 'appeal.enroll', '', '{"document_id":' || a.document_id || '}', d.changed_at, d.changed_at
	  FROM appeals a JOIN documents d ON d.id = a.document_id;

-- What the account to the Administration of the President calls a body.
CREATE TABLE sstu_departments (
	body_id bigint PRIMARY KEY REFERENCES bodies,
	guid    text NOT NULL
);
