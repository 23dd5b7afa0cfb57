-- +goose Up
-- The paper on which a service is granted or refused: the result itself, signed with a qualified signature (210-ФЗ ст. 11.2, 16).
INSERT INTO kinds (body_id, flow, name, term_code, sign_with, position) VALUES (NULL, 'outgoing', 'Решение по услуге', '', 'qualified', 6);
