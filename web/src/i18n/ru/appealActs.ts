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
  'appeal.forwarded_whole': 'Обращение направлено по компетенции',
};

export const appealActs: Readonly<Record<string, string>> = { ...appealCourse, 'themes.imported': 'Загружен тематический классификатор', ...appealControlActs };

export const appealOperations: Readonly<Record<string, string>> = {
  'appeals-get': 'Открыть обращение',
  'appeals-describe': 'Заполнить обращение',
  'appeals-compare': 'Сравнить обращения',
  'appeals-conclude': 'Записать результат по вопросу',
  'appeals-extend': 'Продлить срок рассмотрения',
  'appeals-forward': 'Направить вопросы по компетенции',
  'appeals-leave': 'Оставить обращение без ответа',
  'appeals-withdraw': 'Отозвать обращение',
  'themes-list': 'Посмотреть классификатор',
  'themes-import': 'Загрузить классификатор',
  ...appealControlOperations,
};
