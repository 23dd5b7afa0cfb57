-- +goose Up
-- A task may be about something that has no registration card: an application for a service. The table is made anew,
-- since this database cannot take a demand off a column.
CREATE TABLE tasks_beside (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	principal    text NOT NULL,
	kind         text NOT NULL,
	document_id  bigint REFERENCES documents,
	subject      text NOT NULL,
	title        text NOT NULL DEFAULT '',
	from_name    text NOT NULL DEFAULT '',
	due_on       text,
	due_sort     text NOT NULL,
	urgent       boolean NOT NULL DEFAULT false,
	created_at   timestamptz NOT NULL,
	seen_at      timestamptz,
	done_at      timestamptz,
	done_by      bigint,
	done_name    text NOT NULL DEFAULT '',
	outcome      text NOT NULL DEFAULT ''
);
INSERT INTO tasks_beside (id, body_id, principal, kind, document_id, subject, title, from_name, due_on, due_sort, urgent, created_at, seen_at, done_at, done_by, done_name, outcome)
	SELECT id, body_id, principal, kind, document_id, subject, title, from_name, due_on, due_sort, urgent, created_at, seen_at, done_at, done_by, done_name, outcome FROM tasks;
DROP TABLE tasks;
ALTER TABLE tasks_beside RENAME TO tasks;
CREATE INDEX tasks_open ON tasks (principal, due_sort, id) WHERE done_at IS NULL;
CREATE INDEX tasks_open_kind ON tasks (principal, kind, due_sort, id) WHERE done_at IS NULL;
CREATE UNIQUE INDEX tasks_once ON tasks (subject, kind, principal) WHERE done_at IS NULL;
CREATE INDEX tasks_document ON tasks (document_id);
