-- +goose Up
-- What a kind asks of signatures is a property of the kind, and a body may decide otherwise for itself (63-ФЗ ст. 6: by
-- its own act). What leaves the body and what commands is signed with a qualified signature (§3.5); reading is
-- acknowledged by the simple one until the body says otherwise (§2.7).
ALTER TABLE kinds ADD COLUMN acknowledge_with text NOT NULL DEFAULT 'simple'; -- simple | enhanced | qualified

CREATE TABLE kind_demands (
	id               bigint generated always as identity primary key,
	body_id          bigint NOT NULL REFERENCES bodies,
	kind_id          bigint NOT NULL REFERENCES kinds,
	sign_with        text NOT NULL,
	acknowledge_with text NOT NULL,
	version          bigint NOT NULL DEFAULT 1,
	UNIQUE (body_id, kind_id)
);

UPDATE kinds SET sign_with = 'qualified' WHERE body_id IS NULL AND flow IN ('outgoing', 'directive');
