-- +goose Up
-- What the control of appeals counts apart: organisations that write (Constitutional Court 19-П), what authors think of
-- their answers; and which body controls the appeals of the region.
ALTER TABLE appeal_authors ADD COLUMN organisation boolean NOT NULL DEFAULT false;
UPDATE appeal_authors SET organisation = true WHERE status = 'юридическое лицо';

ALTER TABLE appeals ADD COLUMN rating integer NOT NULL DEFAULT 0;        -- 1 to 5, by the author; 0: none
ALTER TABLE appeals ADD COLUMN rating_text text NOT NULL DEFAULT '';
UPDATE appeals SET rating = (SELECT r.rating FROM reception_appeals r WHERE r.document_id = appeals.document_id),
		rating_text = (SELECT r.rating_text FROM reception_appeals r WHERE r.document_id = appeals.document_id)
	WHERE document_id IN (SELECT document_id FROM reception_appeals);

ALTER TABLE appeal_register ADD COLUMN organisation boolean NOT NULL DEFAULT false; -- the first author is one
ALTER TABLE appeal_register ADD COLUMN rating integer NOT NULL DEFAULT 0;
UPDATE appeal_register SET organisation = true WHERE document_id IN (SELECT document_id FROM appeal_authors WHERE position = 0 AND organisation);
UPDATE appeal_register SET rating = (SELECT a.rating FROM appeals a WHERE a.document_id = appeal_register.document_id);

-- One body at most; where none is named, the one that runs the installation.
ALTER TABLE bodies ADD COLUMN oversees boolean NOT NULL DEFAULT false;
