-- +goose Up
-- What ESIA says of a person beside his name: forms are filled in with it, and an applicant is found by СНИЛС.
ALTER TABLE citizens ADD COLUMN snils text NOT NULL DEFAULT '';   -- eleven digits
ALTER TABLE citizens ADD COLUMN born_on text; -- calendar.Date

-- Applications that citizens have begun. What was typed is kept as it is, wrong or not; what may be sent stands beside it
-- after it was checked. After it was sent a draft only says which application came of it.
CREATE TABLE application_drafts (
	id              bigint generated always as identity primary key,
	key             text NOT NULL UNIQUE,          -- of its address
	citizen_id      bigint NOT NULL REFERENCES citizens,
	organisation_id bigint REFERENCES citizen_organisations,
	service_id      bigint NOT NULL REFERENCES services,
	version_id      bigint NOT NULL REFERENCES service_versions, -- by whose form it is filled in
	answers         text NOT NULL DEFAULT '{}',
	page            text NOT NULL DEFAULT '',      -- where its author left
	version         bigint NOT NULL DEFAULT 1,     -- two devices must not write over each other
	checked         text NOT NULL DEFAULT '',      -- the answers that may be sent, '' while they were not checked
	pass            text NOT NULL DEFAULT '',      -- with which they are sent: a second press comes under the same key
	pass_key        bytea,
	pass_until      timestamptz,
	applicant       bigint NOT NULL DEFAULT 0,
	created_at      timestamptz NOT NULL,
	changed_at      timestamptz NOT NULL,
	number          text NOT NULL DEFAULT ''       -- of the application that came of it
);
CREATE INDEX application_drafts_citizen ON application_drafts (citizen_id, changed_at);
CREATE INDEX application_drafts_changed ON application_drafts (changed_at);

CREATE TABLE application_draft_files (
	id          bigint generated always as identity primary key,
	draft_id    bigint NOT NULL REFERENCES application_drafts,
	code        text NOT NULL UNIQUE,              -- by which the answers name it
	name        text NOT NULL,
	sha256      text NOT NULL,
	streebog256 text NOT NULL,
	size        bigint NOT NULL,
	created_at  timestamptz NOT NULL
);
CREATE INDEX application_draft_files_draft ON application_draft_files (draft_id);
