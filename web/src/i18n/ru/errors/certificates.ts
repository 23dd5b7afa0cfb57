import type { Sentences } from './index';

/** Whose certificate is whose. */
export const certificates: Sentences = {
  'certificate.denied': 'Сертификаты сотрудников ведёт администратор органа.',
  'certificate.absent': 'Такого сертификата нет. Обновите список.',
  'certificate.own': 'Свой сертификат привязать нельзя: попросите другого администратора.',
  'certificate.stale': 'Сертификат только что изменил кто-то другой. Обновите список и повторите.',
  'certificate.of_another': 'Этот сертификат уже привязан к другому сотруднику.',
  'certificate.of_other_name': 'В сертификате другие фамилия и имя. Выберите сертификат этого сотрудника.',
  'certificate.of_namesake': 'Имя то же, но СНИЛС или ИНН в сертификате другой. Если сертификат его, исправьте номера в карточке сотрудника.',
  'certificate.unreadable': 'В файле нет одного сертификата человека. Нужен файл .cer, .crt или .p7b.',
  'certificate.expired': 'Срок сертификата закончился. Нужен новый.',
  'certificate.bound_already': 'Этот сертификат уже привязан.',
  'certificate.unbound_already': 'Этот сертификат уже отвязан.',
  'certificate.no_file': 'Приложите файл доверенности и файл подписи доверителя под ней.',
  'certificate.power_unfit': ({ reason }) => `Доверенность не принята. ${typeof reason === 'string' && reason !== '' ? reason : 'Проверьте её на сайте ФНС по номеру.'}`,
  'certificate.power_known': 'Эта доверенность уже есть у сотрудника.',
  'certificate.power_absent': 'Такой доверенности нет. Обновите список.',
  'org.identity_wrong': 'Проверьте номера: контрольные цифры не сходятся.',
  'org.own_identity': 'Свои номера изменить нельзя: попросите другого администратора.',
};
