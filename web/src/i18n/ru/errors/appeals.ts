import { dayNumbers } from '@/lib/dates';
import { plural } from '@/lib/plural';
import type { Sentences } from './index';

const some = (value: unknown) => (value === undefined ? '' : ` ${String(value)}`);

/** What is wrong with a file of the thematic classifier, in words of who made it. */
function themesLine({ line, why, code, word }: Readonly<Record<string, unknown>>): string {
  const at = `Строка${some(line)}`;
  switch (why) {
    case 'code':
      return `${at}: код «${String(code)}» не по форме – нужны четыре или пять групп по четыре цифры, например 0005.0005.0056.1149.`;
    case 'title':
      return `${at}: у кода${some(code)} нет названия.`;
    case 'twice':
      return `${at}: код${some(code)} уже есть выше.`;
    case 'jurisdiction':
      return `${at}: предмет ведения «${String(word)}» не известен. Бывает федеральное, совместное, региональное, местное или пусто.`;
    case 'encoding':
      return 'Файл не в кодировке UTF-8. Сохраните его как «CSV UTF-8» или как XLSX.';
    case 'quotes':
      return `${at}: незакрытая кавычка.`;
    case 'workbook':
      return 'Книга Excel не читается. Откройте её, сохраните заново как XLSX и загрузите ещё раз.';
    case 'empty':
      return 'В файле нет ни одной тематики.';
    case 'many':
      return `${at}: слишком много строк, помещается 20 000.`;
  }
  return `${at} не похожа на тематику: нужны код, название и предмет ведения.`;
}
const day = (date: unknown) => (typeof date === 'string' ? ` ${dayNumbers(date)}` : '');

/** Citizens' appeals: what the law does not let be done, and what to do instead. */
export const appeals: Sentences = {
  'appeal.not_found': 'Такого обращения нет.',
  'appeal.denied': 'Это делает служба делопроизводства или руководитель. Обратитесь к ним.',
  'appeal.closed': 'Обращение уже закрыто.',
  'appeal.not_registered': 'Сначала зарегистрируйте обращение.',
  'appeal.extended_already': ({ due_on }) => `Срок уже продлён до${day(due_on)}. Второй раз продлить нельзя (59-ФЗ, ст. 12).`,
  'appeal.message_term': ({ due_on, last }) => `Новый день должен быть позже нынешнего${day(due_on)} и не позже тридцатого дня от регистрации на портале${day(last)}.`,
  'appeal.term_over': ({ due_on }) => `Срок истёк${day(due_on)}. Продлить можно только до его окончания (59-ФЗ, ст. 12).`,
  'appeal.term_counted': 'Срок уже посчитан: форму, источник и миграционный признак после регистрации не меняют.',
  'appeal.requalify': 'Сообщение и обращение – разные виды со своими сроками. Измените вид действием «Переквалифицировать» с указанием причины.',
  'appeal.reason_required': 'Укажите причину.',
  'appeal.complained_of': 'Жалобу нельзя направить тому, на кого жалуются (59-ФЗ, ст. 8 ч. 6). Выберите другой орган или верните её автору с разъяснением права на суд.',
  'appeal.not_by_email': 'По электронной почте обращения не принимают: назовите автору интернет-приёмную, портал или почтовый адрес.',
  'appeal.not_email': 'Автор вошёл под своей учётной записью: это обращение, а не электронное письмо. Зарегистрируйте его.',
  'appeal.not_by_phone': 'По телефону обращения не принимают: пригласите автора написать или прийти на приём.',
  'appeal.not_identified': 'Электронное обращение принимают только после входа автора через Госуслуги.',
  'appeal.incomplete': 'Укажите автора и хотя бы один вопрос обращения.',
  'appeal.fields_wrong': 'Проверьте отмеченные поля.',
  'appeal.theme_code': 'Код тематики – четыре или пять групп по четыре цифры, например 0005.0005.0056.1149.',
  'appeal.themes_denied': 'Классификатор один для всех органов: его загружает администратор системы.',
  'appeal.themes_line': (found) => `${themesLine(found)} Ничего не загружено.`,
  'appeal.few_answers': ({ count }) => `Нужно не меньше двух прежних ответов${typeof count === 'number' ? `, а есть ${plural(count, 'ответ', 'ответа', 'ответов')}` : ''}. Сравните обращение с прежними.`,
  'appeal.question_closed': ({ no }) => `По вопросу${some(no)} результат уже есть.`,
  'appeal.no_letter': 'Такого письма по обращению нет.',
  'appeal.answer_under_way': 'Ответ уже на согласовании или подписании. Дождитесь решения или отзовите проект.',
  'appeal.answer_drafted': ({ name }) => `Проект ответа уже готовит${typeof name === 'string' ? ` ${name}` : ' другой сотрудник'}. Обратитесь к нему или попросите отозвать проект.`,
  'appeal.duplicate': ({ number }) => `Это дубликат: на него отвечают вместе с обращением №${some(number)}. Откройте его и нажмите «Ответить».`,
  'appeal.unreachable': 'У автора нет ни почтового адреса, ни электронной почты: письмо отправить некуда.',
  'appeal.registered_already': 'Карточка уже зарегистрирована или закрыта: этот ответ дают до регистрации.',
  'appeal.letter_stands': 'Это письмо заново готовить не нужно.',
  'appeal.no_request': 'Запрос ещё не зарегистрирован, отозван или документы по нему уже получены.',
  'appeal.link_required': 'Укажите адрес страницы, на которой опубликован ответ.',
  'appeal.decision_under_way': 'Решение о прекращении переписки уже подготовлено. Подпишите и зарегистрируйте его или отзовите проект.',
  'appeal.form_broken': 'Файл не похож на документ Word (DOCX). Сохраните бланк в этом формате.',
  'appeal.form_field': ({ field, known }) => `В бланке есть поле${some(field)}, которое заполнить нечем. Уберите его или исправьте название.${known === undefined ? '' : ` Можно взять: ${String(known)}.`}`,
  'appeal.no_form': 'Такого бланка нет.',
  'appeal.forms_denied': 'Бланки писем меняет администратор.',
  'appeal.nothing_to_publish': 'Опубликовать можно только зарегистрированный ответ без грифа.',
  'appeal.public_personal': ({ found }) => `Уберите из текста личные данные${typeof found === 'string' ? `: «${found}»` : ''}. На сайте ответ читают все (59-ФЗ, ст. 6 и 10).`,
  'appeal.no_public_answer': 'Такого ответа на сайте нет.',
  'appeal.no_question': 'Такого вопроса в обращении нет.',
};
