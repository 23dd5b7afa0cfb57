-- +goose Up
-- Enrolment into the first class. What changes from year to year is data: dates, schools, places, territories.
CREATE TABLE enrolment_campaigns (
	id         bigint generated always as identity primary key,
	body_id    bigint NOT NULL REFERENCES bodies,
	service_id bigint NOT NULL,
	year       integer NOT NULL,
	opens1     timestamptz NOT NULL,      -- stage 1: rights and residents of the territory
	closes1    timestamptz NOT NULL,
	opens2     timestamptz NOT NULL,      -- stage 2: everybody, while there are places
	closes2    timestamptz NOT NULL,
	sequence   bigint NOT NULL DEFAULT 0, -- how far the order of applications has come into the registers
	UNIQUE (service_id, year)
);

CREATE TABLE enrolment_schools (
	id       bigint generated always as identity primary key,
	body_id  bigint NOT NULL REFERENCES bodies,
	name     text NOT NULL,
	name_key text NOT NULL,              -- as answers are compared with it
	UNIQUE (body_id, name_key)
);

CREATE TABLE enrolment_places (
	school_id bigint NOT NULL REFERENCES enrolment_schools,
	year      integer NOT NULL,
	places    integer NOT NULL,
	version   bigint NOT NULL DEFAULT 1,
	PRIMARY KEY (school_id, year)
);

-- Which addresses belong to a school, by acts that are issued each year not later than 15 March.
CREATE TABLE enrolment_territories (
	id          bigint generated always as identity primary key,
	school_id   bigint NOT NULL REFERENCES enrolment_schools,
	act_number  text NOT NULL,
	act_date    text NOT NULL,
	valid_from  text NOT NULL,
	valid_until text,
	street      text NOT NULL,
	house_from  integer NOT NULL,
	house_to    integer NOT NULL,        -- 0: to the end of the street
	side        text NOT NULL            -- all | odd | even
);
CREATE INDEX enrolment_territories_school ON enrolment_territories (school_id);

CREATE TABLE enrolment_orders (
	id        bigint generated always as identity primary key,
	body_id   bigint NOT NULL REFERENCES bodies,
	school_id bigint NOT NULL REFERENCES enrolment_schools,
	year      integer NOT NULL,
	stage     integer NOT NULL,
	no        integer NOT NULL,          -- in the school and year
	at        timestamptz NOT NULL,
	due       text,
	person_id bigint NOT NULL,
	person    text NOT NULL,
	act       text NOT NULL,             -- of the territory
	lines     text NOT NULL,             -- JSON: numbers with ranks, nobody's name
	UNIQUE (school_id, year, no)
);

CREATE TABLE enrolments (
	id          bigint generated always as identity primary key,
	campaign_id bigint NOT NULL REFERENCES enrolment_campaigns,
	body_id     bigint NOT NULL REFERENCES bodies,
	school_id   bigint REFERENCES enrolment_schools, -- null: the answer names no school that we know
	service_id  bigint NOT NULL,
	year        integer NOT NULL,
	sequence    bigint NOT NULL,
	number      text NOT NULL,
	applicant   bigint NOT NULL,
	accepted_at timestamptz NOT NULL,
	child       text NOT NULL,           -- key of the child: the same in every school
	child_name  text NOT NULL,
	born_on     text,
	address     text NOT NULL,
	asked       text NOT NULL,           -- school in the words of the answer
	claim       text NOT NULL,           -- ground that the applicant names
	ground      text NOT NULL,           -- ground that is confirmed
	resident    boolean NOT NULL,
	stage       integer NOT NULL,
	grp         integer NOT NULL,        -- 0 until the checks are over
	state       text NOT NULL,
	reason      text NOT NULL DEFAULT '',
	order_id    bigint REFERENCES enrolment_orders,
	changed_at  timestamptz NOT NULL,
	version     bigint NOT NULL DEFAULT 1,
	UNIQUE (service_id, year, sequence)
);
CREATE INDEX enrolments_register ON enrolments (school_id, year, stage, grp, sequence);
CREATE INDEX enrolments_child ON enrolments (child, year);
CREATE INDEX enrolments_applicant ON enrolments (applicant);
