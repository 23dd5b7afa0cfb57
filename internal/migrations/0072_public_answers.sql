-- +goose Up
-- Answers to many on the body's site (59-ФЗ ст. 10 ч. 4): made from a registered answer, without personal data.
CREATE TABLE public_answers (
	id            bigint generated always as identity primary key,
	body_id       bigint NOT NULL REFERENCES bodies,
	appeal_id     bigint NOT NULL REFERENCES appeals,   -- whose answer it was made from
	letter_id     bigint NOT NULL REFERENCES documents, -- that answer
	title         text NOT NULL,
	question      text NOT NULL,
	answer        text NOT NULL,
	code          text NOT NULL DEFAULT '',             -- theme by which new appeals are matched, beside their text
	until         text NOT NULL DEFAULT '',             -- last day on the site; empty: until it is taken off
	published_by  bigint NOT NULL REFERENCES employees,
	published_at  timestamptz NOT NULL,
	withdrawn_at  timestamptz,
	withdrawn_why text NOT NULL DEFAULT '',
	version       bigint NOT NULL DEFAULT 1
);
CREATE INDEX public_answers_body ON public_answers (body_id, id);

-- The appeals that it serves: the one it was made from, and those whose authors were told its address. New appeals that
-- are like one of them are offered it.
CREATE TABLE public_answer_appeals (
	answer_id   bigint NOT NULL REFERENCES public_answers,
	document_id bigint NOT NULL REFERENCES appeals,
	PRIMARY KEY (answer_id, document_id)
);
CREATE INDEX public_answer_appeals_document ON public_answer_appeals (document_id);
