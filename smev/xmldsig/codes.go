package xmldsig

import (
	"fmt"

	"veche/cms/reason"
)

// Code is the exact reason. Codes of certificates are those of package reason.
type Code string

// What is proven wrong.
const (
	Malformed        Code = "malformed"
	TargetMissing    Code = "target_missing"
	IDDuplicate      Code = "id_duplicate"
	ManyReferences   Code = "many_references"
	ForeignReference Code = "foreign_reference"
	TransformOrder   Code = "transform_order"
	SignatureInside  Code = "signature_inside"
	DigestMismatch   Code = "digest_mismatch"
	SignatureWrong   Code = "signature_wrong"
	Reformatted      Code = "signed_info_reformatted"
	KeyMismatch      Code = "key_mismatch"
	NotExpected      Code = "not_expected"
	Ambiguous        Code = "ambiguous"
	NoSignature      Code = "no_signature"
	TooMany          Code = "too_many_signatures"
)

// What the evidence at hand does not decide.
const (
	WeakAlgorithm    Code = "weak_algorithm"
	Unsupported      Code = "unsupported_algorithm"
	ForeignTransform Code = "foreign_transform"
	NoCertificate    Code = "no_certificate"
	NoAttachment     Code = "no_attachment"
)

// CertificateUnchecked is a remark that changes no verdict.
const CertificateUnchecked Code = "certificate_not_checked"

var meanings = map[Code]struct {
	weight   reason.Verdict
	sentence string
}{
	Malformed:        {reason.Invalid, "Подпись записана не так, как требует формат."},
	TargetMissing:    {reason.Invalid, "В документе нет элемента, на который ссылается подпись."},
	IDDuplicate:      {reason.Invalid, "На одно и то же имя ссылаются несколько элементов: неизвестно, который из них подписан."},
	ManyReferences:   {reason.Invalid, "Подпись ссылается не на один элемент."},
	ForeignReference: {reason.Invalid, "Подпись ссылается не на элемент этого документа."},
	TransformOrder:   {reason.Invalid, "Преобразования указаны не в том порядке или не все."},
	SignatureInside:  {reason.Invalid, "Подпись лежит внутри того, что она подписывает."},
	DigestMismatch:   {reason.Invalid, "Содержимое изменено после подписания: его хэш не совпадает с указанным в подписи."},
	SignatureWrong:   {reason.Invalid, "Подпись не подтверждается ключом из сертификата: она повреждена или подделана."},
	Reformatted:      {reason.Invalid, "После подписания в подпись добавлены пробелы или переводы строк: файл переформатирован, подпись нарушена."},
	KeyMismatch:      {reason.Invalid, "Ключ сертификата не подходит к алгоритму подписи."},
	NotExpected:      {reason.Invalid, "Подписан не тот элемент, который должен быть подписан."},
	Ambiguous:        {reason.Invalid, "В документе несколько элементов на том месте, где должен быть один подписанный."},
	NoSignature:      {reason.Invalid, "Нет обязательной подписи."},
	TooMany:          {reason.Invalid, "В документе слишком много подписей."},

	WeakAlgorithm:    {reason.Indeterminate, "Подпись сделана по отменённому стандарту и сейчас не проверяется."},
	Unsupported:      {reason.Indeterminate, "Подпись сделана по алгоритму, который в СМЭВ 3 не применяется."},
	ForeignTransform: {reason.Indeterminate, "Подпись требует преобразования, которое в СМЭВ 3 не применяется."},
	NoCertificate:    {reason.Indeterminate, "К подписи не приложен сертификат."},
	NoAttachment:     {reason.Indeterminate, "Нет вложения, которое входит в подписанное содержимое."},

	CertificateUnchecked: {reason.Valid, "Доверие к сертификату не проверялось."},
}

// Codes are the reasons of this package, for tables of texts and tests.
func Codes() []Code {
	all := make([]Code, 0, len(meanings))
	for c := range meanings {
		all = append(all, c)
	}
	return all
}

// Russian is the sentence of a reason of this package.
func (c Code) Russian() string { return meanings[c].sentence }

// Finding is one fact about a signature.
type Finding struct {
	Code   Code           `json:"code"`
	Text   string         `json:"text"` // in Russian
	Detail string         `json:"detail,omitempty"`
	Weight reason.Verdict `json:"-"` // the verdict that it alone leads to; valid for a remark
}

func found(c Code, format string, args ...any) Finding {
	m := meanings[c]
	return Finding{Code: c, Text: m.sentence, Detail: fmt.Sprintf(format, args...), Weight: m.weight}
}

// of takes over what was found about a certificate.
func of(f *reason.Finding) Finding {
	return Finding{Code: Code(f.Code), Text: f.Russian(), Detail: f.Detail, Weight: f.Code.Weight()}
}

func (f Finding) Error() string {
	if f.Detail == "" {
		return string(f.Code)
	}
	return string(f.Code) + ": " + f.Detail
}
