-- +goose Up
-- Resolutions and the tree of assignments, reports, extensions, control. Names and posts are those of the day.
CREATE TABLE resolutions (
	id            bigint generated always as identity primary key,
	body_id       bigint NOT NULL REFERENCES bodies,
	document_id   bigint NOT NULL REFERENCES documents,
	author_id     bigint NOT NULL REFERENCES employees,  -- whose resolution it is
	author_name   text NOT NULL,
	author_post   text NOT NULL,
	prepared_by   bigint NOT NULL REFERENCES employees,  -- assistant, clerk, or the author himself
	prepared_name text NOT NULL,
	signed_by     bigint REFERENCES employees,           -- author, or the acting officer
	signed_name   text NOT NULL DEFAULT '',
	signed_post   text NOT NULL DEFAULT '',
	signed_basis  text NOT NULL DEFAULT '',              -- order that lets the acting officer sign
	state         text NOT NULL,                         -- draft | signed | discarded
	note          text NOT NULL DEFAULT '',              -- note for the chief
	paper         boolean NOT NULL DEFAULT false,        -- written on paper and entered from there
	scan_id       bigint REFERENCES document_files,
	signed_at     timestamptz,
	created_at    timestamptz NOT NULL,
	version       bigint NOT NULL DEFAULT 1
);
CREATE INDEX resolutions_document ON resolutions (document_id);

CREATE TABLE assignments (
	id               bigint generated always as identity primary key,
	body_id          bigint NOT NULL REFERENCES bodies,
	document_id      bigint NOT NULL REFERENCES documents,
	resolution_id    bigint NOT NULL REFERENCES resolutions,
	parent_id        bigint REFERENCES assignments,
	position         integer NOT NULL DEFAULT 0,
	text             text NOT NULL,
	issuer_id        bigint NOT NULL REFERENCES employees,
	issuer_name      text NOT NULL,
	issuer_post      text NOT NULL,
	responsible_id   bigint NOT NULL REFERENCES employees,
	responsible_name text NOT NULL,
	responsible_post text NOT NULL,
	unit_id          bigint NOT NULL REFERENCES units,   -- of the responsible executor on that day: reports count by it
	controller_id    bigint REFERENCES employees,
	controller_name  text NOT NULL DEFAULT '',
	controller_accepts boolean NOT NULL DEFAULT false,   -- acceptance of the report is delegated to the controller
	state            text NOT NULL,            -- draft | issued | in_progress | report_submitted | executed | returned_for_rework | cancelled
	open             boolean NOT NULL DEFAULT false, -- issued and neither executed nor cancelled: indexes walk by it
	urgent           boolean NOT NULL DEFAULT false,
	-- term
	term_code        text NOT NULL DEFAULT '', -- preset chosen in the draft
	due_on           text,                     -- in a draft: the date by hand
	due_why          text,                     -- calendar.Deadline as JSON
	first_due_on     text,
	statutory        boolean NOT NULL DEFAULT false, -- the date stands in a law: no internal extension
	extension        text NOT NULL DEFAULT '', -- '' | requested | granted | refused: the last one
	extensions       integer NOT NULL DEFAULT 0, -- granted
	returns          integer NOT NULL DEFAULT 0,
	-- control
	control          text NOT NULL DEFAULT 'none', -- none | ordinary | special
	released_at      timestamptz,
	released_by      bigint REFERENCES employees,
	released_name    text NOT NULL DEFAULT '',
	release_kind     text NOT NULL DEFAULT '', -- executed | transferred | impossible | consolidated
	release_basis    text NOT NULL DEFAULT '',
	proposed_by      bigint REFERENCES documents, -- sent reply that proposes the release
	proposed_at      timestamptz,
	-- course
	issued_at        timestamptz,
	taken_at         timestamptz,
	reported_at      timestamptz,              -- final report: «on time» compares this (§2.5)
	ended_at         timestamptz,              -- accepted or cancelled
	end_reason       text NOT NULL DEFAULT '', -- of a cancellation
	overridden       boolean NOT NULL DEFAULT false, -- accepted with open children by the issuer's override
	version          bigint NOT NULL DEFAULT 1
);
CREATE INDEX assignments_document ON assignments (document_id);
CREATE INDEX assignments_parent ON assignments (parent_id);
CREATE INDEX assignments_resolution ON assignments (resolution_id);
CREATE INDEX assignments_responsible ON assignments (responsible_id, open, due_on, id);
CREATE INDEX assignments_issuer ON assignments (issuer_id, open, due_on, id);
CREATE INDEX assignments_controller ON assignments (controller_id, open, due_on, id);
CREATE INDEX assignments_unit ON assignments (unit_id, open, due_on, id);
CREATE INDEX assignments_body ON assignments (body_id, open, due_on, id);

CREATE TABLE assignment_members (
	assignment_id  bigint NOT NULL REFERENCES assignments,
	employee_id    bigint NOT NULL REFERENCES employees,
	role           text NOT NULL,             -- co_executor | informed
	name           text NOT NULL,
	post           text NOT NULL,
	due_on         text,
	own_due        boolean NOT NULL DEFAULT false, -- named by the issuer: the discipline report measures him by it
	contribution   text NOT NULL DEFAULT '',
	contributed_at timestamptz,
	PRIMARY KEY (assignment_id, employee_id, role)
);
CREATE INDEX assignment_members_employee ON assignment_members (employee_id, role, assignment_id);

CREATE TABLE execution_reports (
	id            bigint generated always as identity primary key,
	assignment_id bigint NOT NULL REFERENCES assignments,
	kind          text NOT NULL,             -- interim | final
	text          text NOT NULL,
	percent       integer NOT NULL DEFAULT 0,
	reply_id      bigint REFERENCES documents, -- linked outgoing or directive document
	author_id     bigint NOT NULL REFERENCES employees,
	author_name   text NOT NULL,
	on_behalf_id  bigint REFERENCES employees,
	created_at    timestamptz NOT NULL,
	decision      text NOT NULL DEFAULT '',  -- '' | accepted | returned
	decided_by    bigint REFERENCES employees,
	decided_name  text NOT NULL DEFAULT '',
	decided_at    timestamptz,
	reason        text NOT NULL DEFAULT ''
);
CREATE INDEX execution_reports_assignment ON execution_reports (assignment_id);

-- Every date that an assignment ever had is kept: from, to, who, when, why (§2.5)
CREATE TABLE extensions (
	id            bigint generated always as identity primary key,
	assignment_id bigint NOT NULL REFERENCES assignments,
	from_day      text NOT NULL,
	to_day        text NOT NULL,             -- asked; when granted: the date that was granted
	reason        text NOT NULL,
	measures      text NOT NULL DEFAULT '',
	late          boolean NOT NULL DEFAULT false, -- asked less than three working days before the date
	asked_by      bigint NOT NULL REFERENCES employees,
	asked_name    text NOT NULL,
	asked_at      timestamptz NOT NULL,
	decision      text NOT NULL DEFAULT '',  -- '' | granted | refused
	decided_by    bigint REFERENCES employees,
	decided_name  text NOT NULL DEFAULT '',
	decided_at    timestamptz,
	answer        text NOT NULL DEFAULT ''
);
CREATE INDEX extensions_assignment ON extensions (assignment_id);

-- A body's own presets of terms; one with the code of a common preset stands in its place.
CREATE TABLE terms (
	body_id bigint NOT NULL REFERENCES bodies,
	code    text NOT NULL,                   -- assignment.urgent
	title   text NOT NULL,
	amount  integer NOT NULL,
	unit    text NOT NULL,                   -- calendar.Unit
	policy  text NOT NULL,                   -- calendar.Policy
	basis   text NOT NULL DEFAULT '',
	PRIMARY KEY (body_id, code)
);

-- Days on which the reminders of a body have been sent out
CREATE TABLE reminder_days (
	body_id bigint NOT NULL REFERENCES bodies,
	day     text NOT NULL,
	PRIMARY KEY (body_id, day)
);
