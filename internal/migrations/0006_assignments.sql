-- +goose Up
-- Resolutions and the tree of assignments, reports, extensions, control.
CREATE TABLE resolutions (
	id            bigint generated always as identity primary key,
	body_id       bigint NOT NULL REFERENCES bodies,
	document_id   bigint NOT NULL REFERENCES documents,
	author_id     bigint NOT NULL REFERENCES employees,  -- whose resolution it is
	prepared_by   bigint NOT NULL REFERENCES employees,  -- assistant, or the author himself
	signed_by     bigint REFERENCES employees,           -- author, or the acting officer
	signed_basis  text NOT NULL DEFAULT '',              -- order that lets the acting officer sign
	state         text NOT NULL,                         -- draft | signed | cancelled
	note          text NOT NULL DEFAULT '',              -- assistant's note for the chief
	signed_at     timestamptz,
	created_at    timestamptz NOT NULL,
	version       bigint NOT NULL DEFAULT 1
);
CREATE INDEX resolutions_document ON resolutions (document_id);

CREATE TABLE assignments (
	id             bigint generated always as identity primary key,
	body_id        bigint NOT NULL REFERENCES bodies,
	document_id    bigint NOT NULL REFERENCES documents,
	resolution_id  bigint NOT NULL REFERENCES resolutions,
	parent_id      bigint REFERENCES assignments,
	text           text NOT NULL,
	issuer_id      bigint NOT NULL REFERENCES employees,
	responsible_id bigint NOT NULL REFERENCES employees,
	controller_id  bigint REFERENCES employees,
	state          text NOT NULL,            -- draft | issued | in_progress | report_submitted | executed | returned_for_rework | cancelled
	control        text NOT NULL DEFAULT 'none', -- none | ordinary | special
	released_at    timestamptz,              -- from control
	released_by    bigint,
	release_kind   text NOT NULL DEFAULT '', -- executed | transferred | impossible | consolidated
	release_basis  text NOT NULL DEFAULT '',
	release_proposed_by bigint,              -- document (sent reply) that proposes the release
	urgent         boolean NOT NULL DEFAULT false,
	statutory      boolean NOT NULL DEFAULT false, -- the date stands in a law: no internal extension
	due_on         text,
	due_why        text, -- calendar.Deadline as JSON
	first_due_on   text,
	extensions     integer NOT NULL DEFAULT 0, -- granted
	returns        integer NOT NULL DEFAULT 0,
	issued_at      timestamptz,
	taken_at       timestamptz,
	reported_at    timestamptz,              -- final report: «on time» compares this (§2.5)
	executed_at    timestamptz,
	overridden     boolean NOT NULL DEFAULT false, -- accepted with open children by the issuer's override
	position       integer NOT NULL DEFAULT 0,
	version        bigint NOT NULL DEFAULT 1
);
CREATE INDEX assignments_document ON assignments (document_id);
CREATE INDEX assignments_responsible ON assignments (responsible_id, due_on);
CREATE INDEX assignments_body ON assignments (body_id, due_on);
CREATE INDEX assignments_parent ON assignments (parent_id);

CREATE TABLE assignment_members (
	assignment_id bigint NOT NULL REFERENCES assignments,
	employee_id   bigint NOT NULL REFERENCES employees,
	role          text NOT NULL,             -- co_executor | informed
	due_on        text,
	contribution  text NOT NULL DEFAULT '',
	contributed_at timestamptz,
	PRIMARY KEY (assignment_id, employee_id, role)
);

CREATE TABLE execution_reports (
	id            bigint generated always as identity primary key,
	assignment_id bigint NOT NULL REFERENCES assignments,
	kind          text NOT NULL,             -- interim | final
	text          text NOT NULL,
	reply_id      bigint REFERENCES documents, -- linked outgoing document
	author_id     bigint NOT NULL REFERENCES employees,
	on_behalf_id  bigint,
	created_at    timestamptz NOT NULL,
	decision      text NOT NULL DEFAULT '',  -- '' | accepted | returned
	decided_by    bigint,
	decided_at    timestamptz,
	reason        text NOT NULL DEFAULT ''
);
CREATE INDEX execution_reports_assignment ON execution_reports (assignment_id);

CREATE TABLE extensions (
	id            bigint generated always as identity primary key,
	assignment_id bigint NOT NULL REFERENCES assignments,
	from_day      text NOT NULL,
	to_day        text NOT NULL,
	reason        text NOT NULL,
	measures      text NOT NULL DEFAULT '',
	asked_by      bigint NOT NULL REFERENCES employees,
	asked_at      timestamptz NOT NULL,
	decision      text NOT NULL DEFAULT '',  -- '' | granted | refused
	decided_by    bigint,
	decided_at    timestamptz,
	answer        text NOT NULL DEFAULT ''
);
CREATE INDEX extensions_assignment ON extensions (assignment_id);
