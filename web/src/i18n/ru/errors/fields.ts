import { plural } from '@/lib/plural';
import { dayNumbers } from '@/lib/dates';
import type { Sentences } from './index';

/** Texts of single fields by the code that the server gives a field. */
export const fieldErrors: Sentences = {
  required: 'Заполните это поле',
  unknown_field: 'Это поле больше не принимается. Обновите страницу',
  too_long: ({ max }) => (max === undefined ? 'Слишком длинный текст. Сократите его' : `Не больше ${plural(Number(max), 'знака', 'знаков', 'знаков')}`),
  too_short: ({ min }) => (min === undefined ? 'Слишком короткий текст' : `Не меньше ${plural(Number(min), 'знака', 'знаков', 'знаков')}`),
  too_many: 'Слишком много значений. Уберите лишние',
  too_few: 'Добавьте хотя бы одно значение',
  repeated: 'Одно и то же значение указано дважды',
  too_large: 'Слишком большое число',
  too_small: 'Слишком маленькое число',
  not_in_list: 'Выберите значение из списка',
  wrong_format: 'Проверьте написание',
  wrong_type: 'Проверьте написание',
  past: 'Выберите день не раньше сегодняшнего',
  future: 'Выберите день не позже сегодняшнего',
  not_found: 'Такого значения больше нет. Выберите другое',
  not_later: ({ date }) => (typeof date === 'string' ? `Выберите день позже ${dayNumbers(date)}` : 'Выберите более поздний день'),
  after_law: ({ date }) => (typeof date === 'string' ? `По закону – не позже ${dayNumbers(date)}` : 'Позже, чем разрешает закон'),
  after_parent: ({ date }) => (typeof date === 'string' ? `Не позже срока основного поручения, ${dayNumbers(date)}` : 'Позже срока основного поручения'),
};
