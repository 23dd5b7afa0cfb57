import type { Sentences } from './index';

/** The catalogue of services. */
export const catalogue: Sentences = {
  'service.absent': 'Такой услуги нет.',
  'service_figures.denied': 'Показатели видят сотрудники, которые рассматривают заявления органа, и орган, который контролирует регион.',
  'service_figures.period_wrong': 'Проверьте период: его конец не может быть раньше начала, а длина – больше года.',
  'service.no_shelf': 'Такого раздела услуг нет.',
  'service.unpublished': 'Услуга ещё не опубликована.',
  'service.no_version': 'Такой версии паспорта нет.',
  'service.denied': 'Каталог ведёт администратор услуг. Обратитесь к нему.',
  'service.fields_wrong': 'Проверьте отмеченные поля.',
  'service.has_draft': 'У услуги уже есть черновик. Опубликуйте его или отмените, потом начните новый.',
  'service.stale': 'Черновик уже изменил другой человек. Ваш текст на экране сохранён: скопируйте нужное и обновите страницу.',
  'service.passport_wrong': ({ first, problems }) =>
    typeof first === 'string' ? `Паспорт пока нельзя опубликовать. ${first}${Number(problems) > 1 ? ` Всего замечаний: ${Number(problems)}.` : ''}` : 'Паспорт пока нельзя опубликовать: исправьте замечания.',
};
