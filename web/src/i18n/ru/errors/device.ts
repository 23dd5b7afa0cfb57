import type { Sentences } from './index';

const names: Readonly<Record<string, string>> = { cryptopro: 'КриптоПро ЭЦП Browser plug-in', rutoken: 'Рутокен Плагин' };
const extensions: Readonly<Record<string, string>> = { cryptopro: 'CryptoPro Extension for CAdES Browser Plug-in', rutoken: 'Адаптер Рутокен Плагин' };

const name = (list: Readonly<Record<string, string>>, device: unknown) => list[String(device)] ?? 'средства подписи';

const because = (reason: unknown) => (typeof reason === 'string' && reason !== '' ? ` Причина: ${reason.replace(/\.$/, '')}.` : '');

/** What goes wrong before the screen: each tells what to do. */
export const device: Sentences = {
  'device.no_extension': ({ device: key }) =>
    `В браузере не отвечает расширение «${name(extensions, key)}». Установите или включите его и откройте документ снова. Без него можно подписать другим способом.`,
  'device.no_program': ({ device: key }) => `Расширение браузера есть, а программы «${name(names, key)}» на компьютере нет. Установите её и перезапустите браузер.`,
  'device.no_certificate': 'Сертификатов с закрытым ключом не найдено. Вставьте токен или установите личный сертификат и обновите список.',
  'device.no_token': 'Токен не подключён. Вставьте его в разъём, дождитесь сигнала и повторите.',
  'device.no_key': 'Закрытого ключа этого сертификата здесь нет. Вставьте токен, на котором он лежит, и повторите.',
  'device.wrong_pin': 'PIN-код не подошёл. Проверьте раскладку клавиатуры и повторите.',
  'device.pin_locked': 'PIN-код токена заблокирован после неверных попыток. Разблокировать его может администратор токена.',
  'device.cancelled': 'Вы отменили подписание. Документ не подписан.',
  'device.denied': 'Доступ к ключам запрещён. Разрешите этому сайту работу с ключами в окне средства подписи и повторите.',
  'device.expired': 'Срок сертификата истёк. Выберите другой или получите новый в удостоверяющем центре.',
  'device.revoked': 'Сертификат отозван, подписать им нельзя. Получите новый в удостоверяющем центре.',
  'device.untrusted': 'На этом компьютере не установлены сертификаты удостоверяющего центра. Установите корневой и промежуточный сертификаты и повторите.',
  'device.no_licence': 'Истекла лицензия КриптоПро CSP. Введите новую и повторите.',
  'device.failed': ({ words }) => `Средство подписи ответило ошибкой, документ не подписан.${because(words)} Повторите или выберите другой способ.`,
};
