import type { Sentences } from './index';

const some = (value: unknown) => (value === undefined ? '' : ` ${String(value)}`);

/** Routes of consideration, the classifier, the regional register, receptions, public answers. */
export const appealControl: Sentences = {
  'appeal.route_not_found': 'Такого маршрута рассмотрения нет.',
  'appeal.route_wrong': 'Проверьте отмеченные поля маршрута.',
  'appeal.route_taken': 'Для этого раздела маршрут уже есть. Измените его.',
  'appeal.route_term': ({ days }) => `Срок поручения не может быть длиннее срока по закону${days === undefined ? '' : `: не больше${some(days)} дней`}.`,
  'appeal.route_unfit': 'Этот маршрут не подходит к вопросам обращения или уже запущен.',
  'appeal.theme_wide': 'Это раздел или тема: для вопроса выберите строку ниже.',
  'appeal.oversee_denied': 'Обращения других органов видит только служба контроля обращений региона.',
  'reports.guid_wrong': 'Код ведомства – 36 знаков вида 0f8fad5b-d9cb-469f-a165-70867728950e.',
  'appeal.routes_denied': 'Маршруты рассмотрения ведёт администратор.',
  'appeal.order_denied': 'Постоянное поручение даёт только сам руководитель, от имени которого идут резолюции.',
};
