-- +goose Up
-- Directive acts and answers are signed with an enhanced signature (§3.5): the password is not enough for them.
UPDATE kinds SET sign_with = 'qualified'
 WHERE body_id IS NULL
   AND (flow = 'directive' AND name IN ('Указ', 'Распоряжение Главы', 'Постановление Правительства', 'Распоряжение Правительства', 'Приказ')
     OR flow = 'outgoing' AND name = 'Ответ');
