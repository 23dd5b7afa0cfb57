import { plural } from '@/lib/plural';

/** Words of the helpers on the public pages; the pages themselves are made by Go. */
export const words = {
  loading: 'Файлы загружаются',
  failed: 'Файлы не дошли. Проверьте связь и попробуйте ещё раз.',
  tooLarge: (name: string) => `Файл «${name}» больше 20 МБ. Уменьшите снимок или разделите файл.`,
  saved: 'Черновик сохранён',
  unsaved: 'Черновик не сохранён: нет связи',
  opened: 'Приём открыт. Обновите страницу и отправьте заявление.',
  until: (days: number, hours: number, minutes: number, seconds: number) => {
    const parts = [
      days > 0 && plural(days, 'день', 'дня', 'дней'),
      (days > 0 || hours > 0) && plural(hours, 'час', 'часа', 'часов'),
      days === 0 && plural(minutes, 'минута', 'минуты', 'минут'),
      days === 0 && hours === 0 && plural(seconds, 'секунда', 'секунды', 'секунд'),
    ];
    return `До открытия: ${parts.filter(Boolean).join(' ')}`;
  },
  left: (n: number) => (n >= 0 ? `Осталось ${plural(n, 'знак', 'знака', 'знаков')}` : `Лишних ${plural(-n, 'знак', 'знака', 'знаков')}`),
};
