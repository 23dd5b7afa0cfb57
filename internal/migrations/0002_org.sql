-- +goose Up
-- Bodies (органы), their units, posts, employees; who may what; who replaces and helps whom.
CREATE TABLE bodies (
	id          bigint generated always as identity primary key,
	name        text NOT NULL,            -- «Министерство строительства и жилищной политики»
	short_name  text NOT NULL,            -- «Минстрой»
	index_code  text NOT NULL DEFAULT '', -- {index} of numbers, e.g. 01
	zone        text NOT NULL,            -- Europe/Samara: days are counted here
	address     text NOT NULL DEFAULT '',
	email       text NOT NULL DEFAULT '',
	phone       text NOT NULL DEFAULT '',
	inn         text NOT NULL DEFAULT '',
	active      boolean NOT NULL DEFAULT true,
	version     bigint NOT NULL DEFAULT 1
);

CREATE TABLE units (
	id         bigint generated always as identity primary key,
	body_id    bigint NOT NULL REFERENCES bodies,
	parent_id  bigint REFERENCES units,
	name       text NOT NULL,
	index_code text NOT NULL DEFAULT '',
	head_id    bigint,                    -- employee who heads the unit
	position   integer NOT NULL DEFAULT 0,
	active     boolean NOT NULL DEFAULT true,
	version    bigint NOT NULL DEFAULT 1
);
CREATE INDEX units_body ON units (body_id, parent_id);

CREATE TABLE posts (
	id        bigint generated always as identity primary key,
	body_id   bigint NOT NULL REFERENCES bodies,
	unit_id   bigint NOT NULL REFERENCES units,
	name      text NOT NULL,              -- «Заместитель министра»
	executive boolean NOT NULL DEFAULT false,
	version   bigint NOT NULL DEFAULT 1
);
CREATE INDEX posts_body ON posts (body_id);

CREATE TABLE employees (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	unit_id      bigint NOT NULL REFERENCES units,
	post_id      bigint NOT NULL REFERENCES posts,
	account_id   bigint,                  -- platform/session account; NULL before the first one is made
	surname      text NOT NULL,
	name         text NOT NULL,
	patronymic   text NOT NULL DEFAULT '',
	short_name   text NOT NULL,           -- «Васильева О. Н.»
	name_fold    text NOT NULL,           -- for search
	email        text NOT NULL DEFAULT '',
	phone        text NOT NULL DEFAULT '',
	hired_on     text,
	dismissed_at timestamptz,
	version      bigint NOT NULL DEFAULT 1
);
CREATE INDEX employees_body ON employees (body_id, name_fold);
CREATE INDEX employees_unit ON employees (unit_id);
CREATE UNIQUE INDEX employees_account ON employees (account_id);

CREATE TABLE employee_roles (
	employee_id bigint NOT NULL REFERENCES employees,
	role        text NOT NULL,            -- org.Role
	PRIMARY KEY (employee_id, role)
);

-- §2.9: power to sign passes by an order, for a time
CREATE TABLE substitutions (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	principal_id bigint NOT NULL REFERENCES employees,
	deputy_id    bigint NOT NULL REFERENCES employees,
	from_day     text NOT NULL,
	to_day       text NOT NULL,
	basis        text NOT NULL,           -- order and its number
	scope        text NOT NULL DEFAULT 'all', -- org.Scope: all | copies
	created_at   timestamptz NOT NULL,
	cancelled_at timestamptz
);
CREATE INDEX substitutions_deputy ON substitutions (deputy_id, to_day);
CREATE INDEX substitutions_principal ON substitutions (principal_id, to_day);

CREATE TABLE assistants (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	assistant_id bigint NOT NULL REFERENCES employees,
	principal_id bigint NOT NULL REFERENCES employees,
	UNIQUE (assistant_id, principal_id)
);

-- Who held which post from when to when, in the words of that day
CREATE TABLE appointments (
	id          bigint generated always as identity primary key,
	body_id     bigint NOT NULL REFERENCES bodies,
	employee_id bigint NOT NULL REFERENCES employees,
	unit_id     bigint NOT NULL REFERENCES units,
	post_id     bigint NOT NULL REFERENCES posts,
	unit_name   text NOT NULL,
	post_name   text NOT NULL,
	from_day    text NOT NULL,
	to_day      text,                     -- last day; NULL: holds it now
	basis       text NOT NULL DEFAULT ''  -- order
);
CREATE INDEX appointments_employee ON appointments (employee_id, from_day);
