import { form, plural } from '@/lib/plural';

/** Words of «Мои задания»: kinds of tasks, queues of a phone, notices. */

/** What is asked of the person; stands on a row and in the views. */
export const taskKinds: Readonly<Record<string, string>> = {
  register: 'Зарегистрировать',
  consider: 'На рассмотрение',
  sign: 'Подписать',
  vote: 'Визировать',
  execute: 'Исполнить',
  contribute: 'Дать материалы',
  accept_report: 'Принять отчёт',
  decide_extension: 'Перенос срока',
  release: 'Снять с контроля',
  control: 'Контроль',
  rework: 'Доработать',
  send_to_sign: 'Отдать на подпись',
  dispatch: 'Отправить',
  file: 'В дело',
  check_application: 'Проверить заявление',
  route_application: 'Найти орган заявлению',
  consider_application: 'Рассмотреть заявление',
  answer_complaint: 'Рассмотреть жалобу',
  answer_inquiry: 'Ответить на запрос',
  inform: 'Ознакомиться',
};

export const taskWords = {
  title: 'Мои задания',
  short: 'Очереди',
  all: 'Все',
  queues: 'Очереди заданий',
  overdueOnly: 'Просроченные',
  empty: 'Заданий нет',
  emptyQueue: 'В этой очереди пусто',
  emptyHint: 'Всё сделано. Новое появится здесь само.',
  toAll: 'Показать все задания',
  openFirst: 'Выберите задание',
  openFirstHint: 'Карточка и документ откроются здесь. После решения следующее задание откроется само.',
  noNumber: 'без номера',
  urgent: 'Срочно',
  dsp: 'ДСП',
  forOther: (name: string) => `за: ${name}`,
  from: (name: string) => `от: ${name}`,
  groups: {
    overdue: 'Просрочено',
    today: (day: string) => `Сегодня, ${day}`,
    week: 'На этой неделе',
    later: 'Позже',
    none: 'Без срока',
  },
} as const;

const visas = (done: number, all: number) => `${done} из ${all} ${form(all, 'визы', 'виз', 'виз')}`;

export const phoneWords = {
  tiles: { sign: 'Подпись', vote: 'Виза', consider: 'Резолюция', control: 'Контроль', execute: 'Исполнение', services: 'Услуги', office: 'Канцелярия' },
  titles: {
    sign: 'На подпись',
    vote: 'На визу',
    consider: 'На рассмотрение',
    control: 'Контроль',
    execute: 'На исполнение',
    services: 'Заявления на услуги',
    office: 'Канцелярия',
  },
  waiting: (count: number) => plural(count, 'задание', 'задания', 'заданий'),
  back: 'К списку',
  previous: 'Предыдущее задание',
  next: 'Следующее задание',
  place: (at: number, of: string) => `${at} из ${of}`,
  more: 'Другие действия',
  whole: 'Вся карточка',
  files: 'Файлы',
  open: (name: string) => `Открыть: ${name}`,
  download: (name: string) => `Скачать: ${name}`,
  pages: (count: number) => plural(count, 'страница', 'страницы', 'страниц'),
  short: (count: number) => `${count} стр.`,
  approval: 'Согласование',
  draft: 'Проект резолюции',
  assignment: 'Поручение',
  toCard: 'К карточке',
  number: (number: string) => `№ ${number}`,
  brings: (from: string) => `Вносит ${from}`,
  due: {
    today: (verb: string) => `${verb} сегодня`,
    tomorrow: (verb: string) => `${verb} завтра`,
    until: (verb: string, day: string) => `${verb} до ${day}`,
    late: (day: string) => `Просрочено: ${day}`,
  },
  visas,
  visasWithRemarks: (done: number, all: number, remarks: number) => `${visas(done, all)}, ${remarks} с ${form(remarks, 'замечанием', 'замечаниями', 'замечаниями')}`,
  loadMore: 'Показать ещё',
  gone: 'Задание уже выполнено',
  goneHint: 'Его выполнили вы, ваш заместитель или оно больше не нужно.',
} as const;

const day = (value: unknown) => (typeof value === 'string' ? value.split('-').toReversed().join('.') : '');
const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

export const noticeWords = {
  title: 'Уведомления',
  bell: 'Уведомления',
  unseen: (count: number) => (count === 0 ? 'Уведомления, новых нет' : `Уведомления, новых: ${count > 99 ? '99+' : count}`),
  empty: 'Уведомлений нет',
  allSeen: 'Отметить прочитанными',
  more: 'Показать раньше',
  other: 'В системе есть новое для вас.',
} as const;

/** Sentences of notices by the code of the server; a letter says the same. */
export const noticeSentences: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>> = {
  'assignment.reminder': ({ number, due_on }) => `По документу № ${text(number)} подходит срок исполнения: ${day(due_on)}.`,
  'assignment.reminder_restricted': ({ due_on }) => `Подходит срок исполнения поручения: ${day(due_on)}.`,
  'assignment.overdue_summary': ({ day: on, count }) => `В вашем подразделении на ${day(on)} просрочено поручений: ${text(count)}.`,
  'assignment.inherited': () => 'Вам перешло поручение уволенного автора: исполнитель отчитался, отчёт ждёт вас.',
  'resolution.issued_by_order': () => 'По вашему постоянному поручению дана резолюция по обращению.',
  'resolution.entered': () => 'От вашего имени внесена резолюция с бумаги.',
  'resolution.disowned': () => 'Руководитель не подтвердил резолюцию, которую вы внесли с бумаги: поручения отменены.',
  'pos.low_rating': ({ number }) => `Автор обращения ${text(number)} низко оценил ответ. Проверьте рассмотрение.`,
  'pos.withdrawn': ({ number }) => `Автор отозвал обращение ${text(number)} на ПОС.`,
  'interagency.answered': () => 'Пришёл ответ на межведомственный запрос.',
  'interagency.rejected': () => 'На межведомственный запрос пришёл отказ.',
  'interagency.refused': () => 'Межведомственный запрос не отправлен: проверьте его и повторите.',
  'interagency.overdue': () => 'На межведомственный запрос не ответили в срок. Срок услуги от этого не меняется.',
  'interagency.inquired': () => 'Другой орган прислал запрос. Ответьте на него в срок.',
  'interagency.inquiry_overdue': () => 'Прошёл срок ответа на запрос другого органа.',
  'interagency.reply_refused': () => 'Ответ на запрос другого органа не принят СМЭВ. Отправьте его снова.',
  'application.replied': ({ number }) => `Заявитель ответил по заявлению № ${text(number)}.`,
  'application.no_journal': ({ paper }) => `Подписанной бумаге негде присвоить номер: в органе нет журнала исходящих документов. Заведите его: бумага «${text(paper)}» зарегистрируется сама.`,
  'application.correction_asked': ({ number }) => `Заявитель просит исправить ошибку в результате по заявлению № ${text(number)}.`,
  'approval.visa_overdue': () => 'Прошёл срок визы: документ ещё не согласован.',
  'approval.visa_cancelled': () => 'Ваша виза больше не нужна: согласование остановлено.',
};
