import type { Sentences } from './index';

/** Applications for services, their routes, and pre-trial complaints. */
export const applications: Sentences = {
  'applicant.not_found': 'Такого заявителя нет.',
  'applicant.wrong': 'Проверьте сведения о заявителе.',
  'application.not_found': 'Такого заявления нет, или его рассматривает другой орган.',
  'application.denied': 'Это действие с заявлением вам не поручено.',
  'application.kept': 'Это заявление решает реестр приёма: место получают по порядку, приказом. Откройте раздел «Приём в школы» или «Детские сады».',
  'application.not_received': 'Заявление ещё не внесено в дела органа. Это займёт несколько секунд: повторите.',
  'application.others': 'Заявление ведёт другой специалист. Сначала возьмите его себе.',
  'application.taken': 'Заявление уже взял другой специалист.',
  'application.wrong_state': 'Заявление уже в другом состоянии. Обновите страницу.',
  'application.stale': 'Запись уже изменил другой человек. Обновите страницу и повторите.',
  'application.wrong': 'Проверьте отмеченные поля.',
  'application.no_variant': 'В регламенте этого заявления нет такого варианта услуги.',
  'application.no_step': 'В регламенте этого заявления нет такой процедуры.',
  'application.no_way': ({ step }) => `Регламент этого заявления не допускает такого шага${step === undefined ? '' : ` после процедуры «${String(step)}»`}.`,
  'application.no_ground': 'Такого основания нет в регламенте, по которому рассматривается заявление.',
  'application.document_unnamed': 'Этого документа нет в регламенте: требовать его нельзя.',
  'application.document_of_bodies': ({ document }) => `Этот документ${document === undefined ? '' : ` («${String(document)}»)`} запрашивают у органов, а не у заявителя.`,
  'application.demanded_anew': ({ number }) =>
    `В первом отказе${number === undefined ? '' : ` по заявлению № ${String(number)}`} этот документ не назван. Требовать его теперь можно только по исключению закона.`,
  'application.not_asked': 'Заявитель об этом не просил.',
  'application.correction_waits': 'Исправление уже рассматривается.',
  'application.no_journal': 'В органе нет журнала исходящих документов. Обратитесь к администратору.',
  'application.routes_denied': 'Маршруты заявлений ведёт диспетчер.',
  'application.no_route': 'Такого маршрута нет.',
  'complaint.denied': 'Досудебные жалобы рассматривает руководитель органа.',
  'complaint.own': 'Жалоба подана на вас: её рассматривает другой руководитель.',
  'complaint.wrong': 'Проверьте отмеченные поля.',
  'complaint.wrong_state': 'Жалоба уже в другом состоянии. Обновите страницу.',
  'complaint.not_found': 'Такой жалобы нет.',
};
