import type { Sentences } from './index';

/** The exact reason of a refused signature, in the words of the check. */
const why = (reason: unknown) => (typeof reason === 'string' && reason !== '' ? `: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}` : '.');

/** Whom to ask: the administrators of the body, where there are such. */
const ask = (whom: unknown) => (typeof whom === 'string' && whom !== '' ? `Обратитесь к администратору: ${whom.replace(/\.$/, '')}.` : 'Обратитесь к администратору вашего органа.');

/** Signing, checks of signatures and their evidence. */
export const signing: Sentences = {
  'signing.denied': 'Подписать этот документ может только тот, кому он направлен на подпись.',
  'signing.assistant': 'Помощник не подписывает: подпись ставит сам руководитель.',
  'signing.already_signed': 'Документ уже подписан.',
  'signing.approval_needed': 'Эта версия ещё не согласована. Подписать можно после всех виз.',
  'signing.invalid_signature': ({ reason }) => `Подпись не принята${why(reason)} Подпишите файл заново.`,
  'signing.unproven_signature': ({ reason }) => `Подпись не принята, доказать её нечем${why(reason)}`,
  'signing.foreign_certificate': 'Сертификат подписи выдан другому человеку. Подпишите своим сертификатом: фамилия, имя и отчество в нём должны быть такими же, как в вашей карточке.',
  'signing.not_qualified': 'Для этого вида документа нужна квалифицированная подпись, а этот сертификат не квалифицированный. Подпишите сертификатом аккредитованного удостоверяющего центра.',
  'signing.certificate_of_namesake': ({ whom }) =>
    `Сертификат выдан другому человеку: имя то же, но СНИЛС или ИНН не ваш. Подпишите своим сертификатом. Если это ваш сертификат, в вашей карточке ошибка. ${ask(whom)}`,
  'signing.certificate_waits': ({ whom }) => `Сертификат ждёт подтверждения: система ещё не знает, что он ваш. Документ не подписан. ${ask(whom)}`,
  'signing.certificate_unbound': ({ whom }) => `Этот сертификат отвязан от вас, подписывать им нельзя. ${ask(whom)}`,
  'signing.certificate_other_office': ({ organization, whom }) =>
    `Сертификат выдан ${typeof organization === 'string' && organization !== '' ? `организации «${organization}»` : 'другой организации'}, а не вашему органу. Нужен сертификат органа или машиночитаемая доверенность от него. ${ask(whom)}`,
  'signing.certificate_needs_power': ({ whom }) =>
    `Это сертификат физического лица. Чтобы подписывать им за орган, нужна машиночитаемая доверенность. ${ask(whom)}`,
  'signing.no_certificate': 'В подписи нет сертификата. Подпишите файл заново так, чтобы сертификат вошёл в подпись.',
  'signing.several_signers': 'В файле несколько подписей. Приложите файл только со своей подписью.',
  'signing.no_stand': 'Программные ключи есть только на демонстрационном стенде. Подпишите своим средством подписи.',
  'signing.means_unknown': 'Такого средства подписи здесь нет. Выберите другое.',
  'signing.not_your_turn': 'Документ подписывают по очереди. Ваша очередь ещё не дошла.',
  'signing.partly_signed': 'Под этим текстом уже есть подпись. Порядок подписания больше не меняется.',
  'signing.cosigners_wrong': 'Проверьте соподписантов: каждый один раз, работает в вашем органе и не совпадает с подписывающим.',
  'signature.not_found': 'Подпись не найдена: её нет или у вас нет доступа к документу.',
  'evidence.not_found': 'Такого доказательства у этой подписи нет. Обновите отчёт.',
  'signing.not_a_signature': 'Это не файл подписи. Выберите файл .sig или .p7s.',
  'signing.nobody_admitted': 'Зарегистрировать документ «ДСП» будет некому: ни один делопроизводитель к ним не допущен. Обратитесь к администратору.',
  'signing.no_file': 'Приложите файл.',
  'signing.no_signatory': 'Укажите, кто подписывает.',
  'signing.no_version': 'Сначала приложите текст документа.',
  'signing.reason_required': 'Укажите причину отказа.',
  'signing.stale_version': 'Пока вы читали, появилась новая версия текста. Откройте её и подпишите.',
  'signing.stronger_signature': 'Для этого вида документа нужна усиленная подпись.',
  'signing.pile_changed': 'Список документов изменился. Посмотрите новый и подтвердите ещё раз.',
  'signing.nothing_waits': 'Подписывать нечего: документы уже подписаны или отозваны.',
  'signing.batch_not_found': 'Такого подписания нет.',
  'signing.batch_over': 'Это подписание закончено. Откройте список заново: неподписанное осталось в нём.',
  'signing.batch_fault': 'Не получилось из-за сбоя. Документ остался в вашем списке, подпишите его ещё раз.',
  'signing.wrong_state': 'Документ уже в другом состоянии. Обновите карточку.',
};
