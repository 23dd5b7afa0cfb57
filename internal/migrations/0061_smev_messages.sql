-- +goose Up
-- Messages of SMEV 3 of an information system, kept before they are sent and before they are confirmed.
CREATE TABLE smev_outgoing (
	id         bigint generated always as identity primary key,
	box        text NOT NULL,                 -- whose messages: one information system has one box
	message_id text NOT NULL,                 -- the present identifier
	key        text,                          -- the sender's own name: the same is sent once
	pending    boolean NOT NULL,
	next_at    timestamptz NOT NULL,
	body       text NOT NULL,                 -- smev.Outgoing as JSON
	revision   bigint NOT NULL,
	UNIQUE (box, key)
);
CREATE INDEX smev_outgoing_due ON smev_outgoing (box, pending, next_at);

-- Every identifier that a message has or had.
CREATE TABLE smev_identifiers (
	box         text NOT NULL,
	message_id  text NOT NULL,
	outgoing_id bigint NOT NULL REFERENCES smev_outgoing,
	PRIMARY KEY (box, message_id)
);

CREATE TABLE smev_incoming (
	id         bigint generated always as identity primary key,
	box        text NOT NULL,
	message_id text NOT NULL,
	pending    boolean NOT NULL,
	next_at    timestamptz NOT NULL,
	arrived_at timestamptz NOT NULL,
	body       text NOT NULL,                 -- smev.Incoming as JSON, with the envelope as it came
	revision   bigint NOT NULL,
	UNIQUE (box, message_id)
);
CREATE INDEX smev_incoming_due ON smev_incoming (box, pending, next_at);
