-- +goose Up
-- The catalogue of services: a line for each, its published passports, and the one that is being edited.
CREATE TABLE services (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies,
	code        text NOT NULL UNIQUE,          -- of the register of services
	slug        text NOT NULL UNIQUE,          -- of the address
	name        text NOT NULL,
	short_name  text NOT NULL,
	category    text NOT NULL,
	active      boolean NOT NULL DEFAULT true,
	created_at  timestamptz NOT NULL
);
CREATE INDEX services_body ON services (body_id, id);

CREATE TABLE service_versions (
	id           bigint generated always as identity primary key,
	service_id   bigint NOT NULL REFERENCES services,
	number       integer NOT NULL,
	from_day     text NOT NULL,                -- calendar.Date from which it is in force
	published_at timestamptz NOT NULL,
	published_by text NOT NULL,                -- name of that day
	note         text NOT NULL DEFAULT '',
	passport     text NOT NULL,                -- JSON of catalogue.Passport
	form         text NOT NULL,                -- JSON that form.Compile reads
	UNIQUE (service_id, number)
);
CREATE INDEX service_versions_from ON service_versions (service_id, from_day, number);

-- What is not published yet. Based on: number of the version it was taken from, 0 for a new service.
CREATE TABLE service_drafts (
	service_id bigint PRIMARY KEY REFERENCES services,
	based_on   integer NOT NULL,
	passport   text NOT NULL,
	form       text NOT NULL,
	changed_at timestamptz NOT NULL,
	changed_by text NOT NULL,
	version    bigint NOT NULL DEFAULT 1
);
