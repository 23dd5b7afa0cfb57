-- +goose Up
-- Applications that were ended by a refusal or a withdrawal: whoever stands there may come again in a later window of the
-- reception (приказ Минпросвещения № 458 п. 17). What was accepted itself never changes.
CREATE TABLE intake_ends (
	subject     text NOT NULL,
	service_id  bigint NOT NULL,
	year        integer NOT NULL,
	accepted_at timestamptz NOT NULL,       -- of the application that has ended
	PRIMARY KEY (subject, service_id, year)
);

-- Those that have ended before there were windows.
INSERT INTO intake_ends (subject, service_id, year, accepted_at)
	SELECT i.subject, i.service_id, i.year, i.at FROM intake i JOIN enrolments e
		ON e.service_id = i.service_id AND e.year = i.year AND e.sequence = i.sequence
	WHERE i.subject <> '' AND e.state IN ('refused', 'no_place', 'withdrawn');

-- The dates of a reception as they were: who has set them, and when.
CREATE TABLE enrolment_campaign_versions (
	campaign_id bigint NOT NULL REFERENCES enrolment_campaigns,
	version     bigint NOT NULL,
	opens1      timestamptz NOT NULL,
	closes1     timestamptz NOT NULL,
	opens2      timestamptz NOT NULL,
	closes2     timestamptz NOT NULL,
	at          timestamptz NOT NULL,
	person      text NOT NULL,
	PRIMARY KEY (campaign_id, version)
);
