-- +goose Up
-- ОГРН of a body beside its ИНН: certificates of officials name their organisation by both (order of the FSB of Russia
-- No. 795 of 27.12.2011, section III).
ALTER TABLE bodies ADD COLUMN ogrn text NOT NULL DEFAULT '';

-- What tells a person from his namesakes: personal data (152-ФЗ ст. 3), apart from his card
CREATE TABLE employee_identities (
	employee_id bigint PRIMARY KEY REFERENCES employees,
	snils       text NOT NULL DEFAULT '',     -- eleven figures
	inn         text NOT NULL DEFAULT '',     -- twelve figures
	changed_by  text NOT NULL,
	changed_at  timestamptz NOT NULL
);

-- Certificates known of people; a person signs with those that are bound to him (63-ФЗ ст. 10 п. 1, ст. 17)
CREATE TABLE person_certificates (
	id            bigint generated always as identity primary key,
	body_id       bigint NOT NULL REFERENCES bodies,
	employee_id   bigint NOT NULL REFERENCES employees,
	der           bytea NOT NULL,
	sha256        text NOT NULL,
	streebog256   text NOT NULL,
	serial        text NOT NULL,
	owner         text NOT NULL,
	issuer        text NOT NULL,
	not_before    timestamptz NOT NULL,
	not_after     timestamptz NOT NULL,
	state         text NOT NULL,              -- certificates.State: waiting | bound | unbound
	ground        text NOT NULL DEFAULT '',   -- certificates.Ground: administrator | snils | inn | stand
	first_seen_at timestamptz NOT NULL,
	decided_at    timestamptz,                -- bound or unbound
	decided_by    text NOT NULL DEFAULT '',
	reason        text NOT NULL DEFAULT '',   -- why it was unbound
	told_days     integer NOT NULL DEFAULT 0, -- of the last notice that it ends: 30 | 7
	version       bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX person_certificates_once ON person_certificates (employee_id, sha256);
CREATE UNIQUE INDEX person_certificates_owner ON person_certificates (body_id, sha256) WHERE state = 'bound';
CREATE INDEX person_certificates_ends ON person_certificates (not_after) WHERE state = 'bound';

-- Powers of attorney (МЧД) of people who sign with certificates of natural persons or of other organisations
CREATE TABLE person_powers (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies,
	employee_id bigint NOT NULL REFERENCES employees,
	name        text NOT NULL,                -- of the file
	sha256      text NOT NULL,                -- of the XML, which lies in the store
	proof       text NOT NULL,                -- SHA-256 of the principal's detached CMS
	number      text NOT NULL,
	power       text NOT NULL,                -- poa.Power as JSON
	added_by    text NOT NULL,
	added_at    timestamptz NOT NULL,
	removed_at  timestamptz,
	removed_by  text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX person_powers_once ON person_powers (employee_id, number) WHERE removed_at IS NULL;
