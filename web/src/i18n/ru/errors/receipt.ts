import type { Sentences } from './index';

/** The log of the order of applications. */
export const receipt: Sentences = {
  'receipt.unknown': 'На этом месте журнала такого заявления нет. Проверьте, что расписка скопирована целиком.',
  'receipt.not_sealed': 'Заявление принято, но отметка журнала ещё не поставлена. Запросите доказательство через несколько секунд.',
};
