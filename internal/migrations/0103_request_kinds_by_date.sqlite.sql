-- +goose Up
-- A kind of request is in force from a day to a day: a changed form begins on its day, and what was asked by the old one
-- is read by the old one. The table is made anew, since this database cannot take a demand off a column; requests that
-- point at its rows find them again under the same numbers before the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE request_kinds_kept AS SELECT * FROM request_kinds;
CREATE TABLE request_kinds_by_date (
	id          bigint generated always as identity primary key,
	code        text NOT NULL,
	name        text NOT NULL,
	term        text NOT NULL,
	fields      text NOT NULL DEFAULT '[]',
	answer      text NOT NULL DEFAULT '[]',
	to_body_id  bigint REFERENCES bodies,
	to_name     text NOT NULL DEFAULT '',
	to_address  text NOT NULL DEFAULT '',
	to_email    text NOT NULL DEFAULT '',
	namespace   text NOT NULL DEFAULT '',
	root        text NOT NULL DEFAULT '',
	answer_root text NOT NULL DEFAULT '',
	personal    boolean NOT NULL DEFAULT false,
	letter      text NOT NULL DEFAULT '',
	served_by   bigint REFERENCES bodies,
	active      boolean NOT NULL DEFAULT true,
	version     bigint NOT NULL DEFAULT 1,
	from_day    text NOT NULL DEFAULT '2020-01-01', -- in force from this day
	to_day      text,                               -- to this one; empty: until further notice
	basis       text NOT NULL DEFAULT ''            -- the act by which it is asked
);
DROP TABLE request_kinds;
ALTER TABLE request_kinds_by_date RENAME TO request_kinds;
INSERT INTO request_kinds (id, code, name, term, fields, answer, to_body_id, to_name, to_address, to_email, namespace, root, answer_root, personal, letter, served_by, active, version)
	SELECT id, code, name, term, fields, answer, to_body_id, to_name, to_address, to_email, namespace, root, answer_root, personal, letter, served_by, active, version FROM request_kinds_kept;
DROP TABLE request_kinds_kept;
CREATE INDEX request_kinds_address ON request_kinds (namespace, root);
CREATE UNIQUE INDEX request_kinds_code ON request_kinds (code, from_day);

-- An officer who has taken a request of others; empty: it waits for whoever takes it.
ALTER TABLE interagency_inquiries ADD COLUMN officer_id bigint;
ALTER TABLE interagency_inquiries ADD COLUMN officer_name text NOT NULL DEFAULT '';

-- What waits already is work of the officers of its body.
INSERT INTO tasks (body_id, principal, kind, subject, title, from_name, due_on, due_sort, created_at)
	SELECT n.body_id, 'role:interagency.ask:' || CAST(n.body_id AS text), 'answer_inquiry', 'inquiry:' || CAST(n.id AS text), k.name, n.sender,
	       substr(CAST(n.due_at AS text), 1, 10), substr(CAST(n.due_at AS text), 1, 10), n.arrived_at
	  FROM interagency_inquiries n JOIN request_kinds k ON k.id = n.kind_id WHERE n.state = 'received';
