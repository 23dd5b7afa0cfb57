-- +goose Up
-- How many people came how far with a service, by hour. Numbers alone: no address, no browser, no person.
CREATE TABLE service_visits (
	service_id bigint NOT NULL REFERENCES services,
	hour       timestamptz NOT NULL,
	milestone  text NOT NULL,                  -- visited | started | saved | sent | finished
	amount     bigint NOT NULL,
	PRIMARY KEY (service_id, hour, milestone)
);
