import type { Sentences } from './index';

/** Routes, visas, cycles of approval; signatures. */
export const approval: Sentences = {
  'approval.denied': 'У вас нет прав на это действие с согласованием.',
  'approval.assistant': 'Помощник не визирует: визу ставит сам руководитель.',
  'approval.not_found': 'Документ не был на согласовании или у вас нет к нему доступа.',
  'approval.stale': 'Согласование уже изменилось. Обновите карточку и повторите.',
  'approval.stale_version': 'Пока вы читали, появилась новая версия текста. Откройте её и решите снова.',
  'approval.wrong_state': 'Документ уже в другом состоянии, начать согласование сейчас нельзя.',
  'approval.not_running': 'Согласование уже закончено или отозвано.',
  'approval.not_your_turn': 'Ваша очередь ещё не наступила.',
  'approval.already_voted': 'Вы уже поставили визу.',
  'approval.cancelled': 'Ваша виза больше не нужна: согласование остановлено.',
  'approval.delegated': 'Документ у вашего подчинённого. Дождитесь его или верните себе.',
  'approval.asked_already': 'Этого человека уже попросили посмотреть документ.',
  'approval.no_subordinates': 'У вас нет подчинённых, которым можно передать документ.',
  'approval.not_subordinate': 'Передать документ можно только своему подчинённому.',
  'approval.no_version': 'Сначала приложите текст документа.',
  'approval.nobody': 'На этом этапе никого нет. Добавьте согласующих.',
  'approval.remarks_required': 'Напишите замечания.',
  'approval.remarks_need_their_vote': 'С замечаниями выберите «Согласен с замечаниями» или «Не согласен».',
  'approval.unknown_vote': 'Выберите решение из списка.',
  'approval.unknown_set': 'Такой группы согласующих больше нет.',
  'approval.route_not_found': 'Такого маршрута нет в вашем органе.',
  'approval.route_stale': 'Маршрут уже изменил другой человек. Обновите его и повторите.',
  'approval.route_wrong': 'Проверьте маршрут: отмеченные поля заполнены неверно.',
};
