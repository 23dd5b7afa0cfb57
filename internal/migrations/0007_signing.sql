-- +goose Up
-- Signatures over versions. What is signed never changes.
CREATE TABLE signatures (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	document_id  bigint NOT NULL REFERENCES documents,
	version_id   bigint REFERENCES document_versions, -- NULL on a signature that came with a letter of another body
	sha256       text NOT NULL,               -- of the signed bytes
	kind         text NOT NULL,               -- simple | cms
	place        integer NOT NULL DEFAULT 0,  -- order among the signatures of one version
	signer_id    bigint REFERENCES employees, -- who signed; NULL on a signature that came from another body
	signer_name  text NOT NULL,
	signer_post  text NOT NULL,               -- «И. о. министра» for an acting officer
	on_behalf_id bigint REFERENCES employees, -- the signatory named on the card, when another signed in his place
	basis        text NOT NULL DEFAULT '',    -- order that lets him
	signed_at    timestamptz NOT NULL,
	file_id      bigint REFERENCES document_files, -- detached CMS
	certificate  text,                        -- signing.Certificate as JSON, once the CMS has been read
	verdict      text NOT NULL,               -- valid | invalid | unchecked
	checked_at   timestamptz,
	address      text NOT NULL DEFAULT ''
);
CREATE INDEX signatures_document ON signatures (document_id);
CREATE INDEX signatures_sha ON signatures (sha256);
CREATE UNIQUE INDEX signatures_once ON signatures (version_id, place);

CREATE TABLE signature_refusals (
	id           bigint generated always as identity primary key,
	document_id  bigint NOT NULL REFERENCES documents,
	version_id   bigint NOT NULL REFERENCES document_versions,
	refused_by   bigint NOT NULL REFERENCES employees,
	refused_name text NOT NULL,
	refused_post text NOT NULL,
	on_behalf_id bigint REFERENCES employees,
	reason       text NOT NULL,
	refused_at   timestamptz NOT NULL
);
CREATE INDEX signature_refusals_document ON signature_refusals (document_id);
