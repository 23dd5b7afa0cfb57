// Acts of requests to other bodies and of the exchange with foreign portals, as the log of acts names them.

export const interagencyActs: Readonly<Record<string, string>> = {
  'interagency.asked': 'Составлен межведомственный запрос',
  'interagency.changed': 'Изменён межведомственный запрос',
  'interagency.signed': 'Подписан межведомственный запрос',
  'interagency.sent': 'Отправлен межведомственный запрос',
  'interagency.delivered': 'Доставлен межведомственный запрос',
  'interagency.resent': 'Межведомственный запрос отправлен повторно',
  'interagency.letter_written': 'Подготовлено письмо с межведомственным запросом',
  'interagency.answered': 'Получен ответ на межведомственный запрос',
  'interagency.rejected': 'Получен отказ на межведомственный запрос',
  'interagency.refused': 'Межведомственный запрос не принят СМЭВ',
  'interagency.overdue': 'Прошёл срок ответа на межведомственный запрос',
  'interagency.raw_read': 'Прочитаны исходные тексты межведомственного запроса',
  'interagency.inquired': 'Поступил запрос другого органа',
  'interagency.replied': 'Дан ответ на запрос другого органа',
  'interagency.reply_refused': 'Ответ на запрос другого органа не принят СМЭВ',
  'interagency.kind_saved': 'Изменён вид межведомственного запроса',
};

export const interagencyOperations: Readonly<Record<string, string>> = {
  'interagency-requests': 'Посмотреть межведомственные запросы',
  'interagency-request': 'Открыть межведомственный запрос',
  'interagency-raw': 'Открыть исходные тексты запроса',
  'interagency-ask': 'Составить межведомственный запрос',
  'interagency-change': 'Изменить межведомственный запрос',
  'interagency-send': 'Отправить межведомственный запрос',
  'interagency-resend': 'Отправить межведомственный запрос повторно',
  'interagency-attach': 'Приобщить ответ к межведомственному запросу',
  'interagency-inquiries': 'Посмотреть запросы других органов',
  'interagency-inquiry': 'Открыть запрос другого органа',
  'interagency-inquiry-raw': 'Открыть исходные тексты запроса другого органа',
  'interagency-reply': 'Ответить на запрос другого органа',
  'interagency-refuse': 'Отказать в ответе другому органу',
  'request-kinds': 'Посмотреть виды межведомственных запросов',
  'request-kind-save': 'Изменить вид межведомственного запроса',
  'request-kind-schema': 'Открыть схему вида запроса',
};

/** What such an act is about. */
export const interagencyObjects: Readonly<Record<string, string>> = {
  interagency_request: 'Межведомственный запрос',
  interagency_inquiry: 'Запрос другого органа',
  request_kind: 'Вид межведомственного запроса',
};
