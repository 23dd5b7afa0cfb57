-- +goose Up
-- Figures of services. Whatever changes an application leaves its id here, in the same transaction; a job counts it anew.
CREATE TABLE application_figures_pending (
	id             bigint generated always as identity primary key,
	application_id bigint NOT NULL
);
INSERT INTO application_figures_pending (application_id) SELECT id FROM applications ORDER BY id;

-- How an application stands in the figures now: one row each. The lists behind the figures are read from here.
CREATE TABLE application_figures (
	application_id bigint primary key REFERENCES applications,
	service_id     bigint NOT NULL,
	body_id        bigint NOT NULL,
	day            text NOT NULL,               -- accepted, at the place of the body that took it
	hour           bigint NOT NULL,
	weekday        bigint NOT NULL,             -- 1 Monday … 7 Sunday
	channel        text NOT NULL,
	territory      text NOT NULL,               -- municipality, '' where nothing names it
	outcome        text NOT NULL,               -- open | granted | issued | refused | intake_refused | cancelled
	step           text NOT NULL,               -- kind of the step that runs, '' when it has ended
	term           text NOT NULL,               -- kept | missed | running | none
	due_on         text NOT NULL                -- last day of one that runs
);
CREATE INDEX application_figures_body ON application_figures (body_id, day, application_id);
CREATE INDEX application_figures_service ON application_figures (service_id, day, application_id);
CREATE INDEX application_figures_day ON application_figures (day, application_id);
CREATE INDEX application_figures_overdue ON application_figures (due_on) WHERE term = 'running';
CREATE INDEX application_figures_missed ON application_figures (day, application_id) WHERE term = 'missed';

-- Sums by day and by month. Body 0 is all bodies, service 0 all services, so that one view of a period reads a few thousand
-- rows whatever the number of applications.
CREATE TABLE service_figures (
	body_id    bigint NOT NULL,
	service_id bigint NOT NULL,
	grain      text NOT NULL,                   -- day | month
	day        text NOT NULL,                   -- the day, or the first of the month
	dimension  text NOT NULL,
	key        text NOT NULL,
	amount     bigint NOT NULL,
	PRIMARY KEY (body_id, service_id, grain, day, dimension, key)
);

-- How many seconds a step took; written when the step is counted, empty before.
ALTER TABLE application_steps ADD COLUMN lasted bigint;
