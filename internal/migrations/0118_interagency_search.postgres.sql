-- +goose Up
-- Requests to other bodies and from them are read page by page in the order in which they press, and found by a name.
--
-- queue_sort: the term in seconds for what is overdue; 10 000 000 000 more for what waits; 30 000 000 000 less the moment of
-- the answer for what is over, so that the newest of it stands first.
ALTER TABLE interagency_requests ADD COLUMN queue_sort bigint NOT NULL DEFAULT 0;
ALTER TABLE interagency_requests ADD COLUMN about_who text NOT NULL DEFAULT ''; -- person or organisation whose matter it is
ALTER TABLE interagency_requests ADD COLUMN about_key text COLLATE "C" NOT NULL DEFAULT ''; -- of about_name
ALTER TABLE interagency_inquiries ADD COLUMN queue_sort bigint NOT NULL DEFAULT 0;

UPDATE interagency_requests SET queue_sort = CASE
	WHEN state IN ('answered', 'rejected') THEN 30000000000 - CAST(extract(epoch FROM coalesce(answered_at, changed_at)) AS bigint)
	WHEN overdue THEN CAST(extract(epoch FROM coalesce(due_at, created_at)) AS bigint)
	ELSE 10000000000 + CAST(extract(epoch FROM coalesce(due_at, created_at)) AS bigint) END;
UPDATE interagency_inquiries SET queue_sort = CASE
	WHEN state <> 'received' THEN 30000000000 - CAST(extract(epoch FROM coalesce(answered_at, changed_at)) AS bigint)
	WHEN overdue THEN CAST(extract(epoch FROM due_at) AS bigint)
	ELSE 10000000000 + CAST(extract(epoch FROM due_at) AS bigint) END;
UPDATE interagency_requests SET
	about_who = coalesce((SELECT CASE WHEN p.kind = 'organisation' THEN p.title ELSE trim(p.surname || ' ' || p.name || ' ' || p.patronymic) END
		FROM applications a JOIN applicants p ON p.id = a.applicant_id WHERE a.id = about_id), ''),
	about_key = coalesce((SELECT number_key FROM applications WHERE id = about_id), '')
	WHERE about_kind = 'application';

CREATE INDEX interagency_requests_queue ON interagency_requests (body_id, queue_sort, id);
CREATE INDEX interagency_requests_number ON interagency_requests (body_id, about_key);
CREATE INDEX interagency_requests_kind ON interagency_requests (kind_id, body_id, queue_sort, id);
CREATE INDEX interagency_inquiries_queue ON interagency_inquiries (body_id, queue_sort, id);
CREATE INDEX interagency_inquiries_kind ON interagency_inquiries (kind_id, body_id, queue_sort, id);

-- By what requests are found: names, titles and numbers of persons, folded, from each of their words on.
CREATE TABLE interagency_names (
	side    text NOT NULL,   -- request: ours, inquiry: of others
	body_id bigint NOT NULL,
	name    text COLLATE "C" NOT NULL,
	row_id  bigint NOT NULL,
	PRIMARY KEY (side, body_id, name, row_id)
);
CREATE INDEX interagency_names_row ON interagency_names (row_id, side);
INSERT INTO interagency_names (side, body_id, name, row_id)
	SELECT 'request', q.body_id, p.name_fold, q.id FROM interagency_requests q JOIN applications a ON a.id = q.about_id JOIN applicants p ON p.id = a.applicant_id
	 WHERE q.about_kind = 'application';
