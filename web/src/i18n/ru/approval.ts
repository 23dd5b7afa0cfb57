import { form, plural } from '@/lib/plural';

/** Words of approval: routes, visas, cycles, the sheet (regulation, §3 and §15). */

export const voteWords = {
  agreed: 'Согласен',
  agreed_with_remarks: 'Согласен с замечаниями',
  not_agreed: 'Не согласен',
  abstained_conflict: 'Воздержался: конфликт интересов',
} as const;

export const approvalStates = {
  running: 'Идёт согласование',
  returned: 'Возвращён на доработку',
  recalled: 'Отозван автором',
  approved: 'Согласован',
  withdrawn: 'Документ отозван',
} as const;

export const modeWords = { parallel: 'Параллельно', sequential: 'Последовательно' } as const;

const working = (count: number, unit: 'day' | 'hour') =>
  unit === 'day' ? plural(count, 'рабочий день', 'рабочих дня', 'рабочих дней') : plural(count, 'рабочий час', 'рабочих часа', 'рабочих часов');

export const approvalWords = {
  tab: 'Согласование',
  start: 'На согласование',
  agree: 'Согласовать',
  remarks: 'С замечаниями',
  reject: 'Отклонить',
  abstain: 'Воздержаться: конфликт интересов',
  delegate: 'Передать подчинённому',
  recall: 'Отозвать с согласования',
  recalled: 'Документ отозван с согласования',
  nextCycle: 'Повторное согласование',
  empty: 'На согласование не направлялся',
  emptyHint: 'Здесь будет маршрут: кто уже согласовал, кто смотрит сейчас, кто впереди.',
  current: 'Нынешний цикл',
  cycle: (no: number, version: number) => `Цикл ${no}, версия ${version}`,
  earlier: 'Прежние циклы',
  stage: (no: number, name: string) => `${no}. ${name}`,
  optional: 'необязательный этап',
  term: (amount: number, unit: 'day' | 'hour') => working(amount, unit),
  rules: {
    all: 'нужны все',
    any: 'достаточно одного',
    quorum: (count: number) => `нужно голосов: ${count}`,
  },
  visa: {
    waiting: 'ждёт очереди',
    asked: 'смотрит',
    delegated: 'передал подчинённому',
    cancelled: 'виза не нужна',
    kept: 'виза сохранена',
  },
  delays: 'задерживает',
  delayedBy: (count: number) => `задерживает ${plural(count, 'день', 'дня', 'дней')}`,
  late: 'с опозданием',
  until: 'до',
  forVersion: (no: number) => `за версию ${no}`,
  opinion: 'мнение для руководителя',
  actingFor: 'за',
  basis: (text: string) => `основание: ${text}`,
  votesDone: (done: number, all: number) => `${done} из ${all} ${form(all, 'визы', 'виз', 'виз')}`,
  withRemarks: (count: number) => `${count} с ${form(count, 'замечанием', 'замечаниями', 'замечаниями')}`,
  nowWith: (names: string) => `Сейчас: ${names}`,
  sheet: 'Лист согласования',
  yourVisa: 'Ваша виза: прочитайте документ и решите.',
  staleText: 'Появилась новая версия текста. Виза ставится только за ту версию, которую вы прочли.',
} as const;

export const voteDialog = {
  remarksTitle: 'Согласовать с замечаниями',
  rejectTitle: 'Отклонить проект?',
  abstainTitle: 'Воздержаться из-за конфликта интересов',
  rejectText: 'Документ вернётся автору на доработку.',
  abstainText: 'Ваш голос не учитывается. Решают остальные.',
  remarks: 'Замечания',
  reason: 'Причина',
  needText: 'Напишите замечания',
  needReason: 'Напишите причину',
  remarksAction: 'Согласовать с замечаниями',
  rejectAction: 'Отклонить',
  abstainAction: 'Воздержаться',
  agreed: 'Согласовано',
  withRemarks: 'Согласовано с замечаниями',
  rejected: 'Отклонено, документ возвращён автору',
  abstained: 'Отмечено: воздержался',
  reasons: ['Не соответствует законодательству', 'Нет финансового обоснования', 'Требуется доработка текста'],
  delegateTitle: 'Передать на рассмотрение подчинённому',
  delegateHint: 'Он выскажет мнение, виза останется за вами.',
  person: 'Кому',
  needPerson: 'Выберите сотрудника',
  nobody: 'Передать некому: у вас нет подчинённых без собственной визы.',
  delegateAction: 'Передать',
  delegated: (name: string) => `Передано: ${name}`,
} as const;

export const cycleDialog = {
  title: 'Повторное согласование',
  text: (version: number) => `На согласование пойдёт версия ${version}.`,
  sameText: 'Текст с прошлого цикла не изменился.',
  set: 'Кого спросить снова',
  sets: { all: 'Всех', objected: 'Тех, кто отказал или сделал замечания, и юристов' },
  hints: {
    all: 'Если изменилось существо документа.',
    objected: 'Если правка редакционная. Остальные визы сохранятся за свою версию.',
  },
  action: 'Направить',
  done: 'Документ направлен на повторное согласование',
} as const;

export const startWords = {
  title: 'На согласование',
  route: 'Маршрут',
  own: 'Свой маршрут',
  ownHint: 'Составить этапы для этого документа',
  required: 'обязательный для этого вида',
  stages: 'Этапы',
  edit: 'Изменить этапы',
  edited: 'Этапы изменены для этого документа, сам маршрут останется прежним.',
  asRoute: 'Вернуть как в маршруте',
  thenSign: 'После всех виз сразу отправить на подпись',
  noSignatory: 'Подписывающий не указан: заполните его в карточке.',
  action: 'Направить',
  done: 'Документ направлен на согласование',
  authorHead: 'Руководитель автора',
  role: 'по роли',
  gone: 'больше нет в структуре',
} as const;

export const diffWords = {
  title: (from: number, to: number) => `Что изменилось с версии ${from} (сейчас ${to})`,
  none: 'Текст не отличается от прежней версии.',
  notReady: 'Сравнение ещё готовится или в одной из версий нет текста. Откройте обе версии и сравните глазами.',
  inserted: 'добавлено',
  deleted: 'удалено',
  show: 'Показать изменения',
} as const;

export const sheetWords = {
  title: 'Лист согласования',
  print: 'Печать',
  pdf: 'Скачать PDF',
  back: 'К документу',
  document: 'Документ',
  number: 'Номер',
  noNumber: 'не зарегистрирован',
  route: 'Маршрут',
  ownRoute: 'составлен для документа',
  initiator: 'Исполнитель',
  phone: 'тел.',
  state: 'Итог',
  started: 'Начато',
  ended: 'Окончено',
  version: 'Версия',
  hash: 'Хэш текста (SHA-256)',
  columns: { stage: 'Этап', who: 'Кто', received: 'Получил', due: 'Срок', vote: 'Решение', decided: 'Когда', remarks: 'Замечания' },
  cycle: (no: number, version: number) => `Цикл ${no}. Версия ${version}`,
  late: (days: number) => `опоздание ${plural(days, 'день', 'дня', 'дней')}`,
  simple: 'ПЭП',
  opinion: 'мнение',
  actingFor: (name: string) => `за: ${name}`,
  disagreements: 'Протокол разногласий',
  generated: 'Сформирован',
  sheetHash: 'Хэш листа',
  noVote: 'нет решения',
} as const;

/** Протокол разногласий (§3.4). */
export const disagreementWords = {
  title: 'Протокол разногласий',
  vote: (vote: string, version: number) => `${vote}, версия ${version}`,
  outcomes: { open: 'Не снято', settled: 'Снято', unsettled: 'Настаивает' },
  positions: { accepted: 'Учтено', declined: 'Отклонено' },
  columns: { who: 'Кто возражает', version: 'Версия', remark: 'Замечание', position: 'Позиция разработчика', outcome: 'Итог' },
  answer: 'Ответить',
  changeAnswer: 'Изменить ответ',
  answerTitle: 'Ответ на замечание',
  position: 'Ваша позиция',
  how: 'Как учтено',
  why: 'Почему отклонено',
  needWhy: 'Напишите, почему замечание отклонено',
  save: 'Сохранить',
  answered: 'Ответ на замечание сохранён',
  settle: 'Снять замечание',
  insist: 'Настаиваю',
  settledDone: 'Замечание снято',
  unsettledDone: 'Замечание осталось в протоколе',
} as const;
