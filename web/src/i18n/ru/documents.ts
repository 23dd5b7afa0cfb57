import { plural } from '@/lib/plural';

/** Words of documents: flows, states, lists, the fields of a registration card (regulation, §2 and §15). */

export const flowWords = {
  incoming: 'Входящие',
  outgoing: 'Исходящие',
  internal: 'Внутренние',
  directive: 'ОРД',
  appeal: 'Обращения граждан',
} as const;

export const stateWords: Readonly<Record<string, string>> = {
  received: 'Ждёт регистрации',
  returned_to_sender: 'Возвращён отправителю',
  not_registrable: 'Не подлежит регистрации',
  registered: 'Зарегистрирован',
  with_executive: 'На рассмотрении',
  resolved: 'Вынесена резолюция',
  in_execution: 'На исполнении',
  executed: 'Исполнен',
  for_information: 'К сведению',
  forwarded_out: 'Передан по подведомственности',
  filed: 'В деле',
  annulled: 'Аннулирован',
  draft: 'Черновик',
  in_approval: 'На согласовании',
  in_revision: 'На доработке',
  approved: 'Согласован',
  on_signature: 'На подписании',
  signed: 'Подписан',
  signature_refused: 'Отказано в подписании',
  dispatching: 'Отправляется',
  dispatched: 'Отправлен',
  delivered: 'Доставлен',
  delivery_failed: 'Ошибка доставки',
  refused_by_addressee: 'Отказано адресатом',
  withdrawn: 'Отозван',
};

export const channelWords = {
  '': 'Не указан',
  platform: 'СЭД',
  email: 'Электронная почта',
  post: 'Почта',
  hand: 'Нарочно',
  pos: 'ПОС',
  cabinet: 'Личный кабинет',
} as const;

/** How the way of arrival stands in a sentence: «Письмо · почта, сегодня в 09:12». */
export const cameBy = {
  '': '',
  platform: 'СЭД',
  email: 'эл. почта',
  post: 'почта',
  hand: 'нарочно',
  pos: 'ПОС',
  cabinet: 'личный кабинет',
} as const;

export const viewWords: Readonly<Record<string, string>> = {
  to_register: 'К регистрации',
  on_consideration: 'Рассмотрение',
  in_execution: 'Исполнение',
  for_filing: 'В дело',
  overdue: 'Просрочено',
  drafts: 'Черновики',
  in_approval: 'Согласование',
  on_signature: 'Подпись',
  to_dispatch: 'К отправке',
  sent: 'Отправлено',
  registered: 'Зарегистрировано',
  all: 'Все',
};

/** Why a queue is empty, and that this is good. */
export const emptyWords: Readonly<Record<string, string>> = {
  to_register: 'Документов к регистрации нет',
  on_consideration: 'На рассмотрении ничего нет',
  in_execution: 'На исполнении ничего нет',
  for_filing: 'Списывать в дело нечего',
  overdue: 'Просроченных документов нет',
  drafts: 'Черновиков нет',
  in_approval: 'На согласовании ничего нет',
  on_signature: 'На подписании ничего нет',
  to_dispatch: 'К отправке ничего нет',
  sent: 'Отправленных писем нет',
  registered: 'Зарегистрированных документов нет',
  all: 'Документов пока нет',
};

export const listWords = {
  noNumber: 'без номера',
  noSender: 'Отправитель не указан',
  noAddressee: 'Адресат не указан',
  noSummary: 'Содержание не указано',
  more: (count: number) => `и ещё ${count}`,
  views: 'Очереди',
  search: 'Поиск',
  found: (count: number) => plural(count, 'документ найден', 'документа найдено', 'документов найдено'),
  foundTitle: 'Найдено',
  nothing: 'Ничего не найдено',
  nothingHint: 'Проверьте написание или уберите часть слов и отборов.',
  toAll: 'Показать все',
  clearFilters: 'Снять отборы',
  bounded: 'Показаны не все: просмотрены последние документы. Уточните отбор, чтобы увидеть остальные.',
  filter: 'Отбор и вид списка',
  kind: 'Вид документа',
  anyKind: 'Любой',
  year: 'Год',
  anyYear: 'За все годы',
  yearChip: (year: number) => `${year} год`,
  due: 'Срок',
  dues: { any: 'Любой', overdue: 'Просрочен', today: 'Сегодня', week: 'На этой неделе' },
  dueChips: { overdue: 'срок прошёл', today: 'срок сегодня', week: 'срок на этой неделе' },
  order: 'Порядок',
  orders: { newest: 'Сначала новые', due: 'По сроку' },
  mode: 'Вид списка',
  modes: { lines: 'Строки', table: 'Таблица' },
  toTable: 'Показать таблицей',
  toLines: 'Показать строками',
  urgent: 'Срочно',
  dsp: 'ДСП',
  chosen: (count: number) => `Выбрано: ${count}`,
  clearChosen: 'Снять выбор',
  openFirst: 'Выберите документ',
  openFirstHint: 'Карточка и текст откроются здесь. Двигайтесь по списку клавишами J и K.',
  columns: {
    number: 'Номер',
    day: 'Дата',
    from: 'Отправитель',
    to: 'Адресат',
    senderNumber: 'Исх. №',
    summary: 'Содержание',
    kind: 'Вид',
    state: 'Состояние',
    due: 'Срок',
    executor: 'Исполнитель',
    author: 'Автор',
  },
  groups: {
    overdue: 'Просрочено',
    today: (day: string) => `Сегодня, ${day}`,
    week: 'На этой неделе',
    later: 'Позже',
    none: 'Без срока',
    yesterday: 'Вчера',
    earlierWeek: 'На этой неделе',
    earlier: 'Раньше',
  },
  delivery: {
    all: (count: number) => `${plural(count, 'адресату', 'адресатам', 'адресатам')}`,
    arrived: (arrived: number, all: number) => `Доставлено ${arrived} из ${all}`,
    failed: (failed: number) => `Не доставлено: ${failed}`,
  },
} as const;

export const incomingWords = {
  title: 'Входящие',
  create: 'Создать',
  createHint: 'Принять документ: выбрать файлы',
  drop: 'Отпустите, чтобы принять документы',
  dropHint: 'PDF, DOCX, ODT, сканы JPEG и TIFF, письма EML',
  emptyHint: 'Перетащите сюда файл письма или нажмите «Создать».',
  letters: {
    title: (count: number) => `Как принять ${plural(count, 'файл', 'файла', 'файлов')}?`,
    how: 'Что это',
    one: 'Одно письмо с приложениями',
    oneHint: 'Будет одна карточка',
    several: (count: number) => plural(count, 'отдельное письмо', 'отдельных письма', 'отдельных писем'),
    severalHint: 'У каждого файла своя карточка',
    main: 'Само письмо',
    accept: 'Принять',
  },
  uploads: 'Приём документов',
  uploadsDone: 'Принято',
  openCard: 'Открыть карточку',
  hideUploads: 'Скрыть',
  attachmentOf: (name: string) => `приложение к «${name}»`,
  noRight: 'Принимать документы может делопроизводитель.',
} as const;

export const outgoingWords = {
  registers: 'Реестры отправки',
} as const;

/** What the body itself writes, by flow; `usual` is the kind with which a new one begins. */
export const createdWords = {
  outgoing: {
    title: 'Исходящие',
    create: 'Создать письмо',
    createTitle: 'Новое письмо',
    usual: 'Письмо',
    created: 'Черновик создан. Заполните адресатов и допишите текст.',
    emptyHint: 'Начните письмо кнопкой «Создать письмо» или ответьте на входящее из его карточки.',
  },
  internal: {
    title: 'Внутренние',
    create: 'Создать документ',
    createTitle: 'Новый внутренний документ',
    usual: 'Служебная записка',
    created: 'Черновик создан. Допишите текст.',
    emptyHint: 'Служебные и докладные записки, протоколы, акты, справки. Начните кнопкой «Создать документ».',
  },
  directive: {
    title: 'ОРД',
    create: 'Создать проект',
    createTitle: 'Новый распорядительный документ',
    usual: 'Приказ',
    created: 'Проект создан. Допишите текст.',
    emptyHint: 'Приказы, распоряжения, постановления. Начните кнопкой «Создать проект».',
  },
} as const;

export const newWords = {
  kind: 'Вид',
  summary: 'Заголовок',
  summaryHint: '«О …»: о чём документ',
  addressee: 'Кому',
  signatory: 'Кто подпишет',
  signatoryHint: 'Должность и фамилия встанут в текст шаблона',
  make: 'Создать',
} as const;

export const fieldWords = {
  correspondent: 'Корреспондент',
  correspondentCreate: (name: string) => `Создать «${name}»`,
  correspondentCreateHint: 'Новая запись адресной книги',
  senderNumber: 'Исходящий №',
  senderDate: 'Дата исходящего',
  senderSignatory: 'Подписал',
  addressee: 'Адресат',
  kind: 'Вид документа',
  due: 'Срок',
  dueAuto: 'Пусто – по виду документа',
  summary: 'Краткое содержание',
  heading: 'Заголовок',
  channel: 'Способ доставки',
  sheets: 'Листов',
  attachments: 'Листов приложений',
  urgent: 'Срочно',
  caseFile: 'Дело',
  caseHint: 'Индекс по номенклатуре',
  journal: 'Журнал',
  journalHint: 'Номер присвоится при регистрации',
  noJournals: 'Нет журнала для таких документов. Его заводит администратор.',
  signatory: 'Подписывает',
  inReplyTo: 'В ответ на',
  addressees: 'Адресаты',
  addAddressee: 'Добавить адресата',
  person: 'Кому лично',
  personHint: 'Должность и фамилия для письма',
  channelShort: 'Как отправить',
  removeAddressee: (name: string) => `Убрать адресата: ${name || 'без названия'}`,
  moreFields: 'Ещё поля',
  fewerFields: 'Свернуть',
  required: 'Обязательное поле',
  author: 'Исполнитель',
} as const;

export const formWords = {
  group: 'Карточка',
  save: 'Сохранить',
  saved: 'Карточка сохранена',
  changed: 'Ещё не сохранено',
  restored: 'Восстановлено то, что вы не успели сохранить.',
  discard: 'Вернуть как было',
  stale: (fields: string) => `Пока вы заполняли карточку, её изменил другой человек. Вы оба правили: ${fields}. Оставить ваше или взять новое?`,
  merged: 'Карточку тем временем изменил другой человек. Ваши поля сохранены, остальные обновлены.',
  keepMine: 'Оставить моё',
  takeNew: 'Взять новое',
  understood: 'Понятно',
} as const;

export const duplicateWords = {
  title: (count: number) => (count === 1 ? 'Похоже, это письмо уже есть' : `Похожие письма: ${count}`),
  none: 'Дублей нет',
  requisites: 'совпали отправитель, номер и дата',
  bytes: 'совпал файл',
  open: 'Сравнить',
  noNumber: 'без номера',
} as const;

export const correspondentWords = {
  title: 'Новый корреспондент',
  kind: 'Кто это',
  kinds: { organisation: 'Организация', person: 'Гражданин', body: 'Орган власти на платформе' },
  name: 'Название',
  personName: 'Фамилия, имя, отчество',
  inn: 'ИНН',
  address: 'Почтовый адрес',
  email: 'Электронная почта',
  channel: 'Как обычно отправлять',
  save: 'Создать',
} as const;

export const compareWords = {
  title: 'Это то же письмо?',
  field: 'Поле',
  this: 'Это письмо',
  other: 'Найденное',
  received: 'Поступило',
  number: 'Номер',
  file: 'Файл',
  same: 'Да, это дубль: не регистрировать',
  open: 'Открыть найденное',
  duplicateOf: (number: string) => `Дубль: ${number}`,
} as const;

/** The way of an incoming letter, in short. */
export const routeWords = {
  title: 'Путь документа',
  registration: 'Регистрация',
  consideration: 'Рассмотрение',
  execution: 'Исполнение',
  filing: 'В дело',
  until: 'до',
} as const;

/** Acts on several chosen documents. */
export const bulkWords = {
  documents: (count: number) => plural(count, 'документ', 'документа', 'документов'),
  done: (count: number) => `Готово: ${plural(count, 'документ', 'документа', 'документов')}`,
  refused: (count: number) => `Не выполнено: ${plural(count, 'документ', 'документа', 'документов')}`,
  progress: (done: number, all: number) => `${done} из ${all}`,
} as const;
