-- +goose Up
-- Registration cards (РКК), their versions and files, correspondents, links, and who may see what.
CREATE TABLE kinds (
	id        bigint generated always as identity primary key,
	body_id   bigint REFERENCES bodies,    -- NULL: for every body
	flow      text NOT NULL,
	name      text NOT NULL,               -- «Письмо»
	term_code text NOT NULL DEFAULT '',    -- statutory reply preset of the calendar, e.g. reply.prosecutor_request
	sign_with text NOT NULL DEFAULT 'simple', -- signature the kind demands: simple | qualified
	position  integer NOT NULL DEFAULT 0,
	active    boolean NOT NULL DEFAULT true
);

-- Kinds of §2.1, for every body; an administrator adds his own
INSERT INTO kinds (body_id, flow, name, term_code, sign_with, position) VALUES
	(NULL, 'incoming', 'Письмо', '', 'simple', 0),
	(NULL, 'incoming', 'Правительственная телеграмма', '', 'simple', 1),
	(NULL, 'incoming', 'Требование прокурора', 'reply.prosecutor_request', 'simple', 2),
	(NULL, 'incoming', 'Представление прокурора', 'reply.prosecutor_submission', 'simple', 3),
	(NULL, 'incoming', 'Протест прокурора', 'reply.prosecutor_protest', 'simple', 4),
	(NULL, 'incoming', 'Депутатский запрос', 'reply.deputy_request', 'simple', 5),
	(NULL, 'incoming', 'Парламентский запрос', 'reply.parliamentary_request', 'simple', 6),
	(NULL, 'incoming', 'Запрос суда', '', 'simple', 7),
	(NULL, 'incoming', 'Адвокатский запрос', 'reply.lawyer_request', 'simple', 8),
	(NULL, 'incoming', 'Запрос СМИ', 'reply.media_request', 'simple', 9),
	(NULL, 'incoming', 'Запрос информации', 'reply.information_request', 'simple', 10),
	(NULL, 'incoming', 'Поручение вышестоящего органа', '', 'simple', 11),
	(NULL, 'incoming', 'Акт для исполнения', '', 'simple', 12),
	(NULL, 'incoming', 'Договор на подпись', '', 'simple', 13),
	(NULL, 'incoming', 'Приглашение', '', 'simple', 14),
	(NULL, 'incoming', 'Отчёт', '', 'simple', 15),
	(NULL, 'outgoing', 'Письмо', '', 'simple', 0),
	(NULL, 'outgoing', 'Ответ', '', 'simple', 1),
	(NULL, 'outgoing', 'Сопроводительное письмо', '', 'simple', 2),
	(NULL, 'outgoing', 'Запрос', '', 'simple', 3),
	(NULL, 'outgoing', 'Уведомление', '', 'simple', 4),
	(NULL, 'outgoing', 'Справка', '', 'simple', 5),
	(NULL, 'internal', 'Служебная записка', '', 'simple', 0),
	(NULL, 'internal', 'Докладная записка', '', 'simple', 1),
	(NULL, 'internal', 'Объяснительная записка', '', 'simple', 2),
	(NULL, 'internal', 'Протокол', '', 'simple', 3),
	(NULL, 'internal', 'Акт', '', 'simple', 4),
	(NULL, 'internal', 'Справка', '', 'simple', 5),
	(NULL, 'directive', 'Указ', '', 'simple', 0),
	(NULL, 'directive', 'Распоряжение Главы', '', 'simple', 1),
	(NULL, 'directive', 'Постановление Правительства', '', 'simple', 2),
	(NULL, 'directive', 'Распоряжение Правительства', '', 'simple', 3),
	(NULL, 'directive', 'Приказ', '', 'simple', 4),
	(NULL, 'directive', 'Инструкция', '', 'simple', 5),
	(NULL, 'directive', 'Положение', '', 'simple', 6),
	(NULL, 'directive', 'Решение коллегии', '', 'simple', 7),
	(NULL, 'directive', 'Протокол с поручениями', '', 'simple', 8);

CREATE TABLE correspondents (
	id           bigint generated always as identity primary key,
	body_id      bigint NOT NULL REFERENCES bodies, -- whose address book
	kind         text NOT NULL,            -- organisation | person | body
	name         text NOT NULL,
	name_fold    text NOT NULL,
	inn          text NOT NULL DEFAULT '',
	address      text NOT NULL DEFAULT '',
	email        text NOT NULL DEFAULT '',
	of_body_id   bigint REFERENCES bodies, -- it is a body of this platform
	channel      text NOT NULL DEFAULT 'post', -- usual way: platform | email | post | hand
	active       boolean NOT NULL DEFAULT true,
	version      bigint NOT NULL DEFAULT 1
);
CREATE INDEX correspondents_name ON correspondents (body_id, name_fold);

CREATE TABLE documents (
	id               bigint generated always as identity primary key,
	body_id          bigint NOT NULL REFERENCES bodies,
	flow             text NOT NULL,
	kind_id          bigint NOT NULL REFERENCES kinds,
	state            text NOT NULL,
	summary          text NOT NULL DEFAULT '',  -- heading (заголовок к тексту)
	access_mark      text NOT NULL DEFAULT '',  -- '' | dsp
	copy_number      text NOT NULL DEFAULT '',  -- of a restricted document
	urgent           boolean NOT NULL DEFAULT false,
	-- registration
	journal_id       bigint REFERENCES journals,
	number           text NOT NULL DEFAULT '',
	number_key       text NOT NULL DEFAULT '',
	registered_on    text,
	registered_at    timestamptz,
	registrar_id     bigint REFERENCES employees,
	year             integer NOT NULL DEFAULT 0,
	-- incoming
	correspondent_id bigint REFERENCES correspondents,
	sender_number    text NOT NULL DEFAULT '',
	sender_key       text NOT NULL DEFAULT '',
	sender_date      text,
	sender_signatory text NOT NULL DEFAULT '',  -- who signed it there
	received_at      timestamptz,
	channel          text NOT NULL DEFAULT '',  -- way it came or usually goes
	addressee_id     bigint REFERENCES employees, -- to whom of ours it is written
	-- outgoing, internal, directive
	author_id        bigint REFERENCES employees,   -- executor mark (requisite 25)
	signatory_id     bigint REFERENCES employees,
	in_reply_to_id   bigint REFERENCES documents,
	-- control and filing
	due_on           text,
	due_why          text,  -- calendar.Deadline as JSON
	sheets           integer NOT NULL DEFAULT 0,
	attachments      integer NOT NULL DEFAULT 0,
	case_file_id     bigint REFERENCES case_files,
	filed_at         timestamptz,
	reason           text NOT NULL DEFAULT '',  -- of annulment, return, refusal
	created_by       bigint NOT NULL,
	created_at       timestamptz NOT NULL,
	changed_at       timestamptz NOT NULL,
	version          bigint NOT NULL DEFAULT 1
);
CREATE INDEX documents_number ON documents (body_id, number_key);
CREATE INDEX documents_sender ON documents (body_id, correspondent_id, sender_key, sender_date);
CREATE INDEX documents_reply ON documents (in_reply_to_id);

-- A version is the set of bytes that people vote on and sign. Its main file never changes.
CREATE TABLE document_versions (
	id          bigint generated always as identity primary key,
	document_id bigint NOT NULL REFERENCES documents,
	no          integer NOT NULL,
	file_id     bigint NOT NULL,            -- main file
	sha256      text NOT NULL,              -- of the main file: what a vote and a signature are bound to
	note        text NOT NULL DEFAULT '',
	created_by  bigint NOT NULL,
	created_at  timestamptz NOT NULL,
	UNIQUE (document_id, no)
);

CREATE TABLE document_files (
	id          bigint generated always as identity primary key,
	document_id bigint NOT NULL REFERENCES documents,
	role        text NOT NULL,              -- main | attachment | signature | sheet (approval sheet)
	name        text NOT NULL,
	kind        text NOT NULL,              -- convert.Kind: pdf, docx, …
	sha256      text NOT NULL,
	size        bigint NOT NULL,
	pages       integer NOT NULL DEFAULT 0,
	preview     text NOT NULL DEFAULT '',   -- sha256 of the PDF that shows it; its own for a PDF
	trouble     text NOT NULL DEFAULT '',   -- code: broken | encrypted | wrong_extension | no_converter …
	text_state  text NOT NULL DEFAULT 'waiting', -- waiting | done | none
	position    integer NOT NULL DEFAULT 0,
	created_by  bigint NOT NULL,
	created_at  timestamptz NOT NULL,
	damaged_at  timestamptz                 -- hash on disk differs: found by the job or on download
);
CREATE INDEX document_files_document ON document_files (document_id);
CREATE INDEX document_files_sha ON document_files (sha256);

-- Text of a file as it was read from the bytes: for search and for comparing versions
CREATE TABLE file_texts (
	file_id     bigint PRIMARY KEY REFERENCES document_files,
	document_id bigint NOT NULL,
	body        text NOT NULL
);
CREATE INDEX file_texts_document ON file_texts (document_id);

CREATE TABLE document_links (
	id          bigint generated always as identity primary key,
	from_id     bigint NOT NULL REFERENCES documents,
	to_id       bigint NOT NULL REFERENCES documents,
	kind        text NOT NULL,              -- reply | execution | amends | copy | related
	created_by  bigint NOT NULL,
	created_at  timestamptz NOT NULL,
	UNIQUE (from_id, to_id, kind)
);
CREATE INDEX document_links_to ON document_links (to_id);

-- Addressees of a created document, in order
CREATE TABLE addressees (
	id               bigint generated always as identity primary key,
	document_id      bigint NOT NULL REFERENCES documents,
	correspondent_id bigint NOT NULL REFERENCES correspondents,
	person           text NOT NULL DEFAULT '',  -- «Министру Сурнину Д. Н.»
	channel          text NOT NULL,             -- platform | email | post | hand
	position         integer NOT NULL DEFAULT 0
);
CREATE INDEX addressees_document ON addressees (document_id);

-- Why somebody may see a document. One row a ground; the projection below is kept in the same transaction.
CREATE TABLE grants (
	id          bigint generated always as identity primary key,
	document_id bigint NOT NULL REFERENCES documents,
	principal   text NOT NULL,
	ground      text NOT NULL,              -- office | author | addressee | assignment:ID | approval:ID | list …
	from_at     timestamptz NOT NULL,
	to_at       timestamptz
);
CREATE INDEX grants_document ON grants (document_id, principal);

-- The newest N of a principal are one index walk (performance.md §4). id of the document grows with time.
CREATE TABLE access (
	principal   text NOT NULL,
	document_id bigint NOT NULL,
	body_id     bigint NOT NULL,
	flow        text NOT NULL,
	kind_id     bigint NOT NULL,
	year        integer NOT NULL,
	state       text NOT NULL,
	PRIMARY KEY (principal, document_id)
);
CREATE INDEX access_flow ON access (principal, body_id, flow, document_id);
CREATE INDEX access_state ON access (principal, body_id, flow, state, document_id);
CREATE INDEX access_document ON access (document_id);
