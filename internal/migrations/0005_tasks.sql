-- +goose Up
-- The one inbox: everything that waits for a person, whoever made it.
CREATE TABLE tasks (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	principal    text NOT NULL,             -- auth.Principal: person, named person of a restricted document, office of a body
	kind         text NOT NULL,             -- tasks.Kind: register, consider, execute, vote, sign …
	document_id  bigint NOT NULL REFERENCES documents,
	subject      text NOT NULL,             -- what it is about: assignment:12, approval:3
	title        text NOT NULL DEFAULT '',  -- a line besides the card's own, e.g. text of the assignment
	from_name    text NOT NULL DEFAULT '',  -- who waits
	due_on       text,
	due_sort     text NOT NULL,             -- due_on, or 9999-12-31: one order for all
	urgent       boolean NOT NULL DEFAULT false,
	created_at   timestamptz NOT NULL,
	seen_at      timestamptz,
	done_at      timestamptz,
	done_by      bigint,
	done_name    text NOT NULL DEFAULT '',
	outcome      text NOT NULL DEFAULT ''   -- done | cancelled | reassigned, or the subject's own word (agreed, signed …)
);
CREATE INDEX tasks_open ON tasks (principal, due_sort, id) WHERE done_at IS NULL;
CREATE INDEX tasks_open_kind ON tasks (principal, kind, due_sort, id) WHERE done_at IS NULL;
-- The same thing is asked of the same person once while it is open.
CREATE UNIQUE INDEX tasks_once ON tasks (subject, kind, principal) WHERE done_at IS NULL;
CREATE INDEX tasks_document ON tasks (document_id);
