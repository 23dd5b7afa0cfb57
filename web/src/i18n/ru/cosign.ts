/** Words of signing one after another. */

export const cosignWords = {
  title: 'Кто ещё подписывает',
  action: 'Соподписанты',
  text: (signatory: string) => `Первым подписывает ${signatory || 'подписывающий по карточке'}. За ним по очереди – те, кого вы укажете. Документ подписан, когда подписали все.`,
  people: 'Соподписанты',
  hint: 'В том порядке, в котором они подписывают',
  save: 'Сохранить порядок',
  done: 'Порядок подписания сохранён',
  signed: (name: string) => `${name} – подписано`,
} as const;
