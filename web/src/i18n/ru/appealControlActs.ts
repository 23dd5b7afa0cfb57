/** Acts of the control of appeals, as the log of acts names them. */
export const appealControlActs: Readonly<Record<string, string>> = {
  'appeal.register_read': 'Открыт реестр обращений',
  'sstu.department_set': 'Записан код ведомства для ССТУ',
  'appeal.route_saved': 'Изменён маршрут рассмотрения',
  'appeal.order_given': 'Дано постоянное поручение по маршруту',
  'appeal.order_revoked': 'Отозвано постоянное поручение по маршруту',
};

export const appealControlOperations: Readonly<Record<string, string>> = {
  'themes-versions': 'Посмотреть редакции классификатора',
  'themes-tree': 'Посмотреть дерево классификатора',
  'themes-starter': 'Загрузить начальный набор тематик',
  'appeal-register-list': 'Посмотреть реестр обращений',
  'appeal-register-card': 'Открыть обращение из реестра',
  'appeal-register-places': 'Посмотреть территории',
  'reports-appeals': 'Посмотреть отчёт по обращениям',
  'reports-sstu': 'Посмотреть отчёт для ССТУ',
  'reports-sstu-department': 'Записать код ведомства для ССТУ',
  'GET /api/reports/appeals.xlsx': 'Скачать отчёт по обращениям',
  'GET /api/reports/sstu.xml': 'Скачать отчёт для ССТУ',
  'GET /api/reports/sstu.xlsx': 'Скачать отчёт для ССТУ',
  'appeals-start-route': 'Запустить маршрут рассмотрения',
  'consideration-routes-list': 'Посмотреть маршруты рассмотрения',
  'consideration-routes-create': 'Создать маршрут рассмотрения',
  'consideration-routes-change': 'Изменить маршрут рассмотрения',
  'consideration-routes-order': 'Дать постоянное поручение',
  'consideration-routes-revoke': 'Отозвать постоянное поручение',
};
