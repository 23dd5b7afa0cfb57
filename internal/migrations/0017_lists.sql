-- +goose Up
-- Reports read the assignments that were due in a period, open and ended ones together.
CREATE INDEX assignments_due ON assignments (body_id, due_on);
CREATE INDEX assignment_members_own ON assignment_members (due_on) WHERE own_due;

-- A journal is read from its newest number back, whatever the dimension of its counter.
CREATE INDEX numbers_lines ON numbers (journal_id, year, seq, id);

-- Who holds a post, who heads which units, under which name another body stands in the address book
CREATE INDEX employees_post ON employees (post_id);
CREATE INDEX units_head ON units (head_id);
CREATE INDEX correspondents_body ON correspondents (body_id, of_body_id);
