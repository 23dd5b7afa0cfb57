-- +goose Up
-- Personal reception of citizens (59-ФЗ ст. 13): the days on which officials receive, who is expected, and the card of each
-- visit.
CREATE TABLE visit_days (
	id            bigint generated always as identity primary key,
	body_id       bigint NOT NULL REFERENCES bodies,
	official_id   bigint NOT NULL REFERENCES employees,
	day           text NOT NULL,                     -- calendar.Date
	starts        text NOT NULL,                     -- «14:00», by the clock of the body
	ends          text NOT NULL,
	minutes       integer NOT NULL,                  -- for one visitor
	place         text NOT NULL,
	online        boolean NOT NULL,                  -- citizens choose a time by themselves
	cancelled_why text NOT NULL DEFAULT '',
	created_by    bigint NOT NULL REFERENCES employees,
	created_at    timestamptz NOT NULL,
	version       bigint NOT NULL DEFAULT 1,
	UNIQUE (body_id, official_id, day, starts)
);
CREATE INDEX visit_days_body ON visit_days (body_id, day, id);

CREATE TABLE visits (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies,
	day_id      bigint NOT NULL REFERENCES visit_days,
	at          text NOT NULL,                       -- «14:20»; empty: came without an appointment
	name        text NOT NULL,
	name_fold   text NOT NULL,
	address     text NOT NULL DEFAULT '',
	phone       text NOT NULL DEFAULT '',
	email       text NOT NULL DEFAULT '',
	status      text NOT NULL DEFAULT '',            -- social status, as on the card of an appeal
	topic       text NOT NULL,
	out_of_turn boolean NOT NULL DEFAULT false,      -- received out of turn (art. 13.7)
	citizen_id  bigint REFERENCES citizens,          -- made the appointment in his account
	booked_at   timestamptz NOT NULL,
	state       text NOT NULL,                       -- expected | received | absent | cancelled
	why         text NOT NULL DEFAULT '',
	number      integer NOT NULL DEFAULT 0,          -- of the card, by body and year; given when the visit is over
	year        integer NOT NULL DEFAULT 0,
	content     text NOT NULL DEFAULT '',
	code        text NOT NULL DEFAULT '',            -- of the thematic classifier
	kind        text NOT NULL DEFAULT '',
	outcome     text NOT NULL DEFAULT '',            -- oral | written | taken | elsewhere | refused
	answer      text NOT NULL DEFAULT '',
	previous_id bigint REFERENCES appeals,           -- the appeal that was answered before (art. 13.6)
	appeal_id   bigint REFERENCES appeals,           -- what was registered of the visit
	held_by     bigint REFERENCES employees,
	held_at     timestamptz,
	version     bigint NOT NULL DEFAULT 1
);
CREATE INDEX visits_day ON visits (day_id, at, id);
CREATE INDEX visits_citizen ON visits (citizen_id, id);
CREATE UNIQUE INDEX visits_time ON visits (day_id, at) WHERE at <> '' AND state <> 'cancelled';
CREATE UNIQUE INDEX visits_number ON visits (body_id, year, number) WHERE number > 0;

CREATE TABLE visit_numbers (
	body_id bigint NOT NULL REFERENCES bodies,
	year    integer NOT NULL,
	last    integer NOT NULL,
	PRIMARY KEY (body_id, year)
);
