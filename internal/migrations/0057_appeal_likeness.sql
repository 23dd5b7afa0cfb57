-- +goose Up
-- Sketches of what authors write: 32 minimal hashes of the shingles of the stemmed text, and eight bands of four by which
-- like texts meet. A sketch tells nothing of the text itself.
CREATE TABLE appeal_sketches (
	document_id bigint PRIMARY KEY REFERENCES appeals,
	body_id     bigint NOT NULL REFERENCES bodies,
	sketch      text NOT NULL               -- 32 numbers of 32 bits, in hex
);
CREATE TABLE appeal_bands (
	document_id bigint NOT NULL REFERENCES appeals,
	body_id     bigint NOT NULL REFERENCES bodies,
	band        integer NOT NULL,
	hash        bigint NOT NULL,
	PRIMARY KEY (document_id, band)
);
CREATE INDEX appeal_bands_hash ON appeal_bands (body_id, band, hash, document_id);
