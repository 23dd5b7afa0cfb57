-- +goose Up
-- What the search knows of a card. Words are stems made by the program, so that both databases find the same
-- (configuration `simple`); weight A: heading and people, without weight: text of the files.
CREATE TABLE search (
	document_id bigint PRIMARY KEY REFERENCES documents,
	words       tsvector NOT NULL          -- with the tag of the body, so that a common word of other bodies costs nothing
);
CREATE INDEX search_words ON search USING gin (words);

-- Keys by which a card is found as its number is typed: the whole number and every part that begins with a figure.
CREATE TABLE search_numbers (
	body_id     bigint NOT NULL,
	key         text COLLATE "C" NOT NULL, -- text.NumberKey; compared byte by byte, so that a prefix is a range
	document_id bigint NOT NULL REFERENCES documents,
	own         boolean NOT NULL,          -- number of the card itself, not the sender's
	PRIMARY KEY (body_id, key, document_id)
);
CREATE INDEX search_numbers_document ON search_numbers (document_id);
