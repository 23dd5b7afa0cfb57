-- +goose Up
-- A published passport is what applications are decided by: nobody changes it afterwards.
CREATE TRIGGER service_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_versions EXECUTE FUNCTION append_only();
