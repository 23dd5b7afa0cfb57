/** Texts and invented people of the gallery. */
export const words = {
  title: 'Детали интерфейса',
  theme: 'Цвета',
  size: 'Размер',
  actions: 'Действия',
  forms: 'Поля',
  notices: 'Сообщения и состояния',
  lists: 'Списки',
  charts: 'Показатели',
  register: 'Зарегистрировать',
  review: 'На рассмотрение',
  refuse: 'Отказать',
  more: 'Ещё действия',
  print: 'Печать',
  history: 'История',
  dialog: 'Открыть окно',
  drawer: 'Открыть панель',
  why: 'Почему эта дата',
  whyText: '30 дней со дня регистрации (59-ФЗ, ст. 12 ч. 1). День пришёлся на воскресенье, срок – в понедельник 23.11.2026.',
  toast: 'Показать сообщение',
  toastText: 'Письмо направлено на рассмотрение',
  commands: 'Поиск и команды',
  keys: 'Клавиши',
  refuseTitle: 'Отказать в регистрации письма № 07-15/4821?',
  refuseText: 'Отправитель получит отказ с указанной причиной. Вернуть письмо на регистрацию будет нельзя.',
  reason: 'Причина',
} as const;

export const people = [
  { id: 1, title: 'Васильева О. Н.', hint: 'Отдел делопроизводства, главный специалист' },
  { id: 2, title: 'Сидорова Е. К.', hint: 'Министерство строительства, заместитель министра' },
  { id: 3, title: 'Орлов С. В.', hint: 'Заместитель Председателя Правительства' },
  { id: 4, title: 'Константинопольский-Преображенский А. А.', hint: 'Управление по вопросам противодействия коррупции' },
] as const;

export const bodies = [
  { id: 'stroy', title: 'Министерство строительства, ЖКХ и энергетики' },
  { id: 'fin', title: 'Министерство финансов' },
  { id: 'prok', title: 'Прокуратура Республики' },
  { id: 'long', title: 'Управление государственной охраны объектов культурного наследия и развития туризма Республики' },
] as const;

interface Letter {
  id: number;
  from: string;
  about: string;
  number: string;
  due: number;
  state: string;
  tone: 'accent' | 'warn' | 'done';
  files: number;
  person: string;
}

const subjects = [
  'О предоставлении информации о соблюдении жилищного законодательства в Завьяловском районе',
  'О согласовании схемы размещения остановочных пунктов',
  'О ходе реализации программы капитального ремонта общего имущества в многоквартирных домах',
  'Обращение: отсутствует отопление в подъезде № 3',
  'Межведомственный запрос: сведения о праве собственности',
];

/** Letters with terms around a day, as many as asked. */
export const letters = (count: number): Letter[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    from: bodies[index % bodies.length]?.title ?? '',
    about: subjects[index % subjects.length] ?? '',
    number: index % 4 === 2 ? 'без номера' : `Вх-${12_847 + index}`,
    due: Math.floor(index / 3) - 1,
    state: ['На исполнении', 'Ждёт регистрации', 'Ответ получен'][index % 3] ?? '',
    tone: (['accent', 'warn', 'done'] as const)[index % 3] ?? 'accent',
    files: index % 6,
    person: people[index % people.length]?.title ?? '',
  }));
