-- +goose Up
-- What became of a visa with remarks: the author's position, and the word of the one who objected (протокол разногласий)
CREATE TABLE disagreements (
	visa_id       bigint PRIMARY KEY REFERENCES visas,
	position      text NOT NULL DEFAULT '',   -- '' | accepted (учтено) | declined (отклонено)
	answer        text NOT NULL DEFAULT '',
	answered_by   bigint REFERENCES employees,
	answered_name text NOT NULL DEFAULT '',
	answered_at   timestamptz,
	outcome       text NOT NULL DEFAULT '',   -- '' | settled | unsettled, by the one who objected
	settled_name  text NOT NULL DEFAULT '',
	settled_at    timestamptz
);
