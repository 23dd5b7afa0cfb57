-- +goose Up
-- Interagency requests (210-ФЗ, art. 7.1, 7.2): ours to other bodies with their answers, and those of others to us.

-- What may be asked, of whom, and in what time. A dictionary of the whole installation.
CREATE TABLE request_kinds (
	id          bigint generated always as identity primary key,
	code        text NOT NULL UNIQUE,
	name        text NOT NULL,
	term        text NOT NULL,                 -- realtime (2 s) | electronic (48 h) | working (5 working days)
	fields      text NOT NULL DEFAULT '[]',    -- what is asked with, JSON
	answer      text NOT NULL DEFAULT '[]',    -- what the answer says, JSON
	to_body_id  bigint REFERENCES bodies,      -- a body of this platform, or
	to_name     text NOT NULL DEFAULT '',      -- a foreign one
	to_address  text NOT NULL DEFAULT '',
	to_email    text NOT NULL DEFAULT '',
	namespace   text NOT NULL DEFAULT '',      -- address in SMEV; empty: by letter
	root        text NOT NULL DEFAULT '',
	answer_root text NOT NULL DEFAULT '',
	personal    boolean NOT NULL DEFAULT false, -- the content is signed too, not the envelope alone
	letter      text NOT NULL DEFAULT '',      -- text of the letter with {{fields}}
	served_by   bigint REFERENCES bodies,      -- which body answers others who ask this here
	active      boolean NOT NULL DEFAULT true,
	version     bigint NOT NULL DEFAULT 1
);
CREATE INDEX request_kinds_address ON request_kinds (namespace, root);

-- Ours.
CREATE TABLE interagency_requests (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies,
	kind_id     bigint NOT NULL REFERENCES request_kinds,
	about_kind  text NOT NULL DEFAULT '',      -- what it is asked for: service_application …
	about_id    bigint NOT NULL DEFAULT 0,
	state       text NOT NULL,                 -- draft | signed | sent | delivered | answered | rejected | timeout | resent
	channel     text NOT NULL,                 -- smev | letter
	term        text NOT NULL,                 -- that of the kind when it was asked
	fields      text NOT NULL DEFAULT '{}',    -- JSON
	content     text NOT NULL DEFAULT '',      -- what was sent, as XML
	signature   text NOT NULL DEFAULT '',      -- ds:Signature of the content
	letter_id   bigint REFERENCES documents,
	author_id   bigint,                        -- who asked; empty: the procedure of the service did
	author_name text NOT NULL DEFAULT '',
	wanted      integer NOT NULL DEFAULT 0,    -- sendings that were decided on
	attempts    integer NOT NULL DEFAULT 0,    -- sendings that were made
	problem     text NOT NULL DEFAULT '',      -- why the last one failed
	created_at  timestamptz NOT NULL,
	signed_at   timestamptz,
	sent_at     timestamptz,                   -- first
	due_at      timestamptz,                   -- by the term
	lapses_at   timestamptz,                   -- from when it is told of as overdue
	overdue     boolean NOT NULL DEFAULT false, -- was told of; an answer does not take it back
	answered_at timestamptz,
	changed_at  timestamptz NOT NULL,
	version     bigint NOT NULL DEFAULT 1
);
CREATE INDEX interagency_requests_about ON interagency_requests (about_kind, about_id);
CREATE INDEX interagency_requests_body ON interagency_requests (body_id, id);
CREATE INDEX interagency_requests_waiting ON interagency_requests (state, lapses_at);
CREATE INDEX interagency_requests_letter ON interagency_requests (letter_id);

-- Every sending of a request has an identifier of its own.
CREATE TABLE interagency_sendings (
	id         bigint generated always as identity primary key,
	request_id bigint NOT NULL REFERENCES interagency_requests,
	no         integer NOT NULL,
	message_id text NOT NULL DEFAULT '',       -- the present one of SMEV
	state      text NOT NULL,                  -- waiting | taken | delivered | rejected | doubtful | answered
	problem    text NOT NULL DEFAULT '',
	sent_at    timestamptz NOT NULL,
	checked_at timestamptz NOT NULL,
	UNIQUE (request_id, no)
);
CREATE INDEX interagency_sendings_open ON interagency_sendings (state, checked_at);

CREATE TABLE interagency_answers (
	id          bigint generated always as identity primary key,
	request_id  bigint NOT NULL REFERENCES interagency_requests,
	message_id  text NOT NULL UNIQUE,          -- of SMEV, or letter:<id of the card>
	sending_no  integer NOT NULL DEFAULT 0,
	rejected    text NOT NULL DEFAULT '',      -- reason, when it is a refusal
	words       text NOT NULL DEFAULT '',      -- of the refusal
	content     text NOT NULL DEFAULT '',      -- as XML, as it came
	sender      text NOT NULL DEFAULT '',      -- subject of the certificate of the sender
	verdict     text NOT NULL DEFAULT '',      -- on his signature
	personal    text NOT NULL DEFAULT '',      -- verdict on the signature beside the content, when there is one
	files       text NOT NULL DEFAULT '[]',    -- JSON
	document_id bigint REFERENCES documents,   -- answer by letter
	late        boolean NOT NULL DEFAULT false,
	at          timestamptz NOT NULL
);
CREATE INDEX interagency_answers_request ON interagency_answers (request_id, id);

-- Those of others.
CREATE TABLE interagency_inquiries (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies, -- who answers
	kind_id     bigint NOT NULL REFERENCES request_kinds,
	message_id  text NOT NULL UNIQUE,
	namespace   text NOT NULL,
	root        text NOT NULL,
	state       text NOT NULL,                 -- received | answered | rejected
	sender      text NOT NULL DEFAULT '',      -- who asks, as SMEV names him
	signed_by   text NOT NULL DEFAULT '',
	verdict     text NOT NULL DEFAULT '',
	content     text NOT NULL,                 -- as it came
	files       text NOT NULL DEFAULT '[]',
	test        boolean NOT NULL DEFAULT false, -- TestMessage: answered, changes nothing
	arrived_at  timestamptz NOT NULL,
	due_at      timestamptz NOT NULL,
	overdue     boolean NOT NULL DEFAULT false,
	reply       text NOT NULL DEFAULT '',      -- XML of the answer
	reply_files text NOT NULL DEFAULT '[]',
	document_id bigint REFERENCES documents,   -- whose files went with the answer
	reason      text NOT NULL DEFAULT '',      -- of a refusal
	words       text NOT NULL DEFAULT '',
	answered_by text NOT NULL DEFAULT '',
	answered_at timestamptz,
	reply_id    text NOT NULL DEFAULT '',      -- identifier of the answer in SMEV
	changed_at  timestamptz NOT NULL,
	version     bigint NOT NULL DEFAULT 1
);
CREATE INDEX interagency_inquiries_body ON interagency_inquiries (body_id, state, due_at);
