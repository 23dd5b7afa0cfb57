import { sections } from './sections';

/** Requests to other bodies and their requests here. */
export const interagencyWords = {
  title: sections.interagency.title,
  parts: 'Части списка',
  requests: 'Наши запросы',
  inquiries: 'Запросы к нам',
  queue: 'Состояние запросов',
  queues: { open: 'Ждут ответа', overdue: 'Просрочены', closed: 'Завершены', all: 'Все' },
  find: 'Номер, фамилия, орган или вид запроса',
  findInquiry: 'Номер, фамилия, кто спрашивает или вид',
  anyKind: 'Любой вид',
  found: (count: number, more: boolean) => (more ? `Найдено больше ${count}` : `Найдено: ${count}`),
  notFoundHint: 'Проверьте номер или начало слова, либо уберите отборы.',
  numbered: (id: number) => `№ ${id}`,
  ask: 'Запросить',
  askTitle: 'Межведомственный запрос',
  kind: 'Что запросить',
  send: 'Отправить запрос',
  sent: 'Запрос отправлен',
  answered: 'Ответ получен',
  drafted: 'Подготовлено письмо с запросом',
  waits: 'Ответ пока не пришёл. Запрос ждёт его дальше.',
  nothing: 'Запросов нет',
  openHint: 'Запросы по услуге уходят с карточки заявления, кнопкой «Направить запросы». Отдельный запрос – кнопкой «Запросить».',
  inquiriesHint: 'Запрос другого органа появится здесь сам, как только придёт.',
  queueHint: 'В этой части списка пусто.',
  nothingHere: 'По этому делу ничего не запрашивали',
  columns: { number: '№', kind: 'Запрос', about: 'По делу', to: 'Куда', state: 'Состояние', due: 'Ответить до', author: 'Кто запросил', sender: 'Кто спрашивает', arrived: 'Поступил', officer: 'Кто отвечает' },
  terms: { realtime: 'ответ за 2 секунды', electronic: 'ответ за 48 часов', working: 'ответ за 5 рабочих дней' },
  channels: { smev: 'СМЭВ', letter: 'письмо' },
  overdue: 'просрочен',
  late: 'Ответ пришёл после срока. Срок услуги от этого не меняется.',
  resend: 'Отправить повторно',
  resent: 'Запрос отправлен повторно',
  sendDraft: 'Отправить',
  raw: 'Исходные тексты',
  fields: 'Что указано в запросе',
  answers: 'Ответы',
  answer: 'Ответ',
  refusal: 'Отказ',
  noAnswers: 'Ответа ещё нет.',
  sendings: 'Отправки',
  sending: (no: number) => `№ ${no}`,
  signature: 'Подпись отправителя',
  personal: 'Подпись сведений',
  fileSignature: 'подпись',
  files: 'Файлы',
  letter: 'Открыть письмо',
  card: 'Открыть документ',
  back: 'К запросам',
  take: 'Взять',
  taken: 'Запрос у вас в работе',
  officer: 'Отвечает',
  reply: 'Ответить',
  replyTitle: 'Ответ на запрос',
  replied: 'Ответ отправлен',
  document: 'Номер карточки документа с файлами',
  documentHint: 'Необязательно: файлы документа уйдут вместе с ответом',
  refuse: 'Отказать',
  reason: 'Причина',
  words: 'Пояснение',
  reasons: { NO_DATA: 'Сведений нет', ACCESS_DENIED: 'Нет права на эти сведения', UNKNOWN_REQUEST_DESCRIPTION: 'Запрос непонятен', FAILURE: 'Техническая ошибка' },
  asked: 'Что спрашивают',
  ourReply: 'Наш ответ',
  test: 'проверочное сообщение',
  more: 'Показать ещё',
} as const;

export const requestStates: Readonly<Record<string, string>> = {
  draft: 'черновик', signed: 'подписан', sent: 'отправлен', delivered: 'доставлен', answered: 'есть ответ', rejected: 'отказ', timeout: 'нет ответа в срок', resent: 'отправлен повторно',
};

export const inquiryStates: Readonly<Record<string, string>> = { received: 'ждёт ответа', answered: 'отвечен', rejected: 'отказано' };

export const sendingStates: Readonly<Record<string, string>> = {
  waiting: 'ждёт отправки', taken: 'принято СМЭВ', delivered: 'доставлено', rejected: 'не принято', doubtful: 'неизвестно, принято ли', answered: 'есть ответ',
};

export const verdicts: Readonly<Record<string, string>> = { valid: 'верна', invalid: 'неверна', indeterminate: 'верна, издатель не проверен', '': 'нет' };

/** The exchange with foreign portals. */
export const portalWords = {
  title: sections.portals.title,
  parts: 'Части обмена',
  orders: 'Заявления',
  sorting: 'Неизвестная услуга',
  faulty: 'Не приняты',
  ledger: 'Журнал',
  refused: 'Не отправлены',
  offline: 'Связь со СМЭВ не настроена: заявления не приходят, статусы не уходят.',
  nothing: 'Записей нет',
  raw: 'Исходный текст',
  retry: 'Обработать снова',
  retried: 'Заявление обрабатывается',
  correct: 'Исправить',
  corrected: 'Исправлено',
  resend: 'Отправить снова',
  resent: 'Отправляется снова',
  save: 'Сохранить',
  text: 'Текст заявления',
  code: 'Код статуса',
  date: 'Дата и время статуса',
  dateHint: 'Например, 2026-11-22T12:00:00+03:00',
  comment: 'Комментарий',
  older: 'Показать раньше',
  columns: { order: 'Заявление', service: 'Услуга', state: 'Состояние', at: 'Когда', what: 'Что', portal: 'Портал' },
  directions: { in: 'от портала', out: 'порталу' },
} as const;

export const orderStates: Readonly<Record<string, string>> = { stored: 'обрабатывается', sorting: 'услуга неизвестна', faulty: 'не принято', lodged: 'принято' };

export const portalLines: Readonly<Record<string, string>> = { waiting: 'ждёт заявления', taken: 'принято', ready: 'ждёт отправки', sent: 'отправлено', accepted: 'принято порталом', refused: 'отказ' };

export const portalWhat: Readonly<Record<string, string>> = {
  order: 'заявление', cancel: 'просьба об отмене', text: 'сообщение', status: 'статус', cancel_response: 'ответ на отмену', text_response: 'сообщение принято',
};

export const publicStatuses: Readonly<Record<string, string>> = {
  sent: 'отправлено', accepted: 'принято', registered: 'зарегистрировано', in_review: 'на рассмотрении', waiting: 'ждём сведений', suspended: 'приостановлено', ready: 'приглашение',
  done: 'услуга оказана', refused: 'отказ', intake_refused: 'отказ в приёме', cancelled: 'отменено',
};

/** Problems of the exchange that stand beside a line, by their codes. */
export const portalProblems: Readonly<Record<string, string>> = {
  'epgu.repeated': 'то же заявление пришло ещё раз',
  'epgu.order_unreadable': 'текст заявления не читается',
  'epgu.unwritable': 'сообщение не удалось составить',
  'epgu.answer_unreadable': 'ответ портала не читается',
};
