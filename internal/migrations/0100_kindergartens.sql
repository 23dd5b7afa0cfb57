-- +goose Up
-- The queue to kindergartens (приказ Минпросвещения № 236). What differs from town to town is data: benefits and their order, the
-- term of an answer, kindergartens, groups.
CREATE TABLE kindergarten_queues (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies,
	service_id  bigint NOT NULL UNIQUE,
	benefits    text NOT NULL,              -- JSON: code of the answer, title, rank
	answer_days integer NOT NULL,           -- working days to accept a direction
	enrol_days  integer NOT NULL,           -- working days from the contract to the order
	version     bigint NOT NULL DEFAULT 1
);

CREATE TABLE kindergarten_cursors (
	service_id bigint NOT NULL,
	year       integer NOT NULL,
	sequence   bigint NOT NULL DEFAULT 0,
	PRIMARY KEY (service_id, year)
);

CREATE TABLE kindergartens (
	id       bigint generated always as identity primary key,
	body_id  bigint NOT NULL REFERENCES bodies,
	code     text NOT NULL DEFAULT '',      -- in the list of the form
	name     text NOT NULL,
	name_key text NOT NULL,
	UNIQUE (body_id, name_key)
);

CREATE TABLE kindergarten_groups (
	id              bigint generated always as identity primary key,
	kindergarten_id bigint NOT NULL REFERENCES kindergartens,
	year            integer NOT NULL,       -- school year that begins on 1 September
	name            text NOT NULL,
	age             integer NOT NULL,       -- full years on 1 September
	profile         text NOT NULL,          -- general | special
	language        text NOT NULL DEFAULT '', -- '' takes all
	regime          text NOT NULL DEFAULT '',
	places          integer NOT NULL,
	version         bigint NOT NULL DEFAULT 1
);
CREATE INDEX kindergarten_groups_of ON kindergarten_groups (kindergarten_id, year);

-- Directions are given by an order on a card of documents.
CREATE TABLE kindergarten_formations (
	id          bigint generated always as identity primary key,
	queue_id    bigint NOT NULL REFERENCES kindergarten_queues,
	body_id     bigint NOT NULL REFERENCES bodies,
	year        integer NOT NULL,
	main        boolean NOT NULL,           -- the yearly one for 1 September; otherwise on free places
	at          timestamptz NOT NULL,
	person      text NOT NULL,
	document_id bigint NOT NULL REFERENCES documents,
	sha256      text NOT NULL,
	state       text NOT NULL,              -- prepared | signed | withdrawn
	number      text NOT NULL DEFAULT '',
	signed_on   text,
	signatory   text NOT NULL DEFAULT '',
	directed    integer NOT NULL
);
CREATE INDEX kindergarten_formations_document ON kindergarten_formations (document_id);

CREATE TABLE kindergarten_records (
	id           bigint generated always as identity primary key,
	queue_id     bigint NOT NULL REFERENCES kindergarten_queues,
	body_id      bigint NOT NULL REFERENCES bodies,
	service_id   bigint NOT NULL,
	year         integer NOT NULL,
	sequence     bigint NOT NULL,
	number       text NOT NULL,
	accepted_at  timestamptz NOT NULL,
	child_name   text NOT NULL,
	born_on      text,
	cohort       integer NOT NULL,          -- those who are of one age on 1 September of every year
	claim        text NOT NULL,             -- benefit that the parent names
	benefit      text NOT NULL,             -- benefit that is proven
	profile      text NOT NULL,
	language     text NOT NULL,
	regime       text NOT NULL,
	anywhere     boolean NOT NULL,          -- agrees to any kindergarten
	wished_on    text,
	state        text NOT NULL,
	reason       text NOT NULL DEFAULT '',
	formation_id bigint REFERENCES kindergarten_formations,
	group_id     bigint REFERENCES kindergarten_groups, -- the place that is held
	old_group_id bigint REFERENCES kindergarten_groups, -- of a transfer: held until the new one is accepted
	answer_by    text,
	contract_on  text,
	enrol_by     text,
	basis        text NOT NULL DEFAULT '',  -- order of the kindergarten
	changed_at   timestamptz NOT NULL,
	version      bigint NOT NULL DEFAULT 1,
	UNIQUE (service_id, year, sequence)
);
CREATE INDEX kindergarten_records_queue ON kindergarten_records (queue_id, state);
CREATE INDEX kindergarten_records_group ON kindergarten_records (group_id);

CREATE TABLE kindergarten_wishes (
	record_id       bigint NOT NULL REFERENCES kindergarten_records,
	position        integer NOT NULL,
	kindergarten_id bigint NOT NULL REFERENCES kindergartens,
	rank            integer NOT NULL,       -- of the benefit here: a brother counts in his own kindergarten only
	PRIMARY KEY (record_id, position)
);
CREATE INDEX kindergarten_wishes_of ON kindergarten_wishes (kindergarten_id, rank);

-- Why a place in the queue moved: who came before whom, and who left. Nobody is named to others.
CREATE TABLE kindergarten_moves (
	id              bigint generated always as identity primary key,
	kindergarten_id bigint NOT NULL REFERENCES kindergartens,
	cohort          integer NOT NULL,
	profile         text NOT NULL,
	record_id       bigint NOT NULL REFERENCES kindergarten_records,
	rank            integer NOT NULL,
	accepted_at     timestamptz NOT NULL,
	came            boolean NOT NULL,       -- came into the queue, or left it
	why             text NOT NULL,          -- recorded | benefit | wishes | returned | directed | withdrawn | refused
	at              timestamptz NOT NULL
);
CREATE INDEX kindergarten_moves_of ON kindergarten_moves (kindergarten_id, cohort, at);
