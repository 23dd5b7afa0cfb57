package reason

// What is proven wrong.
const (
	ContentChanged       Code = "content_changed"
	SignatureWrong       Code = "signature_wrong"
	Malformed            Code = "malformed"
	NoSigners            Code = "no_signers"
	CertificateMismatch  Code = "certificate_mismatch"
	AlgorithmMismatch    Code = "algorithm_mismatch"
	CertificateWrong     Code = "certificate_wrong"
	RevokedBeforeSigning Code = "revoked_before_signing"
	NotYetValid          Code = "not_yet_valid"
	ExpiredBeforeSigning Code = "expired_before_signing"
	KeyPeriod            Code = "key_period"
	KeyUsage             Code = "key_usage"
	ExtendedKeyUsage     Code = "extended_key_usage"
	NotCA                Code = "not_ca"
	PathLength           Code = "path_length"
	NameConstraints      Code = "name_constraints"
	Policy               Code = "policy"
)

// What the evidence at hand does not decide.
const (
	NoContent               Code = "no_content"
	NoCertificate           Code = "no_certificate"
	WeakAlgorithm           Code = "weak_algorithm"
	UnsupportedAlgorithm    Code = "unsupported_algorithm"
	ChainIncomplete         Code = "chain_incomplete"
	UntrustedRoot           Code = "untrusted_root"
	CriticalExtension       Code = "critical_extension"
	ExpiredWithoutTimestamp Code = "expired_without_timestamp"
	KeyExpiredWithout       Code = "key_expired_without_timestamp"
	RevokedWithoutTimestamp Code = "revoked_without_timestamp"
	RevocationUnknown       Code = "revocation_unknown"
	TimestampWrong          Code = "timestamp_wrong"
	TimestampOrder          Code = "timestamp_order"
)

// Remarks that change no verdict.
const (
	TimestampUntrusted   Code = "timestamp_untrusted"
	NoSigningCertificate Code = "no_signing_certificate"
	RevokedAfterSigning  Code = "revoked_after_signing"
	RevocationSkipped    Code = "revocation_not_checked"
)

type meaning struct {
	weight   Verdict
	sentence string
}

var meanings = map[Code]meaning{
	ContentChanged:       {Invalid, "Документ изменён после подписания: его содержимое не соответствует подписи."},
	SignatureWrong:       {Invalid, "Подпись не подтверждается ключом из сертификата: она повреждена или подделана."},
	Malformed:            {Invalid, "Файл повреждён или имеет неверный формат."},
	NoSigners:            {Invalid, "В файле нет ни одной подписи."},
	CertificateMismatch:  {Invalid, "Подпись сделана с другим сертификатом, не с тем, который к ней приложен."},
	AlgorithmMismatch:    {Invalid, "Алгоритмы, названные в подписи, не те, которыми она сделана: файл подписи изменён."},
	CertificateWrong:     {Invalid, "Сертификат изменён или подделан: подпись удостоверяющего центра под ним не подтверждается."},
	RevokedBeforeSigning: {Invalid, "Сертификат отозван до подписания."},
	NotYetValid:          {Invalid, "Срок действия сертификата к моменту подписания ещё не наступил."},
	ExpiredBeforeSigning: {Invalid, "Срок действия сертификата истёк до подписания."},
	KeyPeriod:            {Invalid, "Подпись сделана вне срока, в который разрешено использовать ключ."},
	KeyUsage:             {Invalid, "Ключ сертификата не предназначен для этого: так указано в самом сертификате."},
	ExtendedKeyUsage:     {Invalid, "Сертификат выдан для других целей."},
	NotCA:                {Invalid, "Сертификат выдан тем, кто не является удостоверяющим центром."},
	PathLength:           {Invalid, "Удостоверяющему центру не разрешено иметь подчинённые удостоверяющие центры."},
	NameConstraints:      {Invalid, "Удостоверяющему центру не разрешено выдавать сертификаты на такое имя."},
	Policy:               {Invalid, "Сертификат выдан не по тем правилам, которые требуются."},

	NoContent:               {Indeterminate, "Не приложен документ, к которому относится подпись."},
	NoCertificate:           {Indeterminate, "Сертификат подписавшего не найден ни в подписи, ни среди известных."},
	WeakAlgorithm:           {Indeterminate, "Использован устаревший алгоритм, который больше не защищает от подделки."},
	UnsupportedAlgorithm:    {Indeterminate, "Использован алгоритм, который проверить нечем."},
	ChainIncomplete:         {Indeterminate, "Не хватает сертификата удостоверяющего центра: цепочка до доверенного корневого сертификата не построена."},
	UntrustedRoot:           {Indeterminate, "Корневой сертификат не входит в число доверенных."},
	CriticalExtension:       {Indeterminate, "В сертификате есть обязательное условие, которое проверить нечем."},
	ExpiredWithoutTimestamp: {Indeterminate, "Срок действия сертификата истёк, а штампа времени, который доказал бы подписание до этого, нет."},
	KeyExpiredWithout:       {Indeterminate, "Срок использования ключа истёк, а штампа времени, который доказал бы подписание до этого, нет."},
	RevokedWithoutTimestamp: {Indeterminate, "Сертификат отозван, а штампа времени, который доказал бы подписание до этого, нет."},
	RevocationUnknown:       {Indeterminate, "Не удалось узнать, не отозван ли сертификат: нет подходящего списка отозванных и ответа службы проверки."},
	TimestampWrong:          {Indeterminate, "Штамп времени повреждён или относится к другой подписи."},
	TimestampOrder:          {Indeterminate, "Моменты штампов времени противоречат друг другу."},

	TimestampUntrusted:   {Valid, "Штамп времени не учтён: служба, которая его выдала, не подтверждена."},
	NoSigningCertificate: {Valid, "В подписи нет защищённой ссылки на сертификат (это CMS, но не CAdES)."},
	RevokedAfterSigning:  {Valid, "Сертификат отозван после подписания; на эту подпись это не влияет."},
	RevocationSkipped:    {Valid, "Отзыв сертификата не проверялся."},
}

// Codes are all reasons, for tables of texts and tests.
func Codes() []Code {
	codes := make([]Code, 0, len(meanings))
	for c := range meanings {
		codes = append(codes, c)
	}
	return codes
}
