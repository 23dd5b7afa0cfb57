-- +goose Up
-- Routes are data; an approval is a copy of a route that runs in cycles over versions of one document.
CREATE TABLE routes (
	id       bigint generated always as identity primary key,
	body_id  bigint NOT NULL REFERENCES bodies,
	name     text NOT NULL,
	flow     text NOT NULL,
	kind_id  bigint REFERENCES kinds,
	stages   jsonb NOT NULL,                -- []approval.Stage
	active   boolean NOT NULL DEFAULT true,
	version  bigint NOT NULL DEFAULT 1
);
CREATE INDEX routes_body ON routes (body_id);

CREATE TABLE approvals (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	document_id  bigint NOT NULL REFERENCES documents,
	initiator_id bigint NOT NULL REFERENCES employees,
	route_name   text NOT NULL,
	stages       jsonb NOT NULL,            -- []approval.Stage as started
	state        text NOT NULL,             -- running | returned | approved | cancelled
	cycle        integer NOT NULL,
	started_at   timestamptz NOT NULL,
	ended_at     timestamptz,
	version      bigint NOT NULL DEFAULT 1
);
CREATE INDEX approvals_document ON approvals (document_id);

-- A visa is asked of one person in one cycle for one version
CREATE TABLE visas (
	id           bigint generated always as identity primary key,
	approval_id  bigint NOT NULL REFERENCES approvals,
	cycle        integer NOT NULL,
	stage        integer NOT NULL,          -- index in stages
	position     integer NOT NULL,
	employee_id  bigint NOT NULL REFERENCES employees,
	version_id   bigint NOT NULL REFERENCES document_versions,
	sha256       text NOT NULL,
	state        text NOT NULL,             -- waiting | asked | voted | delegated | cancelled | kept
	delegated_from bigint REFERENCES visas, -- the chief's visa for which a subordinate looks
	asked_at     timestamptz,
	due_at       timestamptz,
	vote         text NOT NULL DEFAULT '',  -- agreed | agreed_with_remarks | not_agreed | abstained_conflict
	remarks      text NOT NULL DEFAULT '',
	voted_by     bigint REFERENCES employees,
	voted_name   text NOT NULL DEFAULT '',
	voted_post   text NOT NULL DEFAULT '',
	on_behalf_id bigint,
	voted_at     timestamptz,
	UNIQUE (approval_id, cycle, stage, position, employee_id)
);
CREATE INDEX visas_employee ON visas (employee_id, state);
