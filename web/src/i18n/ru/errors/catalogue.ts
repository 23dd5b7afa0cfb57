import type { Sentences } from './index';

/** The catalogue of services. */
export const catalogue: Sentences = {
  'service.absent': 'Такой услуги нет.',
  'service.unpublished': 'Услуга ещё не опубликована.',
  'service.no_version': 'Такой версии паспорта нет.',
};
