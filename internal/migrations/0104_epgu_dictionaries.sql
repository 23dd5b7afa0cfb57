-- +goose Up
-- Attachments of a portal stand in the file fields of our form by lines of the route.
ALTER TABLE epgu_routes ADD COLUMN files text NOT NULL DEFAULT '[]';

-- Which code a portal is told for what an applicant sees here, by date and, where portals disagree, for one of them.
CREATE TABLE epgu_status_codes (
	id              bigint generated always as identity primary key,
	portal          text NOT NULL DEFAULT '',      -- mnemonic in SMEV; empty: any
	status          text NOT NULL,                 -- ours: sent | accepted | registered …
	code            text NOT NULL,                 -- theirs; text, since what people type is checked when it is sent too
	comment         text NOT NULL DEFAULT '',
	cancel_allowed  boolean NOT NULL DEFAULT false,
	message_allowed boolean NOT NULL DEFAULT false,
	from_day        text NOT NULL,
	to_day          text,
	version         bigint NOT NULL DEFAULT 1
);
INSERT INTO epgu_status_codes (status, code, comment, cancel_allowed, message_allowed, from_day)
	SELECT status, code, comment, cancel_allowed, message_allowed, '2020-01-01' FROM epgu_statuses;
DROP TABLE epgu_statuses;
CREATE UNIQUE INDEX epgu_status_codes_from ON epgu_status_codes (status, portal, from_day);
