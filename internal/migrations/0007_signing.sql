-- +goose Up
-- Signatures over versions. What is signed never changes.
CREATE TABLE signatures (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	document_id  bigint NOT NULL REFERENCES documents,
	version_id   bigint NOT NULL REFERENCES document_versions,
	sha256       text NOT NULL,               -- of the signed bytes
	kind         text NOT NULL,               -- simple | cms
	signer_id    bigint REFERENCES employees, -- NULL on a signature that came from another body
	signer_name  text NOT NULL,
	signer_post  text NOT NULL,               -- «И. о. министра» for an acting officer
	on_behalf_id bigint,
	basis        text NOT NULL DEFAULT '',
	signed_at    timestamptz NOT NULL,
	file_id      bigint REFERENCES document_files, -- detached CMS
	verdict      text NOT NULL DEFAULT '',    -- valid | invalid | unchecked
	checked_at   timestamptz,
	address      text NOT NULL DEFAULT ''
);
CREATE INDEX signatures_document ON signatures (document_id);

CREATE TABLE signature_refusals (
	id          bigint generated always as identity primary key,
	document_id bigint NOT NULL REFERENCES documents,
	version_id  bigint NOT NULL REFERENCES document_versions,
	refused_by  bigint NOT NULL REFERENCES employees,
	refused_name text NOT NULL,
	reason      text NOT NULL,
	refused_at  timestamptz NOT NULL
);
CREATE INDEX signature_refusals_document ON signature_refusals (document_id);
