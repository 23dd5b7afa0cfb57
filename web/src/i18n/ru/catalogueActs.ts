/** What was done with the catalogue of services. */
export const catalogueActs: Readonly<Record<string, string>> = {
  'service.created': 'Услуга внесена в каталог',
  'service.draft_begun': 'Начат черновик паспорта услуги',
  'service.draft_saved': 'Изменён черновик паспорта услуги',
  'service.form_saved': 'Изменена форма услуги',
  'service.draft_discarded': 'Черновик паспорта услуги отменён',
  'service.published': 'Опубликована версия паспорта услуги',
  'service.opened': 'Услуга снова принимает заявления',
  'service.closed': 'Услуга закрыта для новых заявлений',
  'service.renamed': 'Услуга названа по новой версии паспорта',
};

export const catalogueOperations: Readonly<Record<string, string>> = {
  'catalogue-list': 'Посмотреть каталог услуг',
  'catalogue-create': 'Внести услугу в каталог',
  'catalogue-get': 'Посмотреть паспорт услуги',
  'catalogue-save': 'Изменить черновик паспорта услуги',
  'catalogue-begin': 'Начать черновик паспорта услуги',
  'catalogue-discard': 'Отменить черновик паспорта услуги',
  'catalogue-publish': 'Опубликовать паспорт услуги',
  'catalogue-standing': 'Закрыть или открыть услугу',
  'catalogue-preview': 'Посмотреть будущую страницу услуги',
  'catalogue-version': 'Посмотреть версию паспорта услуги',
  'catalogue-words': 'Посмотреть слова паспортов услуг',
  'catalogue-visits': 'Посмотреть посещения услуги',
  'service-figures': 'Посмотреть показатели услуг',
  'service-figures-services': 'Выбрать услугу для показателей',
  'service-figures-register': 'Посмотреть список заявлений за показателем',
  'service-figures-visits': 'Посмотреть путь от посещения до результата',
  'GET /api/service-figures.xlsx': 'Скачать показатели услуг',
  'GET /api/service-figures/applications.xlsx': 'Скачать список заявлений за показателем',
};
