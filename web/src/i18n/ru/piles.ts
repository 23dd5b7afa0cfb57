import { number, plural } from '@/lib/plural';

/** Words of signing many documents by one confirmation. */

const documents = (count: number) => plural(count, 'документ', 'документа', 'документов');

export const pileWords = {
  signAll: 'Подписать все',
  signAllOf: (count: number) => `Подписать все: ${number(count)}`,
  waiting: (kind: string, count: number) => `${kind}: ${plural(count, 'документ ждёт', 'документа ждут', 'документов ждут')} вашей подписи`,
  title: (kind: string) => `Подписать все: ${kind.charAt(0).toLowerCase()}${kind.slice(1)}`,
  what: (count: number) => `Здесь ${documents(count)}. Каждый получит свою подпись, подтвердить нужно один раз.`,
  basis: 'Основание',
  list: 'Документы на подпись',
  more: (left: number) => `Показать ещё ${number(left)}`,
  opensHint: 'Любой документ открывается в новой вкладке. Если с ним не так, откажите в подписи там: здесь его не станет.',
  interrupted: (signed: number, total: number) => `Подписание прервано: подписано ${number(signed)} из ${number(total)}. Оно продолжится с того же места.`,
  progress: 'Подписание',
  signedOf: (signed: number, total: number) => `подписано ${number(signed)} из ${number(total)}`,
  onServer: 'Окно можно закрыть: сервер подпишет остальные сам.',
  inBrowser: 'Не закрывайте окно. Если оно закроется, вы продолжите с того же места.',
  stop: 'Остановить',
  done: (count: number) => `Подписано: ${documents(count)}`,
  stopped: (left: number) => `Подписание остановлено. Не подписано: ${documents(left)}, они остались в вашем списке.`,
  skipped: (count: number) => `Пропущено: ${documents(count)}`,
  empty: 'Список пуст: документы уже подписаны или отозваны.',
} as const;
