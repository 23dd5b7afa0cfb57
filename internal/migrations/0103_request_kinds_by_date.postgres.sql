-- +goose Up
-- A kind of request is in force from a day to a day: a changed form begins on its day, and what was asked by the old one
-- is read by the old one.
ALTER TABLE request_kinds DROP CONSTRAINT request_kinds_code_key;
ALTER TABLE request_kinds ADD COLUMN from_day text NOT NULL DEFAULT '2020-01-01';
ALTER TABLE request_kinds ADD COLUMN to_day text;
ALTER TABLE request_kinds ADD COLUMN basis text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX request_kinds_code ON request_kinds (code, from_day);

-- An officer who has taken a request of others; empty: it waits for whoever takes it.
ALTER TABLE interagency_inquiries ADD COLUMN officer_id bigint;
ALTER TABLE interagency_inquiries ADD COLUMN officer_name text NOT NULL DEFAULT '';

-- What waits already is work of the officers of its body.
INSERT INTO tasks (body_id, principal, kind, subject, title, from_name, due_on, due_sort, created_at)
	SELECT n.body_id, 'role:interagency.ask:' || CAST(n.body_id AS text), 'answer_inquiry', 'inquiry:' || CAST(n.id AS text), k.name, n.sender,
	       substr(CAST(n.due_at AS text), 1, 10), substr(CAST(n.due_at AS text), 1, 10), n.arrived_at
	  FROM interagency_inquiries n JOIN request_kinds k ON k.id = n.kind_id WHERE n.state = 'received';
