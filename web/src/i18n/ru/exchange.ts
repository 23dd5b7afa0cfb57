import { sections } from './sections';

/** The exchange with the feedback platform (ПОС). */
export const exchangeWords = {
  title: sections.exchange.title,
  parts: 'Разделы обмена',
  ledger: 'Журнал',
  sorting: 'Сортировка',
  faulty: 'Ошибки',
  runs: 'Выгрузки',
  differences: 'Сверка',
  settings: 'Настройки',
  ask: 'Запросить сейчас',
  asked: 'Запрос уйдёт в течение нескольких секунд',
  compare: 'Сверить статусы',
  compared: 'Статусы запрошены',
  heard: (moment: string, waiting: number) => `Последний ответ ПОС: ${moment}. Ждёт загрузки: ${waiting}`,
  never: 'ПОС ещё не отвечала',
  offline: 'Связь с ПОС не настроена: события записываются и уйдут, когда она появится.',
  nothing: 'Записей нет',
  nothingYet: 'Здесь будет всё, что пришло из ПОС и ушло в неё.',
  nothingFound: 'По этому отбору сообщений нет.',
  noRuns: 'Выгрузка появляется, когда статусы и ответы уходят в ПОС.',
  differencesLead: 'Наш статус и статус ПОС разошлись, хотя всё отправлено. Отставший статус отправьте снова: новой карточки не будет.',
  correct: 'Отправить статус снова',
  corrected: 'Статусы отправлены снова.',
  ahead: 'в ПОС дальше, чем у нас: проверьте карточку',
  noDifferences: 'Расхождений нет',
  noDifferencesHint: 'Наши статусы и статусы ПОС совпадают. Сверка идёт раз в сутки.',
  waitingHints: { sorting: 'Сюда попадают обращения органам, которых нет в таблице соответствия.', faulty: 'Сюда попадают обращения, из которых не получилась карточка.' },
  show: 'Что показать',
  shows: { all: 'Всё', refused: 'Отказы', ready: 'Ждут выгрузки', in: 'Из ПОС', out: 'В ПОС' },
  byNumber: 'Номер ПОС',
  find: 'Найти',
  newest: 'К новым',
  card: 'Карточка',
  both: (status: string) => `у нас и в ПОС: ${status}`,
  beside: (ours: string, theirs: string) => `у нас: ${ours} · в ПОС: ${theirs}`,
  noStatus: 'нет статуса',
  cycle: (cycle: number) => `круг ${cycle}`,
  toWhom: (title: string, code: string) => `Кому: ${title === '' ? code : `${title} (${code})`}`,
  columns: { acts: 'Действия', inPos: 'Название в ПОС', compared: 'Сверено', at: 'Когда', what: 'Что', number: 'Номер ПОС', body: 'Орган', state: 'Состояние', error: 'Ошибка', card: 'Карточка', ours: 'Наш статус', theirs: 'Статус в ПОС', kind: 'Вид', run: 'Выгрузка', lines: 'Строк', accepted: 'Принято', refused: 'Отказов', code: 'Код в ПОС', ourBody: 'Наш орган', from: 'С какого дня', mode: 'Когда выгружать', notify: 'Уведомлять', lko: 'ЛКО', directed: '«Направлено»' },
  raw: 'Исходный текст',
  rawTitle: 'Исходное сообщение',
  resend: 'Отправить снова',
  resent: 'Отправка повторится',
  retry: 'Повторить',
  retried: 'Обработка повторится',
  sort: 'Передать',
  always: 'Передавать всегда',
  sorted: 'Карточка появится в очереди органа',
  protocol: 'Протокол',
  toRuns: 'Все выгрузки',
  older: 'Показать раньше',
  yes: 'да',
  no: 'нет',
  bodies: 'Выгрузка по органам',
  routes: 'Соответствие органов',
  modes: { at_once: 'сразу', schedule: 'по расписанию', hand: 'вручную' },
  directed: { step: 'каждое обращение', competence: 'только переадресация' },
  directions: { in: 'Из ПОС', out: 'В ПОС' },
  choose: 'Выберите орган',
  save: 'Сохранить',
  cancel: 'Отмена',
  tab: 'ПОС',
  channel: { 'channel.portal': 'портал', 'channel.mobile': 'мобильное приложение', 'channel.widget': 'виджет на сайте' } as Readonly<Record<string, string>>,
  ratingTitle: 'Оценка гражданина',
  rating: (score: number) => `${score} из 5`,
  waiting: (lines: number) => `Ждёт выгрузки: ${lines}`,
  export: 'Выгрузить сейчас',
  exported: 'Выгрузка начата',
  lkoNote: 'Ответ дорабатывается в ЛКО',
} as const;

export const whatWords: Readonly<Record<string, string>> = {
  item: 'Обращение', flag: 'Признак «Направить в СЭД»', rating: 'Оценка', withdrawn: 'Отзыв', reopened: 'Повторное рассмотрение', status: 'Статус', interim: 'Промежуточный ответ', answer: 'Ответ',
};

export const lineStates: Readonly<Record<string, string>> = {
  taken: 'получено', acknowledged: 'подтверждено', ready: 'ждёт выгрузки', sent: 'отправлено', accepted: 'принято', refused: 'отказ',
};

export const statusWords: Readonly<Record<string, string>> = {
  'status.arrived': 'Поступило', 'status.registered': 'Зарегистрировано', 'status.directed': 'Направлено', 'status.under_review': 'Рассматривается', 'status.considered': 'Рассмотрено',
  'status.no_answer': 'Рассмотрено. Оставлено без ответа автору',
};

export const kindWords: Readonly<Record<string, string>> = {
  'kind.proposal': 'предложение', 'kind.application': 'заявление', 'kind.complaint': 'жалоба', 'kind.message': 'сообщение',
};

/** What is wrong, by the code that the exchange has written down. */
export const exchangeErrors: Readonly<Record<string, string>> = {
  'pos.files_missing': 'Не все файлы получены', 'pos.item_absent': 'ПОС не отдала данные', 'pos.kind_unknown': 'Неизвестный вид обращения', 'pos.item_unreadable': 'Данные не читаются',
  'pos.event_unknown': 'Неизвестное событие', 'pos.no_outcome': 'ПОС не ответила за сутки', 'appeal.incomplete': 'Нет автора, темы или текста',
};
