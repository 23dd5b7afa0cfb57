-- +goose Up
-- What a person is told of. The sentence is made from the code and the values, on the screen and in the letter.
CREATE TABLE notices (
	id          bigint generated always as identity primary key,
	employee_id bigint NOT NULL,
	code        text NOT NULL,             -- assignment.reminder
	link        text NOT NULL DEFAULT '',  -- /documents/17
	params      jsonb NOT NULL,
	created_at  timestamptz NOT NULL,
	seen_at     timestamptz
);
CREATE INDEX notices_employee ON notices (employee_id, id);
CREATE INDEX notices_unseen ON notices (employee_id) WHERE seen_at IS NULL;
