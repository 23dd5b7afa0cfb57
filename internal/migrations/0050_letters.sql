-- +goose Up
-- Letters about an appeal: what each written card is to its appeal, what an answer says of every question, documents
-- asked of other bodies, and the forms with which a body replaces the built-in ones.
INSERT INTO kinds (body_id, flow, name, term_code, sign_with, position) VALUES
	(NULL, 'internal', 'Решение по обращению', '', 'simple', 6);

CREATE TABLE appeal_letters (
	document_id bigint PRIMARY KEY REFERENCES documents, -- the card that is written
	appeal_id   bigint NOT NULL REFERENCES appeals,
	body_id     bigint NOT NULL REFERENCES bodies,
	kind        text NOT NULL,                           -- answer | interim | extension | forward_body | ground | decision …
	form        text NOT NULL,                           -- code of the form it was written by
	details     text NOT NULL,                           -- JSON: what the act said, so that the letter can be written again
	settled_at  timestamptz,                             -- when its registration took effect on the appeal
	created_at  timestamptz NOT NULL
);
CREATE INDEX appeal_letters_appeal ON appeal_letters (appeal_id);

-- What an answer says of a question; it becomes the result of the question when the answer is registered.
CREATE TABLE appeal_letter_results (
	document_id bigint NOT NULL REFERENCES appeal_letters,
	no          integer NOT NULL,
	result      text NOT NULL,
	text        text NOT NULL DEFAULT '',
	PRIMARY KEY (document_id, no)
);
ALTER TABLE appeal_questions ADD COLUMN letter_id bigint REFERENCES documents; -- the answer that gave the result

-- Documents and materials asked of another body (art. 10.2): fifteen days from the request.
CREATE TABLE documents_requests (
	id               bigint generated always as identity primary key,
	appeal_id        bigint NOT NULL REFERENCES appeals,
	letter_id        bigint NOT NULL REFERENCES appeal_letters,
	correspondent_id bigint NOT NULL REFERENCES correspondents,
	what             text NOT NULL,
	asked_on         text,
	due              text,                               -- calendar.Deadline as JSON
	answered_on      text,
	answer_id        bigint REFERENCES documents,        -- the incoming card with the documents
	cancelled_at     timestamptz,                        -- the request was withdrawn before it left
	created_at       timestamptz NOT NULL,
	version          bigint NOT NULL DEFAULT 1
);
CREATE INDEX documents_requests_appeal ON documents_requests (appeal_id);

-- Forms of a body, each upload a new row: the newest is in force; one without a file returns to the built-in form.
CREATE TABLE letter_forms (
	id        bigint generated always as identity primary key,
	body_id   bigint NOT NULL REFERENCES bodies,
	form      text NOT NULL,
	name      text NOT NULL,
	sha256    text NOT NULL,
	size      bigint NOT NULL,
	put_by    bigint NOT NULL REFERENCES employees,
	put_at    timestamptz NOT NULL
);
CREATE INDEX letter_forms_body ON letter_forms (body_id, form);
