-- +goose Up
-- Applications of foreign portals (ЕПГУ, РПГУ) over SMEV, and what goes back.

-- Codes of statuses as the portal has them; a dictionary, since sources disagree and portals change it.
CREATE TABLE epgu_codes (
	code     integer PRIMARY KEY,
	name     text NOT NULL,
	terminal boolean NOT NULL
);
INSERT INTO epgu_codes (code, name, terminal) VALUES
	(-1, 'Ошибка обработки результата', true),
	(0, 'Черновик заявления', true),
	(1, 'Заявление зарегистрировано', false),
	(2, 'Заявление получено ведомством', false),
	(3, 'Услуга оказана', true),
	(4, 'Отказано в предоставлении услуги', true),
	(5, 'Ошибка отправки заявления в ведомство', true),
	(6, 'Заявление принято к рассмотрению', false),
	(7, 'Промежуточные результаты по заявлению', false),
	(8, 'Неизвестный статус', false),
	(9, 'Заявление отменяется', false),
	(10, 'Заявление отменено', true),
	(11, 'Не удалось отменить заявление', false),
	(12, 'Входящее Сообщение', false),
	(14, 'Ожидание дополнительной информации', false),
	(15, 'Заявление требует исправления', false),
	(16, 'Исходящее Сообщение', false),
	(17, 'Зарегистрировано на портале', false),
	(18, 'Отправка заявления невозможна', true),
	(21, 'Заявление отправлено в ведомство', false),
	(22, 'Ошибка получения заявления ведомством', true),
	(24, 'Ошибка обработки заявления', true),
	(25, 'Приглашение на прием по заявлению', false),
	(26, 'Приглашение на приём в МФЦ', false),
	(29, 'Направлено в МФЦ', false),
	(30, 'Ошибка отправки заявления в ведомство', true),
	(31, 'Ожидание подписания другими Заявителями', false),
	(32, 'Подписано всеми Заявителями', false),
	(33, 'Направлено в МФЦ', false),
	(34, 'Принято', false),
	(35, 'Документ готов', false),
	(36, 'Принято в обработку', false),
	(37, 'В процессе доставки', false),
	(38, 'Документ доставлен', true),
	(39, 'Документ выдан', true),
	(40, 'Онлайн услуга оказана', true),
	(41, 'Онлайн услуга не оказана', true),
	(42, 'Доставка отменена', false),
	(43, 'Доставка отменена МФЦ', false),
	(44, 'Жалоба принята к рассмотрению', false),
	(45, 'Назначено рассмотрение жалобы', false),
	(46, 'Жалоба удовлетворена', false),
	(47, 'Жалоба отклонена', false),
	(48, 'Автоматизированная проверка заявления не пройдена', false),
	(49, 'Невозможно определить подразделение', false),
	(50, 'Запрос на получение услуги', false),
	(51, 'Запрос подтвержден', false),
	(52, 'Запрос отклонен', false),
	(53, 'Срок подтверждения истек', false),
	(54, 'Запрос не удался', false),
	(55, 'Возврат денежных средств осуществлен', false),
	(56, 'Назначено рассмотрение заявления', false),
	(57, 'Заявление удовлетворено', false),
	(58, 'Заявление отклонено', true),
	(60, 'Договор ожидает подписи со стороны заявителя', false),
	(61, 'Договор дорабатывается ведомством', false),
	(62, 'Договор ожидает подписи со стороны ведомства', false),
	(70, 'Все заявления отменены', false),
	(80, 'Черновик согласия', false),
	(81, 'Согласие отправлено', false),
	(82, 'Отказ дать согласие', false),
	(83, 'Запрос согласия отменен', false),
	(84, 'Заявление аннулировано', true),
	(88, 'Данные сохранены', false),
	(90, 'Заявление на согласование у второго заявителя', false),
	(101, 'Заявление зарегистрировано', false),
	(104, 'Доверенность недействительна', false);

-- Which code a portal is told for what an applicant sees here.
CREATE TABLE epgu_statuses (
	status          text PRIMARY KEY,              -- ours: sent | accepted | registered …
	code            text NOT NULL,                 -- theirs; text, since what people type is checked when it is sent too
	comment         text NOT NULL DEFAULT '',
	cancel_allowed  boolean NOT NULL DEFAULT false,
	message_allowed boolean NOT NULL DEFAULT false,
	version         bigint NOT NULL DEFAULT 1
);
INSERT INTO epgu_statuses (status, code, comment, cancel_allowed, message_allowed) VALUES
	('sent', '21', '', true, false),
	('accepted', '2', '', true, true),
	('registered', '1', '', true, true),
	('in_review', '6', '', true, true),
	('waiting', '14', '', true, true),
	('suspended', '7', 'Предоставление услуги приостановлено.', true, true),
	('ready', '25', '', false, true),
	('done', '3', '', false, false),
	('refused', '4', '', false, false),
	('intake_refused', '4', 'Отказано в приёме документов.', false, false),
	('cancelled', '10', '', false, false);

-- How the exchange names itself; one row.
CREATE TABLE epgu_settings (
	id         integer PRIMARY KEY CHECK (id = 1),
	env        text NOT NULL DEFAULT 'SVCDEV',     -- of events: DEV | UAT | EXUAT | SVCDEV | TCOD | PROD
	elk_env    text NOT NULL DEFAULT 'SVCDEV',     -- of ЕЛК: SVCDEV | EPGU
	author     text NOT NULL DEFAULT '',           -- who speaks in events
	sender_inn text NOT NULL DEFAULT '',
	sender_kpp text NOT NULL DEFAULT '',
	version    bigint NOT NULL DEFAULT 1
);
INSERT INTO epgu_settings (id) VALUES (1);

-- Their service → our service, by date: codes are replaced (ФРГУ by КЦР).
CREATE TABLE epgu_routes (
	id         bigint generated always as identity primary key,
	namespace  text NOT NULL,                      -- of the kind of content
	code       text NOT NULL DEFAULT '',           -- ServicesType; empty: whatever it is
	title      text NOT NULL DEFAULT '',
	service_id bigint NOT NULL,                    -- ours
	applicant  text NOT NULL DEFAULT '{}',         -- JSON: what is known of the applicant, by their paths
	answers    text NOT NULL DEFAULT '[]',         -- JSON: answers of our form, by their paths
	way        text NOT NULL DEFAULT 'reply',      -- statuses go back by: reply | event | elk
	target     text NOT NULL DEFAULT '',           -- code of the target of the service, for ЕЛК
	from_day   text NOT NULL,
	to_day     text,
	version    bigint NOT NULL DEFAULT 1
);
CREATE INDEX epgu_routes_address ON epgu_routes (namespace, code, from_day);

-- Applications of portals: one row for each, whatever becomes of it.
CREATE TABLE epgu_orders (
	id             bigint generated always as identity primary key,
	portal         text NOT NULL,                  -- who sends, as SMEV names him
	order_id       text NOT NULL,                  -- there
	namespace      text NOT NULL,
	code           text NOT NULL DEFAULT '',
	organisation   text NOT NULL DEFAULT '',
	oktmo          text NOT NULL DEFAULT '',
	state          text NOT NULL,                  -- stored | sorting | faulty | lodged
	error          text NOT NULL DEFAULT '',
	route_id       bigint REFERENCES epgu_routes,
	raw            text NOT NULL,                  -- the content as it came, or as it was corrected
	corrected      boolean NOT NULL DEFAULT false,
	files          text NOT NULL DEFAULT '[]',
	files_given    boolean NOT NULL DEFAULT false,
	message_id     text NOT NULL,                  -- the request that is answered
	signed_by      text NOT NULL DEFAULT '',
	verdict        text NOT NULL DEFAULT '',
	service_id     bigint,                         -- place in the order of the service
	year           integer NOT NULL DEFAULT 0,
	sequence       bigint NOT NULL DEFAULT 0,
	number         text NOT NULL DEFAULT '',
	application_id bigint,
	shown          text NOT NULL DEFAULT '',       -- the last status that was told
	arrived_at     timestamptz NOT NULL,
	changed_at     timestamptz NOT NULL,
	version        bigint NOT NULL DEFAULT 1,
	UNIQUE (portal, order_id)
);
CREATE INDEX epgu_orders_state ON epgu_orders (state, id);
CREATE INDEX epgu_orders_application ON epgu_orders (application_id);
CREATE INDEX epgu_orders_place ON epgu_orders (service_id, year, sequence);

-- Every message in and out with its raw text.
CREATE TABLE epgu_ledger (
	id              bigint generated always as identity primary key,
	direction       text NOT NULL,                 -- in | out
	what            text NOT NULL,                 -- order | cancel | text | status | cancel_response | text_response
	key             text NOT NULL UNIQUE,          -- the same thing comes and goes once
	portal          text NOT NULL,
	order_id        text NOT NULL,
	state           text NOT NULL,                 -- in: waiting | taken | refused; out: ready | sent | accepted | refused
	way             text NOT NULL DEFAULT '',
	code            text NOT NULL DEFAULT '',      -- of a status
	status_date     text NOT NULL DEFAULT '',
	comment         text NOT NULL DEFAULT '',
	cancel_allowed  boolean NOT NULL DEFAULT false,
	message_allowed boolean NOT NULL DEFAULT false,
	document_id     bigint REFERENCES documents,   -- the result whose files go along
	answers_to      text NOT NULL DEFAULT '',      -- message that is answered
	error           text NOT NULL DEFAULT '',
	smev_id         text NOT NULL DEFAULT '',
	raw             text NOT NULL DEFAULT '',
	attempts        integer NOT NULL DEFAULT 0,
	at              timestamptz NOT NULL,
	changed_at      timestamptz NOT NULL,
	version         bigint NOT NULL DEFAULT 1
);
CREATE INDEX epgu_ledger_order ON epgu_ledger (portal, order_id, id);
CREATE INDEX epgu_ledger_state ON epgu_ledger (direction, state, id);
