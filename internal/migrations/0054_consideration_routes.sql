-- +goose Up
-- Ready routes of consideration by section of the classifier: data of a body, each change a new version.
CREATE TABLE consideration_routes (
	id      bigint generated always as identity primary key,
	body_id bigint NOT NULL REFERENCES bodies,
	section text NOT NULL,                  -- prefix of the code: '' every theme, 0005, 0005.0005.0056
	name    text NOT NULL,
	active  boolean NOT NULL DEFAULT true,
	version bigint NOT NULL                 -- number of the version in force
);
CREATE INDEX consideration_routes_body ON consideration_routes (body_id, section);

CREATE TABLE consideration_route_versions (
	route_id     bigint NOT NULL REFERENCES consideration_routes,
	no           bigint NOT NULL,
	course       jsonb NOT NULL,            -- appeals.Course
	changed_by   bigint NOT NULL REFERENCES employees,
	changed_name text NOT NULL,
	changed_at   timestamptz NOT NULL,
	PRIMARY KEY (route_id, no)
);

-- An executive orders once, by his own hand, that by this version of a route assignments are given in his name.
CREATE TABLE standing_orders (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies,
	route_id     bigint NOT NULL REFERENCES consideration_routes,
	route_no     bigint NOT NULL,
	executive_id bigint NOT NULL REFERENCES employees,
	given_at     timestamptz NOT NULL,
	revoked_at   timestamptz,
	revoked_by   bigint REFERENCES employees
);
CREATE INDEX standing_orders_route ON standing_orders (route_id, route_no);

-- Which route an appeal went, and on what ground its assignments were given.
CREATE TABLE consideration_starts (
	document_id   bigint NOT NULL REFERENCES appeals,
	route_id      bigint NOT NULL REFERENCES consideration_routes,
	route_no      bigint NOT NULL,
	resolution_id bigint NOT NULL REFERENCES resolutions,
	order_id      bigint REFERENCES standing_orders,
	started_by    bigint NOT NULL REFERENCES employees,
	started_at    timestamptz NOT NULL,
	PRIMARY KEY (document_id, route_id)
);
