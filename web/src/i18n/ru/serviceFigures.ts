import { form, number, plural } from '@/lib/plural';

const months = ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'];

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** «40 мин», «5,5 ч», «2,3 дня». */
function lasting(seconds: number): string {
  if (seconds < hour) return `${Math.max(1, Math.round(seconds / minute))}\u00A0мин`;
  if (seconds < 1.5 * day) return `${number(Math.round((seconds / hour) * 10) / 10)}\u00A0ч`;
  const days = Math.round((seconds / day) * 10) / 10;
  return `${number(days)}\u00A0${Number.isInteger(days) ? form(days, 'день', 'дня', 'дней') : 'дня'}`;
}

/** Words of the figures of services. */
export const serviceFigures = {
  title: 'Показатели',
  lead: 'Заявления считаются по дню подачи и по органу, у которого они сейчас. Рядом – те же дни год назад. Каждое число открывает свой список.',
  service: 'Услуга',
  allServices: 'Все услуги',
  body: 'Орган',
  allBodies: 'Все органы',
  xlsx: 'Скачать XLSX',
  wrongPeriod: 'Выберите обе даты: вторая не раньше первой.',
  period: (from: string, to: string) => `${from} – ${to}`,
  empty: 'За эти дни заявлений нет',
  emptyHint: 'Выберите другой период или другую услугу.',
  waiting: (count: number) => `Ещё не посчитано: ${plural(count, 'изменение', 'изменения', 'изменений')}. Числа догонят через несколько секунд.`,
  now: 'За период',
  before: 'Год назад',
  change: 'Изменение',
  ago: (count: number) => `год назад ${number(count)}`,
  agoShare: (share: string) => `год назад ${share}`,
  none: '–',
  percent: (share: number) => `${number(Math.round(share * 1000) / 10)}\u00A0%`,
  points: (count: number) => `${count > 0 ? '+' : ''}${number(count)}\u00A0%`,
  all: (count: number) => `Показать все ${number(count)}`,
  fewer: 'Свернуть',
  stats: { total: 'Подано заявлений', electronic: 'В электронном виде', kept: 'Решено в срок', overdue: 'Просрочено сейчас' },
  groups: {
    way: 'Как подано', channel: 'Каналы', outcome: 'Чем закончилось', term: 'Соблюдение срока', step: 'На какой процедуре сейчас', month: 'По месяцам', quarter: 'По кварталам',
    weekday: 'По дням недели', hour: 'По часам подачи', service: 'По услугам', body: 'По органам', territory: 'По муниципалитетам',
  },
  words: {
    way: { electronic: 'В электронном виде', personal: 'При личном приёме', post: 'По почте' },
    channel: { portal: 'Портал', epgu: 'ЕПГУ и другие порталы', visit: 'Личный приём', mfc: 'МФЦ', post: 'Почта' },
    outcome: { issued: 'Услуга предоставлена', granted: 'Решено, результат не выдан', refused: 'Отказ в услуге', intake_refused: 'Отказ в приёме', cancelled: 'Отозвано заявителем', open: 'Рассматривается' },
    term: { kept: 'Срок соблюдён', missed: 'Срок нарушен', overdue: 'В работе, просрочено', running: 'В работе, срок не истёк', none: 'Отозвано, срока нет' },
    step: {
      intake_check: 'Приём и проверка', interagency: 'Межведомственные запросы', decision: 'Рассмотрение и решение', extra_information: 'Дополнительные сведения',
      suspension: 'Приостановление', result: 'Оформление результата', issue: 'Выдача результата',
    },
    weekday: { '1': 'Понедельник', '2': 'Вторник', '3': 'Среда', '4': 'Четверг', '5': 'Пятница', '6': 'Суббота', '7': 'Воскресенье' },
    territory: { '-': 'Не указан' },
  } as Readonly<Record<string, Readonly<Record<string, string>>>>,
  weekdaysShort: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],
  month: (key: string) => `${months[Number(key.slice(5)) - 1] ?? ''} ${key.slice(0, 4)}`,
  monthShort: (key: string) => (months[Number(key.slice(5)) - 1] ?? '').slice(0, 3),
  quarter: (key: string) => `${key.slice(5)} квартал ${key.slice(0, 4)}`,
  hour: (key: string) => `${key.padStart(2, '0')}:00`,
  steps: 'Сколько длится каждая процедура',
  stepsNote: (error: string) => `Медиана: половина процедур короче. «9 из 10»: столько хватает девяти из десяти. Погрешность не более ${error}. Время идёт по часам, с выходными.`,
  stepColumns: { step: 'Процедура', count: 'Завершено', median: 'Медиана', p90: '9 из 10', medianAgo: 'Медиана год назад', p90Ago: '9 из 10 год назад', picture: 'Длительность' },
  lasting,
  lasts: (median: string, p90: string) => `половина за ${median}, девять из десяти за ${p90}`,
  // The list behind a figure.
  list: 'Заявления за показателем',
  back: 'К показателям',
  found: (count: number) => (count >= 10_000 ? 'Больше 10\u00A0000 заявлений' : plural(count, 'заявление', 'заявления', 'заявлений')),
  foundSteps: (count: number) => `${count >= 10_000 ? 'Больше 10\u00A0000 процедур' : plural(count, 'процедура', 'процедуры', 'процедур')}, сначала долгие`,
  nothing: 'Заявлений нет',
  nothingHint: 'Снимите часть отбора.',
  hidden: 'Фамилии видит орган, который рассматривает заявление.',
  columns: { number: 'Номер', service: 'Услуга', body: 'Орган', state: 'Состояние', term: 'Срок', territory: 'Муниципалитет', accepted: 'Подано', applicant: 'Заявитель', lasted: 'Длилась' },
  terms: { kept: 'В срок', missed: 'Нарушен', overdue: 'Просрочено', running: 'Идёт', none: 'Без срока' },
  passed: (step: string) => `процедура: ${step.toLowerCase()}`,
  least: (length: string) => `не короче ${length}`,
  atHour: (key: string) => `подано в ${key}`,
  // Visits of the page of a service.
  visits: 'Посещения услуг',
  visitsLead: 'Путь от страницы услуги до результата. Считаются только числа, без внешних счётчиков и без данных о людях.',
  chooseService: 'Выберите услугу',
  chooseServiceHint: 'Покажем, сколько человек открыли её страницу и сколько дошли до конца.',
  funnel: 'Путь к услуге',
  milestones: { visited: 'Открыли страницу', started: 'Открыли форму', saved: 'Сохранили черновик', sent: 'Отправили заявление', finished: 'Получили решение' },
  milestone: 'Шаг',
  ofVisits: (share: string) => `${share} посещений`,
  allChannels: 'Отправленные и завершённые считаются по всем каналам, в том числе поданные лично и по почте.',
  byHour: 'По часам суток',
  byDay: 'По дням',
  byMonth: 'По месяцам',
} as const;
