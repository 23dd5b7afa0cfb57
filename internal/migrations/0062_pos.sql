-- +goose Up
-- Exchange with the feedback platform (ПОС).

-- How the exchange works; one row.
CREATE TABLE pos_settings (
	id           integer PRIMARY KEY CHECK (id = 1),
	poll_minutes integer NOT NULL DEFAULT 5,         -- own schedule of the import
	reopening    text NOT NULL DEFAULT 'control',    -- after a low rating: control | cycle
	low_rating   integer NOT NULL DEFAULT 2,         -- this and below is low
	mapping      text NOT NULL,                      -- contract.Mapping as JSON; empty: as published
	ask_now      boolean NOT NULL DEFAULT false,     -- somebody pressed «Запросить сейчас»
	asked_at     timestamptz,                        -- the list was asked for last
	heard_at     timestamptz,                        -- the list came last
	waiting      integer NOT NULL DEFAULT 0,         -- what waits there, as the list said
	compare_at   timestamptz,                        -- next reconciliation
	version      bigint NOT NULL DEFAULT 1
);
INSERT INTO pos_settings (id, mapping) VALUES (1, '');

-- How a body exports.
CREATE TABLE pos_bodies (
	body_id       bigint PRIMARY KEY REFERENCES bodies,
	mode          text NOT NULL DEFAULT 'at_once',   -- at_once | schedule | hand
	every_minutes integer NOT NULL DEFAULT 60,
	next_at       timestamptz,                       -- of the schedule
	notify        boolean NOT NULL DEFAULT true,     -- «уведомить заявителя»
	lko           boolean NOT NULL DEFAULT false,    -- answers are finished in ЛКО, whatever the item says
	directed      text NOT NULL DEFAULT 'step',      -- «Направлено»: step (of every item) | competence (forwarding only)
	filter        text NOT NULL DEFAULT '',          -- of the schedule, JSON
	version       bigint NOT NULL DEFAULT 1
);

-- «Орган ПОС → наш орган», by date: bodies are renamed and merged.
CREATE TABLE pos_routes (
	id       bigint generated always as identity primary key,
	code     text NOT NULL,
	title    text NOT NULL DEFAULT '',
	body_id  bigint NOT NULL REFERENCES bodies,
	from_day text NOT NULL,
	to_day   text,
	version  bigint NOT NULL DEFAULT 1
);
CREATE INDEX pos_routes_code ON pos_routes (code, from_day);

-- What the platform has told of: one row for each item, whatever becomes of it.
CREATE TABLE pos_items (
	id          bigint generated always as identity primary key,
	foreign_id  text NOT NULL UNIQUE,
	number      text NOT NULL DEFAULT '',
	cycle       integer NOT NULL DEFAULT 1,
	body_code   text NOT NULL DEFAULT '',
	body_title  text NOT NULL DEFAULT '',
	body_id     bigint REFERENCES bodies,            -- ours, once it is known
	kind        text NOT NULL DEFAULT '',
	channel     text NOT NULL DEFAULT '',
	flagged     boolean NOT NULL DEFAULT false,      -- «Направить в СЭД»
	lko         boolean NOT NULL DEFAULT false,
	state       text NOT NULL,                       -- unflagged | ordered | stored | sorting | faulty | carded
	error       text NOT NULL DEFAULT '',            -- code of what keeps a faulty one from becoming a card
	files       text NOT NULL DEFAULT '',            -- JSON
	raw         text NOT NULL DEFAULT '',            -- the item as it came
	document_id bigint REFERENCES documents,         -- of the present cycle
	shown       text NOT NULL DEFAULT '',            -- the furthest status that we have given out in this cycle
	theirs      text NOT NULL DEFAULT '',            -- the status that the platform knows
	compared_at timestamptz,
	rating      integer,
	rated_at    timestamptz,
	created_at  timestamptz NOT NULL,                -- there
	arrived_at  timestamptz NOT NULL,                -- here
	changed_at  timestamptz NOT NULL
);
CREATE INDEX pos_items_state ON pos_items (state, id);
CREATE INDEX pos_items_document ON pos_items (document_id);
CREATE INDEX pos_items_body ON pos_items (body_id, id);

-- Every card of an item: exactly one for each cycle.
CREATE TABLE pos_cards (
	item_id     bigint NOT NULL REFERENCES pos_items,
	cycle       integer NOT NULL,
	document_id bigint NOT NULL UNIQUE REFERENCES documents,
	made_at     timestamptz NOT NULL,
	PRIMARY KEY (item_id, cycle)
);

-- Runs of the export; each is a protocol.
CREATE TABLE pos_runs (
	id         bigint generated always as identity primary key,
	body_id    bigint NOT NULL REFERENCES bodies,
	mode       text NOT NULL,                        -- at_once | schedule | hand
	day        text NOT NULL,                        -- of a run at once: one protocol a day
	filter     text NOT NULL DEFAULT '',
	started_by bigint,
	started_at timestamptz NOT NULL
);
CREATE INDEX pos_runs_body ON pos_runs (body_id, id);

-- Every message in and out with its raw text; a line of ours is also a line of a protocol.
CREATE TABLE pos_ledger (
	id          bigint generated always as identity primary key,
	direction   text NOT NULL,                       -- in | out
	what        text NOT NULL,                       -- item | flag | rating | withdrawn | reopened | status | interim | answer
	key         text NOT NULL UNIQUE,                -- the same thing comes and goes once
	item_id     bigint NOT NULL REFERENCES pos_items,
	cycle       integer NOT NULL DEFAULT 1,
	body_id     bigint REFERENCES bodies,
	document_id bigint REFERENCES documents,
	letter_id   bigint REFERENCES documents,         -- of an answer
	delivery_id bigint REFERENCES deliveries,
	run_id      bigint REFERENCES pos_runs,
	status      text NOT NULL DEFAULT '',            -- of a status: our word
	state       text NOT NULL,                       -- in: taken | acknowledged; out: ready | sent | accepted | refused
	error       text NOT NULL DEFAULT '',            -- code or words of the refusal
	smev_id     text NOT NULL DEFAULT '',            -- message of SMEV
	raw         text NOT NULL DEFAULT '',
	attempts    integer NOT NULL DEFAULT 0,
	at          timestamptz NOT NULL,                -- when it happened, there or here
	created_at  timestamptz NOT NULL,
	changed_at  timestamptz NOT NULL
);
CREATE INDEX pos_ledger_item ON pos_ledger (item_id, id);
CREATE INDEX pos_ledger_ready ON pos_ledger (direction, state, body_id, id);
CREATE INDEX pos_ledger_run ON pos_ledger (run_id, id);
CREATE INDEX pos_ledger_smev ON pos_ledger (smev_id);

CREATE TABLE pos_filters (
	id      bigint generated always as identity primary key,
	body_id bigint NOT NULL REFERENCES bodies,
	name    text NOT NULL,
	filter  text NOT NULL,
	UNIQUE (body_id, name)
);

-- A low rating that is looked at without a new cycle.
CREATE TABLE pos_reviews (
	id          bigint generated always as identity primary key,
	item_id     bigint NOT NULL REFERENCES pos_items,
	document_id bigint NOT NULL REFERENCES documents,
	body_id     bigint NOT NULL REFERENCES bodies,
	cycle       integer NOT NULL,
	score       integer NOT NULL,
	comment     text NOT NULL DEFAULT '',
	opened_at   timestamptz NOT NULL,
	closed_at   timestamptz,
	closed_by   bigint,
	conclusion  text NOT NULL DEFAULT '',
	UNIQUE (item_id, cycle)
);
