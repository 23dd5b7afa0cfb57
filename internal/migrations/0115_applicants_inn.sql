-- +goose Up
-- An officer finds the applications of an organisation or an entrepreneur by the ИНН.
CREATE INDEX applicants_inn ON applicants (inn) WHERE inn <> '';
