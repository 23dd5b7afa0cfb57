-- +goose Up
-- Who signs a document after the signatory of its card, one after another
CREATE TABLE cosigners (
	id          bigint generated always as identity primary key,
	document_id bigint NOT NULL REFERENCES documents,
	employee_id bigint NOT NULL REFERENCES employees,
	place       integer NOT NULL
);
CREATE UNIQUE INDEX cosigners_once ON cosigners (document_id, employee_id);
