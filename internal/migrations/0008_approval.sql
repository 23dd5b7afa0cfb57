-- +goose Up
-- Routes are data; an approval is a copy of a route that runs in cycles over versions of one document.
CREATE TABLE routes (
	id        bigint generated always as identity primary key,
	body_id   bigint NOT NULL REFERENCES bodies,
	name      text NOT NULL,
	flow      text NOT NULL,
	kind_id   bigint REFERENCES kinds,        -- NULL: every kind of the flow
	stages    jsonb NOT NULL,                 -- []approval.Stage
	required  boolean NOT NULL DEFAULT false, -- documents of this kind are not signed without approval
	then_sign boolean NOT NULL DEFAULT false, -- what is approved goes to signature by itself
	active    boolean NOT NULL DEFAULT true,
	version   bigint NOT NULL DEFAULT 1
);
CREATE INDEX routes_body ON routes (body_id, flow);

CREATE TABLE approvals (
	id            bigint generated always as identity primary key,
	body_id       bigint NOT NULL REFERENCES bodies,
	document_id   bigint NOT NULL REFERENCES documents,
	initiator_id  bigint NOT NULL REFERENCES employees,
	route_name    text NOT NULL,
	stages        jsonb NOT NULL,             -- []approval.Stage as started
	then_sign     boolean NOT NULL,
	state         text NOT NULL,              -- running | returned | recalled | approved | withdrawn
	cycle         integer NOT NULL,
	stage         integer NOT NULL,           -- index of the stage that is open
	started_at    timestamptz NOT NULL,
	ended_at      timestamptz,
	sheet_file_id bigint REFERENCES document_files, -- approval sheet of the cycle that ended last
	version       bigint NOT NULL DEFAULT 1
);
CREATE INDEX approvals_document ON approvals (document_id);

-- One passage of the stages over one version
CREATE TABLE approval_cycles (
	id          bigint generated always as identity primary key,
	approval_id bigint NOT NULL REFERENCES approvals,
	no          integer NOT NULL,
	version_id  bigint NOT NULL REFERENCES document_versions,
	version_no  integer NOT NULL,
	sha256      text NOT NULL,
	asked       text NOT NULL,                -- who is asked anew: all | objected
	started_at  timestamptz NOT NULL,
	ended_at    timestamptz,
	outcome     text NOT NULL DEFAULT '',     -- '' | returned | recalled | approved | withdrawn
	UNIQUE (approval_id, no)
);

-- A visa is asked of one person in one cycle for one version
CREATE TABLE visas (
	id             bigint generated always as identity primary key,
	approval_id    bigint NOT NULL REFERENCES approvals,
	cycle          integer NOT NULL,
	stage          integer NOT NULL,          -- index in stages
	position       integer NOT NULL,
	employee_id    bigint NOT NULL REFERENCES employees,
	name           text NOT NULL,             -- as they were when he was asked
	post           text NOT NULL,
	version_id     bigint NOT NULL REFERENCES document_versions,
	version_no     integer NOT NULL,          -- a kept vote keeps the version it was given for
	sha256         text NOT NULL,
	state          text NOT NULL,             -- waiting | asked | delegated | voted | kept | cancelled
	delegated_from bigint REFERENCES visas,   -- the chief's visa for which a subordinate looks
	asked_at       timestamptz,
	due_at         timestamptz,
	reminded_at    timestamptz,
	vote           text NOT NULL DEFAULT '',  -- agreed | agreed_with_remarks | not_agreed | abstained_conflict
	remarks        text NOT NULL DEFAULT '',
	voted_by       bigint REFERENCES employees,
	voted_name     text NOT NULL DEFAULT '',
	voted_post     text NOT NULL DEFAULT '',
	on_behalf_id   bigint REFERENCES employees,
	basis          text NOT NULL DEFAULT '',
	voted_at       timestamptz
);
CREATE INDEX visas_approval ON visas (approval_id, cycle);
CREATE INDEX visas_due ON visas (due_at) WHERE state = 'asked' AND reminded_at IS NULL;
