import { appealControlActs, appealControlOperations } from './appealControlActs';

/** Acts on citizens' appeals, as the course of a card and the log of acts name them. */
export const appealCourse: Readonly<Record<string, string>> = {
  'appeal.described': 'Заполнено обращение',
  'appeal.compared': 'Обращение сравнено с прежним',
  'appeal.extended': 'Продлён срок рассмотрения',
  'appeal.left_unanswered': 'Оставлено без ответа по существу',
  'appeal.withdrawn': 'Обращение отозвано автором',
  'appeal.concluded': 'Записан результат по вопросу',
  'appeal.forwarded': 'Вопросы направлены по компетенции',
  'appeal.route_started': 'Запущен маршрут рассмотрения',
  'appeal.answer_drafted': 'Подготовлен проект ответа',
  'appeal.interim_drafted': 'Подготовлен промежуточный ответ',
  'appeal.registration_notice_drafted': 'Подготовлено уведомление о регистрации',
  'appeal.documents_requested': 'Запрошены документы',
  'appeal.documents_received': 'Получены документы по запросу',
  'appeal.letter_registered': 'Зарегистрировано письмо по обращению',
  'appeal.letter_withdrawn': 'Отозван проект письма по обращению',
  'appeal.letter_annulled': 'Аннулировано письмо по обращению',
  'appeal.letter_anew': 'Письмо по обращению подготовлено заново',
  'appeal.answered_by_email': 'Автору названы каналы подачи обращений',
  'appeal.forwarded_whole': 'Обращение направлено по компетенции',
};

export const appealActs: Readonly<Record<string, string>> = { ...appealCourse, 'themes.imported': 'Загружен тематический классификатор', 'appeal_form.put': 'Заменён бланк письма', 'appeal_form.reset': 'Возвращён встроенный бланк письма', ...appealControlActs };

export const appealOperations: Readonly<Record<string, string>> = {
  'appeals-get': 'Открыть обращение',
  'appeals-describe': 'Заполнить обращение',
  'appeals-compare': 'Сравнить обращения',
  'appeals-conclude': 'Записать результат по вопросу',
  'appeals-extend': 'Продлить срок рассмотрения',
  'appeals-forward': 'Направить вопросы по компетенции',
  'appeals-leave': 'Оставить обращение без ответа',
  'appeals-withdraw': 'Отозвать обращение',
  'appeals-answer': 'Подготовить ответ на обращение',
  'appeals-interim': 'Подготовить промежуточный ответ',
  'appeals-tell-registered': 'Уведомить о регистрации обращения',
  'appeals-reply-to-email': 'Ответить на электронное письмо',
  'appeals-write-anew': 'Подготовить письмо заново',
  'appeals-previous-answers': 'Посмотреть прежние ответы автору',
  'appeals-request-documents': 'Запросить документы',
  'appeals-got-documents': 'Отметить получение документов',
  'letter-forms-list': 'Посмотреть бланки писем',
  'letter-forms-put': 'Заменить бланк письма',
  'letter-forms-reset': 'Вернуть встроенный бланк',
  'GET /api/letter-forms/{form}/file': 'Скачать бланк письма',
  'themes-list': 'Посмотреть классификатор',
  'themes-import': 'Загрузить классификатор',
  ...appealControlOperations,
};
