-- +goose Up
-- What a queue to kindergartens says to one parent is a signed paper, and a kindergarten enrols by a signed order.
INSERT INTO kinds (body_id, flow, name, term_code, sign_with, position) VALUES (NULL, 'outgoing', 'Направление в детский сад', '', 'qualified', 8);

CREATE TABLE kindergarten_orders (
	id              bigint generated always as identity primary key,
	body_id         bigint NOT NULL REFERENCES bodies,
	kindergarten_id bigint NOT NULL REFERENCES kindergartens,
	at              timestamptz NOT NULL,
	person          text NOT NULL,
	enrolled        integer NOT NULL,
	document_id     bigint NOT NULL REFERENCES documents,
	sha256          text NOT NULL,
	state           text NOT NULL,              -- prepared | signed | withdrawn
	number          text NOT NULL DEFAULT '',
	signed_on       text,
	signatory       text NOT NULL DEFAULT ''
);
CREATE INDEX kindergarten_orders_document ON kindergarten_orders (document_id);

CREATE TABLE kindergarten_papers (
	id          bigint generated always as identity primary key,
	record_id   bigint NOT NULL REFERENCES kindergarten_records,
	kind        text NOT NULL,                  -- direction | refusal
	ground      text NOT NULL DEFAULT '',
	reason      text NOT NULL DEFAULT '',
	at          timestamptz NOT NULL,
	document_id bigint NOT NULL REFERENCES documents,
	sha256      text NOT NULL,
	state       text NOT NULL,                  -- prepared | signed | withdrawn
	number      text NOT NULL DEFAULT '',
	signed_on   text,
	signatory   text NOT NULL DEFAULT ''
);
CREATE INDEX kindergarten_papers_document ON kindergarten_papers (document_id);
CREATE INDEX kindergarten_papers_record ON kindergarten_papers (record_id);

ALTER TABLE kindergarten_records ADD COLUMN order_id bigint REFERENCES kindergarten_orders;
ALTER TABLE kindergarten_records ADD COLUMN paper_id bigint; -- the direction or the refusal that counts now
-- Where the brother or the sister is: the preference is for that kindergarten, whatever is wished later.
ALTER TABLE kindergarten_records ADD COLUMN own_id bigint REFERENCES kindergartens;
UPDATE kindergarten_records SET own_id = (SELECT w.kindergarten_id FROM kindergarten_wishes w WHERE w.record_id = kindergarten_records.id AND w.position = 1) WHERE benefit <> '';
