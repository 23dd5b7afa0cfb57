/** What was done with the registers of schools. */
export const enrolmentActs: Readonly<Record<string, string>> = {
  'school.places': 'Указано число мест в школе',
  'enrolment.receive': 'Принято заявление в школу',
  'enrolment.confirm': 'Подтверждены сведения о ребёнке',
  'enrolment.demand': 'Родитель приглашён с подлинниками',
  'enrolment.refuse': 'Отказано в приёме в школу',
  'enrolment.withdraw': 'Отозвано заявление в школу',
  'enrolment.order': 'Ребёнок включён в приказ о зачислении',
  'enrolment_order.made': 'Подготовлен приказ о зачислении',
};

export const enrolmentOperations: Readonly<Record<string, string>> = {
  'enrolment-schools-list': 'Посмотреть школы',
  'enrolment-schools-register': 'Посмотреть реестр заявлений в школу',
  'enrolment-schools-places': 'Указать число мест в школе',
  'enrolment-schools-enrol': 'Подготовить приказ о зачислении',
  'enrolments-confirm': 'Подтвердить сведения о ребёнке',
  'enrolments-demand': 'Запросить подтверждение',
  'enrolments-refuse': 'Отказать в приёме',
  'enrolments-withdraw': 'Отозвать заявление в школу',
};
