import { dayNumbers } from '@/lib/dates';

/** Words of the built-in forms of papers and the body's own DOCX in their place. */
export const ownFormWords = {
  builtIn: 'Встроенный бланк',
  own: (name: string, who: string, when: string) => `Свой: ${name} · ${who}, ${dayNumbers(when)}`,
  fields: 'Поля',
  download: 'Скачать',
  put: 'Загрузить свой',
  reset: 'Вернуть встроенный',
  of: (verb: string, title: string) => `${verb}: ${title}`,
} as const;
