/** Acts of the control of appeals, as the log of acts names them. */
export const appealControlActs: Readonly<Record<string, string>> = {
  'appeal.route_saved': 'Изменён маршрут рассмотрения',
  'appeal.order_given': 'Дано постоянное поручение по маршруту',
  'appeal.order_revoked': 'Отозвано постоянное поручение по маршруту',
};

export const appealControlOperations: Readonly<Record<string, string>> = {
  'themes-versions': 'Посмотреть редакции классификатора',
  'themes-tree': 'Посмотреть дерево классификатора',
  'themes-starter': 'Загрузить начальный набор тематик',
  'appeals-start-route': 'Запустить маршрут рассмотрения',
  'consideration-routes-list': 'Посмотреть маршруты рассмотрения',
  'consideration-routes-create': 'Создать маршрут рассмотрения',
  'consideration-routes-change': 'Изменить маршрут рассмотрения',
  'consideration-routes-order': 'Дать постоянное поручение',
  'consideration-routes-revoke': 'Отозвать постоянное поручение',
};
