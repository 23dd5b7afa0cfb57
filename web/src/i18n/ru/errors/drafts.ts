import type { Sentences } from './index';

/** Applications that citizens have begun; the pages of the portal say the same by internal/portal/words.go. */
export const drafts: Sentences = {
  'draft.absent': 'Такого черновика нет. Возможно, он удалён или начат от имени другого заявителя.',
  'draft.many': 'Начатых заявлений слишком много. Отправьте или удалите одно из них.',
  'draft.sent': 'Это заявление уже отправлено. Оно – в личном кабинете.',
  'draft.stale': 'Черновик изменён на другом устройстве.',
  'draft.unreadable': 'Ответы не удалось сохранить: их слишком много. Сократите длинные тексты.',
  'draft.unchecked': 'Проверьте ответы ещё раз и отправьте заявление.',
  'draft.form_changed': 'Форма заявления изменилась. Обновите страницу: ответы сохранены.',
  'draft.files_many': 'Файлов слишком много: можно до 40 файлов и 100 МБ всего.',
  'draft.service_closed': 'Заявления на эту услугу сейчас не принимают.',
};
