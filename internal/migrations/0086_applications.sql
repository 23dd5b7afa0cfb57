-- +goose Up
-- Applications for state and municipal services (210-ФЗ), their course, and everything that hangs on them.

-- Who asks: one row for a person (by СНИЛС), an entrepreneur (by ОГРНИП) or an organisation (by ОГРН).
CREATE TABLE applicants (
	id         bigint generated always as identity primary key,
	kind       text NOT NULL,               -- person | entrepreneur | organisation
	snils      text NOT NULL DEFAULT '',    -- eleven figures
	inn        text NOT NULL DEFAULT '',
	ogrn       text NOT NULL DEFAULT '',
	surname    text NOT NULL DEFAULT '',
	name       text NOT NULL DEFAULT '',
	patronymic text NOT NULL DEFAULT '',
	born_on    text,
	title      text NOT NULL DEFAULT '',    -- of an organisation
	name_fold  text NOT NULL,
	email      text NOT NULL DEFAULT '',
	phone      text NOT NULL DEFAULT '',
	address    text NOT NULL DEFAULT '',
	notices    boolean NOT NULL DEFAULT true, -- he wants e-mail about the course
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX applicants_snils ON applicants (snils) WHERE kind = 'person' AND snils <> '';
CREATE UNIQUE INDEX applicants_ogrn ON applicants (ogrn) WHERE ogrn <> '';
CREATE INDEX applicants_name ON applicants (name_fold, id);

CREATE TABLE applications (
	id              bigint generated always as identity primary key,
	service_id      bigint NOT NULL,
	version_id      bigint NOT NULL,            -- of the passport in force at the registration; it never changes
	variant         text NOT NULL DEFAULT '',
	year            bigint NOT NULL,            -- with the sequence: the place in the strict order of the intake
	sequence        bigint NOT NULL,
	number          text NOT NULL,
	number_key      text NOT NULL,
	state           text NOT NULL,              -- services.State
	step            text NOT NULL DEFAULT '',   -- code of the procedure that runs now
	body_id         bigint NOT NULL REFERENCES bodies, -- who answers for it now
	intake_body_id  bigint NOT NULL REFERENCES bodies, -- who took it and checked it
	unit_id         bigint REFERENCES units,
	officer_id      bigint REFERENCES employees,
	applicant_id    bigint NOT NULL REFERENCES applicants,
	representative  text NOT NULL DEFAULT '{}', -- who acts for him, with the power
	channel         text NOT NULL,              -- portal | visit | post | epgu | mfc
	territory       text NOT NULL DEFAULT '',
	answers         text NOT NULL,              -- the form as it was sent
	accepted_at     timestamptz NOT NULL,       -- the moment of the order
	register_by     text,                       -- derivation of the day of registration
	registered_at   timestamptz,
	registered_on   text,
	due             text,                       -- derivation of the last day of the service
	due_sort        text NOT NULL,              -- the next day that presses: of registration, of the service
	ground          text NOT NULL DEFAULT '',   -- code of the refusal in the pinned version
	ground_words    text NOT NULL DEFAULT '',   -- text of the ground as it stood in it
	reason          text NOT NULL DEFAULT '',   -- what exactly is wrong, and how to cure it
	missing         text NOT NULL DEFAULT '[]', -- documents that the refusal named: a later one may name no others (art. 7.1.4)
	cancel_asked_at timestamptz,
	cancel_reason   text NOT NULL DEFAULT '',
	way             text NOT NULL DEFAULT 'account', -- how the applicant wants the result: account | visit | post | mfc
	way_place       text NOT NULL DEFAULT '',
	result          text NOT NULL DEFAULT '',   -- code of the result in the pinned version
	result_id       bigint REFERENCES documents,
	invitation      text NOT NULL DEFAULT '{}', -- stage 4: where, when, what to bring, until when it is kept
	issued          text NOT NULL DEFAULT '{}', -- stage 5: what was done, when, by whom, on what basis
	decided_at      timestamptz,
	closed_at       timestamptz,
	changed_at      timestamptz NOT NULL,
	version         bigint NOT NULL DEFAULT 1
);
-- What was accepted becomes an application once, however often the job is repeated.
CREATE UNIQUE INDEX applications_order ON applications (service_id, year, sequence);
CREATE INDEX applications_queue ON applications (body_id, due_sort, id) WHERE closed_at IS NULL;
CREATE INDEX applications_body ON applications (body_id, id);
CREATE INDEX applications_intake ON applications (intake_body_id, id);
CREATE INDEX applications_officer ON applications (officer_id, due_sort, id) WHERE closed_at IS NULL;
CREATE INDEX applications_applicant ON applications (applicant_id, id);
CREATE INDEX applications_number ON applications (number_key);

-- The procedures of the regulation as they went: one row each time one begins.
CREATE TABLE application_steps (
	id             bigint generated always as identity primary key,
	application_id bigint NOT NULL REFERENCES applications,
	step           text NOT NULL,
	kind           text NOT NULL,               -- catalogue.StepKind
	begun_at       timestamptz NOT NULL,
	due            text,
	ended_at       timestamptz,
	outcome        text NOT NULL DEFAULT '',
	by_id          bigint
);
CREATE INDEX application_steps_of ON application_steps (application_id, id);

-- Suspensions on a ground of the pinned version: the clock stands between from_on and to_on.
CREATE TABLE application_suspensions (
	id             bigint generated always as identity primary key,
	application_id bigint NOT NULL REFERENCES applications,
	ground         text NOT NULL,
	ground_words   text NOT NULL,
	reason         text NOT NULL DEFAULT '',
	from_on        text NOT NULL,
	until_on       text,                        -- the longest that the regulation allows, with its derivation
	to_on          text,
	by_id          bigint NOT NULL
);
CREATE INDEX application_suspensions_of ON application_suspensions (application_id, id);

-- What happened, in the order of its happening; public lines are shown to the applicant.
CREATE TABLE application_events (
	id             bigint generated always as identity primary key,
	application_id bigint NOT NULL REFERENCES applications,
	at             timestamptz NOT NULL,
	act            text NOT NULL,               -- services.Act
	from_state     text NOT NULL DEFAULT '',
	to_state       text NOT NULL,
	words          text NOT NULL DEFAULT '',    -- a line besides the act: ground, reason, body
	public         boolean NOT NULL DEFAULT true,
	by_id          bigint,
	by_name        text NOT NULL DEFAULT ''
);
CREATE INDEX application_events_of ON application_events (application_id, id);

-- Messages between the officer and the applicant, and questions that wait for an answer.
CREATE TABLE application_messages (
	id             bigint generated always as identity primary key,
	application_id bigint NOT NULL REFERENCES applications,
	author         text NOT NULL,               -- office | applicant
	author_id      bigint,
	author_name    text NOT NULL DEFAULT '',
	text           text NOT NULL,
	asks           text NOT NULL DEFAULT '[]',  -- codes of documents that are asked for
	due            text,                        -- until when, with its derivation
	at             timestamptz NOT NULL,
	seen_at        timestamptz
);
CREATE INDEX application_messages_of ON application_messages (application_id, id);

-- Files of the application: what was sent with the form, brought later, or sent to the applicant.
CREATE TABLE application_files (
	id             bigint generated always as identity primary key,
	application_id bigint NOT NULL REFERENCES applications,
	message_id     bigint REFERENCES application_messages,
	document       text NOT NULL DEFAULT '',    -- code of the document of the passport that it is
	name           text NOT NULL,
	sha256         text NOT NULL,
	size           bigint NOT NULL,
	author         text NOT NULL,               -- office | applicant
	added_at       timestamptz NOT NULL
);
CREATE INDEX application_files_of ON application_files (application_id, id);

-- What the officer has found of each document of the passport.
CREATE TABLE application_checks (
	application_id bigint NOT NULL REFERENCES applications,
	document       text NOT NULL,
	verdict        text NOT NULL,               -- ok | wrong | missing
	note           text NOT NULL DEFAULT '',
	by_id          bigint NOT NULL,
	at             timestamptz NOT NULL,
	PRIMARY KEY (application_id, document)
);

-- Papers that the decision is written on: cards of documents, signed there.
CREATE TABLE application_papers (
	document_id    bigint primary key REFERENCES documents,
	application_id bigint NOT NULL REFERENCES applications,
	kind           text NOT NULL,               -- grant | refusal | correction
	ground         text NOT NULL DEFAULT '',
	reason         text NOT NULL DEFAULT '',
	missing        text NOT NULL DEFAULT '[]',
	result         text NOT NULL DEFAULT '',
	settled_at     timestamptz,
	created_at     timestamptz NOT NULL
);
CREATE INDEX application_papers_of ON application_papers (application_id, document_id);

-- Which body answers for a service: by service, target and territory; the line that says more goes first.
CREATE TABLE service_routes (
	id         bigint generated always as identity primary key,
	service_id bigint NOT NULL,
	target     text NOT NULL DEFAULT '',        -- code of the target, empty for every one
	territory  text NOT NULL DEFAULT '',        -- empty for every one
	body_id    bigint NOT NULL REFERENCES bodies,
	unit_id    bigint REFERENCES units,
	from_on    text NOT NULL,
	to_on      text,
	basis      text NOT NULL DEFAULT '',
	put_by     bigint NOT NULL,
	put_at     timestamptz NOT NULL,
	version    bigint NOT NULL DEFAULT 1
);
CREATE INDEX service_routes_of ON service_routes (service_id, from_on);

-- Correction of typos in the result: a short procedure of its own.
CREATE TABLE application_corrections (
	id             bigint generated always as identity primary key,
	application_id bigint NOT NULL REFERENCES applications,
	asked_at       timestamptz NOT NULL,
	text           text NOT NULL,
	due            text NOT NULL,
	state          text NOT NULL,               -- asked | writing | corrected | declined
	reason         text NOT NULL DEFAULT '',
	document_id    bigint REFERENCES documents,
	decided_at     timestamptz
);
CREATE INDEX application_corrections_of ON application_corrections (application_id, id);

-- Pre-trial complaints (210-ФЗ, глава 2.1). They are no appeals of 59-ФЗ.
CREATE TABLE service_complaints (
	id             bigint generated always as identity primary key,
	body_id        bigint NOT NULL REFERENCES bodies, -- who considers it
	application_id bigint REFERENCES applications,
	applicant_id   bigint NOT NULL REFERENCES applicants,
	number         text NOT NULL DEFAULT '',
	year           bigint NOT NULL DEFAULT 0,
	sequence       bigint NOT NULL DEFAULT 0,
	ground         text NOT NULL,               -- services.ComplaintGround, art. 11.1
	against        text NOT NULL,               -- body | official
	official       text NOT NULL DEFAULT '',
	official_id    bigint REFERENCES employees,
	text           text NOT NULL,
	channel        text NOT NULL,
	state          text NOT NULL,               -- received | registered | decided | answered
	received_at    timestamptz NOT NULL,
	register_by    text NOT NULL,
	registered_on  text,
	due            text,
	due_sort       text NOT NULL,
	outcome        text NOT NULL DEFAULT '',    -- satisfied | denied
	decision       text NOT NULL DEFAULT '',
	measures       text NOT NULL DEFAULT '',
	decided_on     text,
	answer_by      text,
	answered_on    text,
	decided_by     bigint,
	version        bigint NOT NULL DEFAULT 1
);
CREATE INDEX service_complaints_queue ON service_complaints (body_id, due_sort, id);
CREATE INDEX service_complaints_application ON service_complaints (application_id);
CREATE UNIQUE INDEX service_complaints_number ON service_complaints (body_id, year, sequence) WHERE sequence > 0;

-- How far the accepted rows of each order have become applications.
CREATE TABLE intake_cursors (
	service_id bigint NOT NULL,
	year       bigint NOT NULL,
	sequence   bigint NOT NULL,
	PRIMARY KEY (service_id, year)
);

-- Letters to the applicant by e-mail: one for each thing that is to be known.
CREATE TABLE application_notices (
	id             bigint generated always as identity primary key,
	application_id bigint NOT NULL REFERENCES applications,
	mark           text NOT NULL,
	words          text NOT NULL,
	created_at     timestamptz NOT NULL,
	mailed_at      timestamptz
);
CREATE UNIQUE INDEX application_notices_once ON application_notices (application_id, mark);
