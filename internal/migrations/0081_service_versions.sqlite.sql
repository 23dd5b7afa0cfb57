-- +goose Up
-- A published passport never changes: see 0081_service_versions.postgres.sql.
-- +goose StatementBegin
CREATE TRIGGER service_versions_no_update BEFORE UPDATE ON service_versions BEGIN SELECT RAISE(ABORT, 'service_versions is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER service_versions_no_delete BEFORE DELETE ON service_versions BEGIN SELECT RAISE(ABORT, 'service_versions is append-only'); END;
-- +goose StatementEnd
