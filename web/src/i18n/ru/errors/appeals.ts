import { dayNumbers } from '@/lib/dates';
import { plural } from '@/lib/plural';
import type { Sentences } from './index';

const some = (value: unknown) => (value === undefined ? '' : ` ${String(value)}`);
const day = (date: unknown) => (typeof date === 'string' ? ` ${dayNumbers(date)}` : '');

/** Citizens' appeals: what the law does not let be done, and what to do instead. */
export const appeals: Sentences = {
  'appeal.not_found': 'Такого обращения нет.',
  'appeal.denied': 'Это делает служба делопроизводства или руководитель. Обратитесь к ним.',
  'appeal.closed': 'Обращение уже закрыто.',
  'appeal.not_registered': 'Сначала зарегистрируйте обращение.',
  'appeal.extended_already': ({ due_on }) => `Срок уже продлён до${day(due_on)}. Второй раз продлить нельзя (59-ФЗ, ст. 12).`,
  'appeal.term_over': ({ due_on }) => `Срок истёк${day(due_on)}. Продлить можно только до его окончания (59-ФЗ, ст. 12).`,
  'appeal.term_counted': 'Срок уже посчитан: форму, источник и миграционный признак после регистрации не меняют.',
  'appeal.reason_required': 'Укажите причину.',
  'appeal.complained_of': 'Жалобу нельзя направить тому, на кого жалуются (59-ФЗ, ст. 8 ч. 6). Выберите другой орган или верните её автору с разъяснением права на суд.',
  'appeal.not_by_email': 'По электронной почте обращения не принимают: назовите автору интернет-приёмную, портал или почтовый адрес.',
  'appeal.not_by_phone': 'По телефону обращения не принимают: пригласите автора написать или прийти на приём.',
  'appeal.not_identified': 'Электронное обращение принимают только после входа автора через Госуслуги.',
  'appeal.incomplete': 'Укажите автора и хотя бы один вопрос обращения.',
  'appeal.fields_wrong': 'Проверьте отмеченные поля.',
  'appeal.theme_code': 'Код тематики – четыре или пять групп по четыре цифры, например 0005.0005.0056.1149.',
  'appeal.themes_denied': 'Классификатор загружает администратор.',
  'appeal.themes_line': ({ line }) => `Строка${some(line)} не похожа на тематику: нужны код, название и предмет ведения через точку с запятой. Ничего не загружено.`,
  'appeal.few_answers': ({ count }) => `Нужно не меньше двух прежних ответов${typeof count === 'number' ? `, а есть ${plural(count, 'ответ', 'ответа', 'ответов')}` : ''}. Сравните обращение с прежними.`,
  'appeal.question_closed': ({ no }) => `По вопросу${some(no)} результат уже есть.`,
  'appeal.no_question': 'Такого вопроса в обращении нет.',
};
