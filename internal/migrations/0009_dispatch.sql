-- +goose Up
-- What was sent to whom by which way, and what came back.
CREATE TABLE deliveries (
	id             bigint generated always as identity primary key,
	body_id        bigint NOT NULL REFERENCES bodies,     -- sender
	document_id    bigint NOT NULL REFERENCES documents,
	addressee_id   bigint NOT NULL REFERENCES addressees,
	channel        text NOT NULL,            -- platform | email | post | hand
	state          text NOT NULL,            -- waiting | sent | delivered | registered | refused | failed
	to_body_id     bigint REFERENCES bodies,
	to_document_id bigint REFERENCES documents, -- card in the incoming queue of the other body
	to_number      text NOT NULL DEFAULT '', -- registered there
	to_date        text,
	reason         text NOT NULL DEFAULT '', -- of refusal or failure
	attempts       integer NOT NULL DEFAULT 0,
	register_id    bigint,                   -- list of letters handed to the post or a courier
	tracking       text NOT NULL DEFAULT '', -- ШПИ of the post, or signature of who took it by hand
	created_at     timestamptz NOT NULL,
	sent_at        timestamptz,
	delivered_at   timestamptz,
	answered_at    timestamptz,
	version        bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX deliveries_once ON deliveries (document_id, addressee_id);
CREATE INDEX deliveries_there ON deliveries (to_document_id);
CREATE INDEX deliveries_state ON deliveries (body_id, state);

CREATE TABLE delivery_registers (
	id         bigint generated always as identity primary key,
	body_id    bigint NOT NULL REFERENCES bodies,
	channel    text NOT NULL,                -- post | hand
	number     bigint NOT NULL,
	year       integer NOT NULL,
	created_by bigint NOT NULL,
	created_at timestamptz NOT NULL,
	handed_at  timestamptz,
	UNIQUE (body_id, channel, year, number)
);
