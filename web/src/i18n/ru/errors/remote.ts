import type { Sentences } from './index';

/** What the service said, where it said something. */
const said = (reason: unknown) => (typeof reason === 'string' && reason !== '' ? ` Сервис сообщил: «${reason}».` : '');

/** Signing from a phone: the codes stand in the request that ended, and in refusals. */
export const remote: Sentences = {
  'remote.not_found': 'Такого запроса на подпись нет. Отправьте документ на телефон ещё раз.',
  'remote.not_set_up': 'Подпись с телефона здесь не подключена. Выберите другой способ.',
  'remote.too_late': 'На телефоне уже ответили: запрос не отменить. Обновите карточку.',
  'remote.refused': 'На телефоне отказались подписать. Документ не подписан.',
  'remote.timed_out': 'Подтверждения на телефоне не дождались. Документ не подписан, отправьте запрос ещё раз.',
  'remote.unreachable': 'Сервис подписи не отвечает. Документ не подписан. Повторите позже или выберите другой способ.',
  'remote.not_accepted': ({ reason }) => `Сервис подписи не принял запрос. Документ не подписан.${said(reason)} Обратитесь к администратору.`,
  'remote.unknown_signer': 'В сервисе подписи нет вашего ключа. Документ не подписан. Обратитесь к администратору.',
  'remote.service_failed': ({ reason }) => `Сервис не смог подписать. Документ не подписан.${said(reason)} Повторите или выберите другой способ.`,
  'remote.wrong_answer': 'Сервис подписи ответил не на тот запрос. Документ не подписан. Сообщите администратору.',
  'remote.broken_answer': 'Сервис подписи прислал повреждённую подпись. Документ не подписан. Отправьте запрос ещё раз.',
  'remote.signer_left': 'Подписывающий больше не может подписывать. Документ не подписан.',
};
