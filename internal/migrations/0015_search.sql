-- +goose Up
-- What was indexed of a card, so that an act that changes no word does not write the index anew.
CREATE TABLE search_marks (
	document_id bigint PRIMARY KEY REFERENCES documents,
	digest      text NOT NULL
);

-- Days typed into the search line
CREATE INDEX documents_registered ON documents (body_id, registered_on);
CREATE INDEX documents_sent ON documents (body_id, sender_date);

-- Lists by kind and by year are walks like those by state (0004).
CREATE INDEX access_kind ON access (principal, body_id, flow, kind_id, document_id);
CREATE INDEX access_year ON access (principal, body_id, flow, year, document_id);
