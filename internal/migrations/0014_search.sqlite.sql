-- +goose Up
-- What the search knows of a card: see 0013_search.postgres.sql. The rowid is the document's id; body holds the tag of
-- the body, an indexed word in a column of its own; the words themselves are not kept a second time.
CREATE VIRTUAL TABLE search USING fts5(body, head, words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');

CREATE TABLE search_numbers (
	body_id     bigint NOT NULL,
	key         text NOT NULL,
	document_id bigint NOT NULL REFERENCES documents,
	own         boolean NOT NULL,
	PRIMARY KEY (body_id, key, document_id)
) WITHOUT ROWID;
CREATE INDEX search_numbers_document ON search_numbers (document_id);
