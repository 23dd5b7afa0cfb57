-- +goose Up
-- Machine-readable powers of attorney (МЧД, 63-ФЗ ст. 17.5) beside the signatures that rest on them. One that is replaced
-- stays.
CREATE TABLE powers_of_attorney (
	id           bigint generated always as identity primary key,
	signature_id bigint NOT NULL REFERENCES signatures,
	document_id  bigint NOT NULL REFERENCES documents,
	name         text NOT NULL,                -- of the file
	sha256       text NOT NULL,                -- of the XML, which lies in the store
	proof        text NOT NULL DEFAULT '',     -- SHA-256 of the principal's detached CMS
	number       text NOT NULL,
	power        text NOT NULL,                -- poa.Power as JSON
	verdict      text NOT NULL,                -- valid | invalid | indeterminate
	findings     text NOT NULL,                -- JSON
	checked_at   timestamptz NOT NULL,
	attached_by  text NOT NULL,
	attached_at  timestamptz NOT NULL,
	replaced_at  timestamptz
);
CREATE UNIQUE INDEX powers_of_attorney_current ON powers_of_attorney (signature_id) WHERE replaced_at IS NULL;
CREATE INDEX powers_of_attorney_document ON powers_of_attorney (document_id);
