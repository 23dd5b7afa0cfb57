-- +goose Up
-- Answers of OCSP are asked for at each check and kept as evidence of that check (signature_checks): an older one proves
-- nothing of a later signature, and would hide a revocation.
DROP TABLE revocation_answers;
DELETE FROM trust_versions WHERE part = 'answers';
