// Acts of what stands outside of the office - the internet reception and the feedback platform - as the log of acts
// names them.

import { visitActs, visitObjects, visitOperations } from './visitActs';

export const outsideActs: Readonly<Record<string, string>> = {
  'appeal.rated': 'Автор оценил ответ',
  'appeal.code_issued': 'Выдан код для отслеживания обращения',
  'reception_page.saved': 'Изменена страница интернет-приёмной',
  'citizen.signed_in': 'Гражданин вошёл в личный кабинет',
  'citizen.signed_out': 'Гражданин вышел из личного кабинета',
  'citizen.acts_for_himself': 'Гражданин действует от своего имени',
  ...visitActs,
};

export const outsideOperations: Readonly<Record<string, string>> = {
  ...visitOperations,
  'appeals-tracking-code': 'Выдать код для отслеживания обращения',
  'appeals-requalify': 'Переквалифицировать сообщение',
  'reception-page': 'Посмотреть страницу интернет-приёмной',
  'reception-page-save': 'Изменить страницу интернет-приёмной',
  'pos-ledger': 'Посмотреть журнал обмена с ПОС',
  'pos-raw': 'Открыть исходное сообщение обмена с ПОС',
  'pos-messages': 'Посмотреть сообщения ПОС',
  'pos-items': 'Посмотреть обращения ПОС',
  'pos-differences': 'Посмотреть расхождения статусов с ПОС',
  'pos-sort': 'Назвать орган для обращения ПОС',
  'pos-retry': 'Обработать обращение ПОС повторно',
  'pos-panel': 'Посмотреть обмен с ПОС по карточке',
  'pos-conclude': 'Закончить проверку по низкой оценке',
  'pos-run': 'Выгрузить в ПОС',
  'pos-runs': 'Посмотреть выгрузки в ПОС',
  'pos-protocol': 'Открыть протокол выгрузки в ПОС',
  'pos-resend': 'Отправить запись выгрузки повторно',
  'pos-correct': 'Отправить статусы в ПОС снова после сверки',
  'pos-filters': 'Посмотреть фильтры выгрузки в ПОС',
  'pos-save-filter': 'Сохранить фильтр выгрузки в ПОС',
  'pos-drop-filter': 'Удалить фильтр выгрузки в ПОС',
  'pos-setup': 'Посмотреть настройки обмена с ПОС',
  'pos-ask': 'Запросить новые обращения ПОС',
  'pos-compare': 'Запросить сверку статусов с ПОС',
  'pos-settings': 'Изменить настройки обмена с ПОС',
  'pos-body': 'Изменить настройки выгрузки органа в ПОС',
  'pos-route': 'Изменить соответствие органов ПОС',
};

/** What such an act is about. */
export const outsideObjects: Readonly<Record<string, string>> = {
  ...visitObjects,
  public_answer: 'Ответ на сайте',
  citizen: 'Гражданин',
  reception_page: 'Страница интернет-приёмной',
  pos_settings: 'Настройки обмена с ПОС',
  pos_route: 'Соответствие органов ПОС',
  pos_line: 'Запись обмена с ПОС',
  pos_run: 'Выгрузка в ПОС',
  pos_item: 'Обращение ПОС',
};
