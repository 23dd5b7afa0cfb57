import { dayNumbers } from '@/lib/dates';
import type { Sentences } from './index';

/** Trusted certificates, hosts, lists of revoked certificates. */
export const trust: Sentences = {
  'trust.denied': 'Доверенные центры ведёт администратор организации, которая обслуживает систему.',
  'trust.algorithm_weak': 'Сертификат подписан устаревшим алгоритмом, который не защищает от подделки. Возьмите новый сертификат этого центра.',
  'trust.certificate_absent': 'Такого сертификата в списке нет.',
  'trust.certificate_expired': ({ date }) =>
    typeof date === 'string' ? `Срок сертификата истёк ${dayNumbers(date)}. Возьмите действующий.` : 'Срок сертификата истёк. Возьмите действующий.',
  'trust.certificate_forged': 'Подпись под сертификатом не подтверждается: файл повреждён или подделан. Возьмите его из надёжного источника.',
  'trust.certificate_known': 'Этот сертификат уже есть в списке.',
  'trust.certificate_removed': 'Этот сертификат уже исключён из списка.',
  'trust.file_unreadable': 'В файле нет сертификатов. Нужен файл .cer, .crt, .pem или .p7b.',
  'trust.host_absent': 'Такого узла в списке нет.',
  'trust.host_known': 'Этот узел уже разрешён.',
  'trust.host_wrong': 'Проверьте адрес узла. Например: crl.example.ru.',
  'trust.key_unsupported': 'Ключ или подпись сертификата такого вида, который проверить нечем.',
  'trust.list_foreign': 'Список выпустил центр, которого нет среди доверенных. Сначала добавьте сертификат центра.',
  'trust.list_old': 'Уже есть список новее этого.',
  'trust.no_file': 'Выберите файл.',
  'trust.not_a_list': 'Это не список отзыва. Нужен файл .crl.',
  'trust.not_an_answer': 'Ответ службы проверки не читается.',
  'trust.not_authority': 'Это сертификат не удостоверяющего центра и не его службы. Такому доверять нельзя.',
  'trust.not_in_file': 'Этого сертификата в файле нет. Выберите файл ещё раз.',
};
