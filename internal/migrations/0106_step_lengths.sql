-- +goose Up
-- The steps behind a median, the longest first.
CREATE INDEX application_steps_lasted ON application_steps (kind, lasted, id) WHERE lasted IS NOT NULL;

-- Queues of a state, next by term first: the dispatcher looks for a few among a million that are open.
CREATE INDEX applications_state ON applications (body_id, state, due_sort, id) WHERE closed_at IS NULL;
CREATE INDEX applications_closed ON applications (body_id, id) WHERE closed_at IS NOT NULL;
