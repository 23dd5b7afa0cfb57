import { plural } from '@/lib/plural';

/** Words of the helpers on the public pages; the pages themselves are made by Go. */
export const words = {
  loading: 'Файлы загружаются',
  failed: 'Файлы не дошли. Проверьте связь и попробуйте ещё раз.',
  tooLarge: (name: string) => `Файл «${name}» больше 20 МБ. Уменьшите снимок или разделите файл.`,
  saved: 'Черновик сохранён',
  unsaved: 'Черновик не сохранён: нет связи',
  left: (n: number) => (n >= 0 ? `Осталось ${plural(n, 'знак', 'знака', 'знаков')}` : `Лишних ${plural(-n, 'знак', 'знака', 'знаков')}`),
};
