/** Words of dates. */
export const dateWords = {
  today: 'сегодня',
  tomorrow: 'завтра',
  yesterday: 'вчера',
  at: (day: string, time: string) => `${day} в ${time}`,
  months: ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
  bytes: ['Б', 'КБ', 'МБ', 'ГБ'],
  space: 'Пробел',
  afterwards: ' затем ',
} as const;
