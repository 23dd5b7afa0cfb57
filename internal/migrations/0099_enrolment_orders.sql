-- +goose Up
-- Applications whose service keeps a register of its own: the register decides about them, many at once, by a signed order.
ALTER TABLE applications ADD COLUMN keeper text NOT NULL DEFAULT ''; -- '' | schools | kindergartens

INSERT INTO kinds (body_id, flow, name, term_code, sign_with, position) VALUES
	(NULL, 'directive', 'Приказ о зачислении', '', 'qualified', 9),
	(NULL, 'directive', 'Приказ о направлении', '', 'qualified', 10);

ALTER TABLE enrolment_campaigns ADD COLUMN version bigint NOT NULL DEFAULT 1;

ALTER TABLE enrolment_schools ADD COLUMN code text NOT NULL DEFAULT '';     -- of the list of schools in the form
ALTER TABLE enrolment_schools ADD COLUMN version bigint NOT NULL DEFAULT 1;

ALTER TABLE enrolment_places ADD COLUMN classes text NOT NULL DEFAULT '[]'; -- JSON: places of each class; their sum stands in places

-- An order is a card of documents: it takes effect when that is signed.
ALTER TABLE enrolment_orders ADD COLUMN document_id bigint REFERENCES documents;
ALTER TABLE enrolment_orders ADD COLUMN state text NOT NULL DEFAULT 'signed'; -- prepared | signed | withdrawn
ALTER TABLE enrolment_orders ADD COLUMN sha256 text NOT NULL DEFAULT '';    -- of the text as the register has written it
ALTER TABLE enrolment_orders ADD COLUMN number text NOT NULL DEFAULT '';    -- in the journal of directives
ALTER TABLE enrolment_orders ADD COLUMN signed_on text;
ALTER TABLE enrolment_orders ADD COLUMN signatory text NOT NULL DEFAULT '';
CREATE INDEX enrolment_orders_document ON enrolment_orders (document_id);

-- A seat is held by whoever is enrolled, or stands among the enrolled of an order that waits for its signature.
ALTER TABLE enrolments ADD COLUMN seat boolean NOT NULL DEFAULT false;
ALTER TABLE enrolments ADD COLUMN refusal text NOT NULL DEFAULT ''; -- code of the ground in the regulation
UPDATE enrolments SET seat = true WHERE state = 'enrolled';
CREATE INDEX enrolments_seats ON enrolments (campaign_id, child) WHERE seat;
CREATE INDEX enrolments_order ON enrolments (order_id);
