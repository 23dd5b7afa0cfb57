/** Names of the sections: the menu knows them before the words of their pages come. */
export const sections = {
  applications: { title: 'Заявления на услуги', short: 'Услуги' },
  catalogue: { title: 'Каталог услуг', short: 'Услуги' },
  enrolment: { title: 'Приём в школы' },
  oversight: { title: 'Контроль обращений', short: 'Контроль' },
  interagency: { title: 'Межведомственные запросы' },
  portals: { title: 'Обмен с порталами' },
  exchange: { title: 'Обмен с ПОС' },
  visits: { title: 'Личный приём' },
  kindergartens: { title: 'Детские сады' },
} as const;
