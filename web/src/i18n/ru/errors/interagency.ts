import type { Sentences } from './index';

/** Requests to other bodies and their requests here. */
export const interagency: Sentences = {
  'interagency.denied': 'Межведомственные запросы ведут сотрудники, которым это поручено, а справочник – администратор интеграций.',
  'interagency.request_not_found': 'Такого запроса нет.',
  'interagency.inquiry_not_found': 'Такого запроса нет.',
  'interagency.kind_not_found': 'Такого вида запроса в справочнике нет.',
  'interagency.kind_unknown': 'Этот вид запроса больше не используется. Выберите другой.',
  'interagency.fields_wrong': 'Проверьте отмеченные поля.',
  'interagency.wrong_state': 'Запрос уже в другом состоянии. Обновите страницу.',
  'interagency.stale': 'Запись уже изменил другой человек. Обновите страницу и повторите.',
  'interagency.by_letter': 'Этот запрос ушёл письмом. Повторное письмо направляется с карточки письма.',
  'interagency.needs_author': 'Запрос этого вида уходит письмом, и его готовит сотрудник. Отправьте его вручную.',
  'interagency.inquiry_answered': 'На этот запрос уже ответили. Обновите страницу.',
  'interagency.restricted': 'Документ «Для служебного пользования» через СМЭВ не передаётся. Выберите другой документ.',
  'interagency.no_schema': 'Запрос этого вида уходит письмом: схемы сообщения у него нет.',
  'interagency.file_not_found': 'Такого файла нет.',
};
