/** Words of the audit for trusted certificates, hosts, lists of revoked certificates and powers of attorney. */
export const trustObjects: Readonly<Record<string, string>> = {
  trusted_certificate: 'Доверенный сертификат',
  fetch_host: 'Разрешённый узел',
  revocation_list: 'Список отзыва',
  tsl: 'Перечень аккредитованных УЦ',
  power_of_attorney: 'Доверенность',
};

export const trustActs: Readonly<Record<string, string>> = {
  'trust.certificate_added': 'Добавлен доверенный сертификат',
  'trust.certificate_removed': 'Исключён доверенный сертификат',
  'trust.host_added': 'Разрешён узел',
  'trust.host_removed': 'Запрещён узел',
  'trust.list_kept': 'Получен список отзыва',
  'poa.attached': 'Приложена машиночитаемая доверенность',
  'poa.checked': 'Проверена машиночитаемая доверенность',
  'trust.tsl_read': 'Прочитан перечень аккредитованных УЦ',
  'trust.tsl_applied': 'Применён перечень аккредитованных УЦ',
  'trust.tsl_discarded': 'Отклонён перечень аккредитованных УЦ',
};

export const trustOperations: Readonly<Record<string, string>> = {
  'poa-check': 'Проверить доверенность',
  'poa-list': 'Посмотреть доверенности',
  'trust-authorities': 'Посмотреть аккредитованные центры',
  'trust-tsl': 'Посмотреть перечни аккредитованных УЦ',
  'trust-tsl-apply': 'Применить перечень аккредитованных УЦ',
  'trust-tsl-discard': 'Отклонить перечень аккредитованных УЦ',
  'trust-add': 'Добавить доверенный сертификат',
  'trust-certificates': 'Посмотреть доверенные сертификаты',
  'trust-host-add': 'Разрешить узел',
  'trust-host-remove': 'Запретить узел',
  'trust-hosts': 'Посмотреть разрешённые узлы',
  'trust-lists': 'Посмотреть списки отзыва',
  'trust-points': 'Посмотреть адреса списков отзыва',
  'trust-read': 'Прочитать файл сертификатов',
  'trust-refresh': 'Обновить списки отзыва',
  'trust-remove': 'Исключить доверенный сертификат',
};

export const trustFields: Readonly<Record<string, string>> = {
  role: 'Назначение',
  source: 'Источник',
  sha256: 'Отпечаток SHA-256',
  this_update: 'Выпущен',
};
