import { dateWords } from '@/i18n/ru/dates';

const rules = new Intl.PluralRules('ru-RU');
const numbers = new Intl.NumberFormat('ru-RU');

/** The word form for a number: form(5, 'документ', 'документа', 'документов') → «документов». */
export function form(count: number, one: string, few: string, many: string): string {
  switch (rules.select(count)) {
    case 'one':
      return one;
    case 'few':
      return few;
    case 'many':
      return many;
    default:
      return few; // 1,5 документа
  }
}

/** «5 документов», «1 234 документа». */
export const plural = (count: number, one: string, few: string, many: string) =>
  `${number(count)}\u00A0${form(count, one, few, many)}`;

/** Thousands apart by a narrow space, comma before the fraction. */
export const number = (value: number) => numbers.format(value);

/** «99+» for a bounded counter. */
export const counter = (value: number, most = 99) => (value > most ? `${most}+` : String(value));

/** «340 КБ», «2,1 МБ». */
export function bytes(size: number): string {
  const units = dateWords.bytes;
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 1 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits).replace('.', ',')}\u00A0${units[unit]}`;
}
