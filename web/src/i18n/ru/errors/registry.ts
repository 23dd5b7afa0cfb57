import type { Sentences } from './index';

/** Journals, numbers, the file plan. */
export const registry: Sentences = {
  'journal.denied': 'У вас нет прав на этот журнал регистрации.',
  'journal.not_found': 'Такого журнала нет в вашем органе.',
  'journal.stale': 'Журнал уже изменил другой администратор. Обновите его и повторите.',
  'journal.template_wrong': 'Проверьте шаблон номера.',
  'number.not_found': 'Такого номера нет.',
  'registry.expiry_past': 'Выберите день, до которого держать номера, не раньше сегодняшнего.',
  'registry.journal_inactive': 'Журнал закрыт. Выберите действующий.',
  'registry.no_years': 'Этот журнал ведётся без деления на годы, закрывать год не нужно.',
  'registry.reserved_in_another_year': ({ year }) => `Номер зарезервирован в ${year === undefined ? 'другом' : String(year)} году. Снимите резерв и возьмите новый номер.`,
  'registry.not_reserved': 'Этот номер уже не в резерве. Обновите список номеров.',
  'registry.reason_required': 'Укажите причину.',
  'registry.reservation_expired': 'Резерв этого номера истёк. Снимите его с указанием причины и возьмите следующий номер.',
  'registry.reservations_left': ({ numbers }) =>
    `Год не закрыть: остались зарезервированные номера${Array.isArray(numbers) ? ` (${numbers.slice(0, 5).join(', ')})` : ''}. Используйте их или снимите резерв.`,
  'registry.value_missing': 'Для номера не хватает сведений. Заполните отмеченные поля.',
  'registry.year_closed': 'Этот год в журнале закрыт. Зарегистрируйте сегодняшним днём.',
  'case_file.denied': 'Номенклатуру дел ведёт служба делопроизводства.',
  'case_file.index_taken': 'Дело с таким индексом уже есть.',
  'case_file.unit_wrong': 'Такого подразделения в вашем органе нет.',
  'case_file.not_found': 'Такого дела нет в номенклатуре.',
  'case_file.stale': 'Дело уже изменил другой человек. Обновите номенклатуру и повторите.',
};
