package message

// policy is what is known of a kind of fault. The retries are those that the schemas of SMEV ask for in their comments.
type policy struct {
	code    string
	retry   Retry
	russian string
}

func (k FaultKind) policy() policy {
	if p, ok := policies[k]; ok {
		return p
	}
	return policies[UnknownFault]
}

var policies = map[FaultKind]policy{
	AccessDenied:                   {"smev.access_denied", Never, "Отправителю не разрешено посылать этот вид сведений этому получателю: запросите доступ у оператора СМЭВ."},
	AttachmentContentMismatch:      {"smev.attachment_mismatch", Never, "Заголовки вложений не соответствуют их содержимому: сформируйте сообщение заново."},
	AttachmentSizeLimitExceeded:    {"smev.attachment_size", Never, "Вложения больше, чем разрешено в одном сообщении: уменьшите файлы или передайте их через файловое хранилище."},
	BusinessDataTypeIsNotSupported: {"smev.type_not_supported", Never, "Получатель не принимает такой вид сведений: проверьте пространство имён и корневой элемент."},
	DestinationOverflow:            {"smev.destination_overflow", Later, "Очередь получателя переполнена: отправка повторится сама."},
	EndOfLifeReached:               {"smev.end_of_life", WithNewLife, "Истёк срок жизни сообщения: отправка повторится с новым сроком."},
	IncorrectResponseContentType:   {"smev.response_type", Never, "Содержимое зарегистрировано как запрос, а отправлено как ответ: проверьте корневой элемент."},
	InvalidContent:                 {"smev.invalid_content", Never, "Содержимое не соответствует схеме вида сведений: исправьте его и отправьте заново."},
	InvalidMessageIDFormat:         {"smev.message_id_format", Never, "Идентификатор сообщения не является UUID версии 1 в нижнем регистре."},
	MessageIsAlreadySent:           {"smev.already_sent", Accepted, "СМЭВ уже приняла это сообщение; повторять отправку не нужно."},
	PersonalAccessDenied:           {"smev.personal_access_denied", Never, "Подписавшему лицу не разрешено посылать этот вид сведений этому получателю."},
	QuoteLimitExceeded:             {"smev.quota", Never, "Вложения не помещаются в остаток квоты: освободите квоту и отправьте сообщение заново."},
	RecipientIsNotFound:            {"smev.recipient_not_found", Never, "СМЭВ не нашла получателя ответа по обратному адресу запроса."},
	RequestIsNotFound:              {"smev.request_not_found", Never, "СМЭВ не нашла запрос, который отменяется."},
	SMEVFailure:                    {"smev.failure", Later, "Сбой на стороне СМЭВ: отправка повторится сама."},
	SenderIsNotRegistered:          {"smev.sender_not_registered", Never, "Отправитель не зарегистрирован в СМЭВ: сверьте сертификат с зарегистрированным у оператора."},
	SignatureVerificationFault:     {"smev.signature", Never, "СМЭВ отклонила электронную подпись сообщения."},
	StaleMessageID:                 {"smev.stale_message_id", WithNewID, "Время в идентификаторе сообщения устарело: сообщение получит новый идентификатор. Проверьте часы сервера."},
	TargetMessageIsNotFound:        {"smev.target_not_found", Never, "СМЭВ не нашла неподтверждённого сообщения с таким идентификатором: оно уже подтверждено."},
	TransactionCodeInvalid:         {"smev.transaction_code", Never, "Код транзакции неверен."},
	UnknownMessageType:             {"smev.unknown_type", Never, "Вид сведений не зарегистрирован в СМЭВ или принадлежит другой системе."},
	UnknownFault:                   {"smev.unknown_fault", Never, "СМЭВ отказала по причине, которой нет в её описании."},
}

var causes = map[SignatureCause]policy{
	PoorSOAPEnvelopeFormat:   {"smev.signature.envelope", Never, "СМЭВ отклонила сообщение: конверт SOAP составлен неверно."},
	NoSignatureFound:         {"smev.signature.absent", Never, "СМЭВ отклонила сообщение: подписи информационной системы нет."},
	IncorrectSignatureTarget: {"smev.signature.target", Never, "СМЭВ отклонила подпись: подписана не та часть сообщения."},
	SignatureIsInvalid:       {"smev.signature.invalid", Never, "СМЭВ отклонила подпись: она не соответствует сообщению."},
	CertificateIsNotFound:    {"smev.signature.certificate_unknown", Never, "СМЭВ не знает сертификата системы: обратитесь к оператору СМЭВ."},
	CertificateIsExpired:     {"smev.signature.certificate_expired", Never, "Срок действия сертификата системы истёк: получите новый в удостоверяющем центре."},
}

// FaultKinds are all kinds, for documents and tests.
func FaultKinds() []FaultKind {
	return []FaultKind{AccessDenied, AttachmentContentMismatch, AttachmentSizeLimitExceeded, BusinessDataTypeIsNotSupported,
		DestinationOverflow, EndOfLifeReached, IncorrectResponseContentType, InvalidContent, InvalidMessageIDFormat,
		MessageIsAlreadySent, PersonalAccessDenied, QuoteLimitExceeded, RecipientIsNotFound, RequestIsNotFound, SMEVFailure,
		SenderIsNotRegistered, SignatureVerificationFault, StaleMessageID, TargetMessageIsNotFound, TransactionCodeInvalid,
		UnknownMessageType}
}
