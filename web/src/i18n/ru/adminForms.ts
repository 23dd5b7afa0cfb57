import { dayNumbers } from '@/lib/dates';

/** Forms of letters about appeals. */
export const forms = {
  title: 'Бланки писем',
  lead: 'Тексты писем по обращениям граждан. Скачайте бланк, измените его в Word и загрузите: поля в двойных фигурных скобках программа заполнит сама.',
  list: 'Бланки писем по обращениям',
  builtIn: 'Встроенный бланк',
  own: (name: string, by: string, at: string) => `Свой: ${name} · ${by}, ${dayNumbers(at)}`,
  fields: 'Поля',
  download: 'Скачать',
  put: 'Заменить',
  reset: 'Вернуть встроенный',
  of: (action: string, title: string) => `${action}: ${title}`,
} as const;
