-- +goose Up
-- A paper that lies with its signatory: nothing takes effect before the signature, refusals to accept and suspensions too.
ALTER TABLE applications ADD COLUMN paper_id bigint REFERENCES documents;
UPDATE applications SET paper_id = (SELECT max(p.document_id) FROM application_papers p WHERE p.application_id = applications.id) WHERE state = 'decision';

-- The answer to a pre-trial complaint is a paper of the application that is complained of.
ALTER TABLE application_papers ADD COLUMN complaint_id bigint REFERENCES service_complaints;

-- A body's own DOCX in the place of a built-in form: of all its services, or of one. The newest is in force; one without
-- bytes returns to the built-in text.
CREATE TABLE service_paper_forms (
	id         bigint generated always as identity primary key,
	body_id    bigint NOT NULL REFERENCES bodies,
	service_id bigint REFERENCES services,
	kind       text NOT NULL,
	name       text NOT NULL,
	sha256     text NOT NULL,
	size       bigint NOT NULL,
	put_by     bigint NOT NULL REFERENCES employees,
	put_at     timestamptz NOT NULL
);
CREATE INDEX service_paper_forms_body ON service_paper_forms (body_id, kind);

INSERT INTO kinds (body_id, flow, name, term_code, sign_with, position) VALUES (NULL, 'outgoing', 'Уведомление по услуге', '', 'qualified', 7);
