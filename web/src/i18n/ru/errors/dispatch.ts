import type { Sentences } from './index';

const named = (name: unknown) => (typeof name === 'string' && name !== '' ? ` «${name}»` : '');

/** Sending: channels, registers, receipts. */
export const dispatch: Sentences = {
  'dispatch.denied': 'Отправляет документы служба делопроизводства.',
  'dispatch.incoming': 'Адресатам отправляют исходящие документы. Создайте исходящий.',
  'dispatch.no_addressees': 'Укажите хотя бы одного адресата.',
  'dispatch.no_email': ({ name }) => `У адресата${named(name)} нет электронной почты. Добавьте её в адресную книгу или выберите другой способ.`,
  'dispatch.not_on_platform': ({ name }) => `Адресат${named(name)} не подключён к системе. Выберите другой способ отправки.`,
  'dispatch.nobody_admitted': ({ name }) => `У адресата${named(name)} никто не допущен к документам «ДСП». Выберите другой способ отправки.`,
  'dispatch.restricted_email': 'Документ с пометкой «ДСП» по электронной почте не отправляют. Выберите другой способ.',
  'dispatch.no_way_back': 'Этот документ не отвечает на обращение, пришедшее этим путём. Выберите другой способ отправки.',
  'dispatch.tracking_required': 'Укажите почтовый идентификатор отправления.',
  'dispatch.reason_required': 'Напишите, почему письмо не доставлено.',
  'dispatch.wrong_channel': 'Выберите способ отправки из списка.',
  'dispatch.not_sent': 'Это отправление уже в другом состоянии. Обновите список.',
  'dispatch.not_waiting': 'Это отправление уже не ждёт реестра. Обновите список.',
  'dispatch.handed_already': 'Реестр уже передан на почту.',
  'dispatch.register_taken': 'Другой человек только что составил реестр. Обновите список.',
  'delivery.not_found': 'Такого отправления нет.',
  'delivery.stale': 'Отправление уже изменил другой человек. Обновите список и повторите.',
  'delivery_register.not_found': 'Такого реестра отправки нет.',
};
