import { dayNumbers } from '@/lib/dates';
import { plural } from '@/lib/plural';
import type { Sentences } from './index';

const day = (date: unknown) => (typeof date === 'string' ? ` ${dayNumbers(date)}` : '');

/** Resolutions, assignments, terms, control. */
export const assignments: Sentences = {
  'assignment.denied': 'У вас нет прав на это действие с поручением.',
  'assignment.not_found': 'Поручение не найдено: его нет или у вас нет к нему доступа.',
  'assignment.stale': 'Поручение уже изменил другой человек. Обновите его и повторите: введённое сохранено.',
  'assignment.wrong_state': 'Поручение уже в другом состоянии, это действие сейчас невозможно. Обновите его.',
  'assignment.incomplete': 'Заполните отмеченные поля поручения.',
  'assignment.wrong_person': 'Проверьте исполнителей.',
  'assignment.wrong_term': 'Такого срока больше нет в списке. Выберите другой.',
  'assignment.wrong_reply': 'Это не ответ на этот документ. Выберите исходящий документ.',
  'assignment.due_past': 'Срок исполнения не может быть раньше сегодняшнего дня.',
  'assignment.after_law': ({ date }) => `По закону исполнить нужно не позже${day(date)}.`,
  'assignment.after_parent': ({ date }) => `Срок не может быть позже срока основного поручения,${day(date)}.`,
  'assignment.not_later': ({ date }) => `Новый срок должен быть позже нынешнего,${day(date)}.`,
  'assignment.statutory': 'Этот срок установлен законом, продлить его нельзя.',
  'assignment.extension_late': ({ date }) => `Срок истёк${day(date)}: просить о продлении поздно.`,
  'assignment.extension_pending': 'Просьба о продлении уже ждёт решения.',
  'assignment.no_request': 'О продлении никто не просил.',
  'assignment.no_report': 'Отчёта об исполнении ещё нет.',
  'assignment.not_controlled': 'Это поручение не на контроле.',
  'assignment.not_executed': 'Снять с контроля можно после принятого отчёта или отправленного ответа.',
  'assignment.children_open': ({ count }) =>
    Number(count) > 0 ? `Сначала завершите ${plural(Number(count), 'часть поручения', 'части поручения', 'частей поручения')}.` : 'Сначала завершите все части поручения.',
  'resolution.denied': 'Вы не готовите резолюции за этого руководителя.',
  'resolution.not_found': 'Резолюция не найдена: её нет или у вас нет к ней доступа.',
  'resolution.not_author': 'Подписать резолюцию может только её автор или тот, кто его замещает.',
  'resolution.other_author': 'Автора резолюции изменить нельзя. Создайте новую.',
  'resolution.stale': 'Резолюцию уже изменил другой человек. Обновите её и повторите: введённое сохранено.',
  'resolution.wrong_state': 'Резолюция уже подписана или отложена. Обновите карточку.',
  'resolution.not_entered': 'Эту резолюцию вы подписали сами или её уже отменили. Обновите карточку.',
  'resolution.carried_out': 'По резолюции уже принято исполнение. Отмените оставшиеся поручения по одному.',
  'resolution.no_scan': 'Приложите скан резолюции, написанной на бумаге.',
  'resolution.wrong_scan': 'Выберите скан резолюции из файлов этого документа.',
  'term.denied': 'Список сроков меняет администратор.',
  'term.incomplete': 'Укажите название срока.',
};
