// Acts of the personal reception of citizens, as the log of acts names them.

export const visitActs: Readonly<Record<string, string>> = {
  'visit_day.planned': 'Назначен день личного приёма',
  'visit_day.cancelled': 'Отменён день личного приёма',
  'visit.booked': 'Гражданин записан на личный приём',
  'visit.cancelled': 'Отменена запись на личный приём',
  'visit.absent': 'Гражданин не пришёл на личный приём',
  'visit.received': 'Заполнена карточка личного приёма',
};

export const visitOperations: Readonly<Record<string, string>> = {
  'visit-days-list': 'Посмотреть дни личного приёма',
  'visit-days-plan': 'Назначить личный приём',
  'visit-days-get': 'Открыть список личного приёма',
  'appeals-visits': 'Посмотреть личные приёмы по обращению',
  'visit-days-cancel': 'Отменить день личного приёма',
  'visits-book': 'Записать на личный приём',
  'visits-get': 'Открыть карточку личного приёма',
  'visits-receive': 'Заполнить карточку личного приёма',
  'visits-absent': 'Отметить неявку на личный приём',
  'visits-cancel': 'Отменить запись на личный приём',
  'reports-visits': 'Посмотреть отчёт по личному приёму',
  'GET /api/visits/{id}/card.pdf': 'Распечатать карточку личного приёма',
  'GET /api/reports/visits.xlsx': 'Скачать отчёт по личному приёму',
};

/** What such an act is about. */
export const visitObjects: Readonly<Record<string, string>> = {
  visit_day: 'День личного приёма',
  visit: 'Личный приём',
};
