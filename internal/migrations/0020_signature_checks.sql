-- +goose Up
-- Signatures are read, brought to a level that proves them later, and every verdict is kept with its evidence.
ALTER TABLE signatures ADD COLUMN means text NOT NULL DEFAULT '';          -- password | plugin | remote | stand | file | server
ALTER TABLE signatures ADD COLUMN level text NOT NULL DEFAULT '';          -- CAdES-BES | CAdES-T | CAdES-LT | CAdES-LTA
ALTER TABLE signatures ADD COLUMN reason text NOT NULL DEFAULT '';         -- code of why the verdict is not «valid»
ALTER TABLE signatures ADD COLUMN qualified boolean NOT NULL DEFAULT false; -- the certificate says so of itself
ALTER TABLE signatures ADD COLUMN stand boolean NOT NULL DEFAULT false;    -- of the demonstration's authority: no legal force
ALTER TABLE signatures ADD COLUMN awaits_stamp boolean NOT NULL DEFAULT false; -- the time-stamp service did not answer yet
UPDATE signatures SET means = 'password' WHERE kind = 'simple';
UPDATE signatures SET means = 'file' WHERE kind = 'cms';
CREATE INDEX signatures_checked ON signatures (checked_at);

-- What was found, and by what: a row for each change of the verdict, the reason, the level or the evidence
CREATE TABLE signature_checks (
	id           bigint generated always as identity primary key,
	signature_id bigint NOT NULL REFERENCES signatures,
	verdict      text NOT NULL,              -- valid | invalid | indeterminate | unchecked
	reason       text NOT NULL,
	level        text NOT NULL,
	proof        text NOT NULL,              -- sha256 of the detached signature that was read, '' for a simple one
	report       text NOT NULL,              -- cms.Report as JSON, '' for a simple signature
	words        text NOT NULL,              -- the same in Russian
	evidence     text NOT NULL,              -- certificates, lists, answers, stamps: kind, name, sha256 in the file store
	checked_at   timestamptz NOT NULL,
	confirmed_at timestamptz NOT NULL,       -- the last check that found the same
	checked_by   text NOT NULL               -- who asked; '' for the job
);
CREATE INDEX signature_checks_signature ON signature_checks (signature_id, id);
