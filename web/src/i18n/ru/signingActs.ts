/** Signing as the course of a card and the log of acts name it. */
export const signingActs: Readonly<Record<string, string>> = {
  'signing.cosigners_set': 'Изменён состав подписывающих',
  'remote_signing.begun': 'Послан на подпись в телефон',
  'remote_signing.signed': 'Подписание подтверждено на телефоне',
  'remote_signing.refused': 'От подписания отказались на телефоне',
  'remote_signing.timed_out': 'На телефоне не ответили вовремя',
  'remote_signing.failed': 'Подписать с телефона не удалось',
  'remote_signing.cancelled': 'Подписание с телефона отменено',
};

export const signingOperations: Readonly<Record<string, string>> = {
  'signing-cosigners': 'Изменить состав подписывающих',
  'signing-prepare': 'Подготовить подписание',
  'signing-stand-sign': 'Подписать ключом стенда',
  'signatures-report': 'Посмотреть проверку подписи',
  'remote-signing-begin': 'Подписать с телефона',
  'remote-signing-get': 'Посмотреть подписание с телефона',
  'remote-signing-cancel': 'Отменить подписание с телефона',
};
