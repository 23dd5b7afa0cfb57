-- +goose Up
-- The waiting room before the forms of a service: up to which moment of arrival people have been let in. One row a service;
-- the nodes move it in turn, each second.
CREATE TABLE intake_rooms (
	service_id bigint PRIMARY KEY,
	let_in_to  timestamptz NOT NULL,  -- whoever arrived before it may go in
	moved_at   timestamptz NOT NULL
);

-- How many arrived in each second, counted by all nodes; seconds long let in are thrown away.
CREATE TABLE intake_arrivals (
	service_id bigint NOT NULL,
	second     bigint NOT NULL,       -- since 1970
	arrived    bigint NOT NULL,
	PRIMARY KEY (service_id, second)
);
