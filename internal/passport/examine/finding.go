package examine

import (
	"fmt"
	"strings"
	"time"

	"veche/cms/reason"
)

// Code is the exact reason; programs may keep it. Signatures have the reasons of package veche/cms/reason besides.
type Code string

// What may be found.
const (
	ArchiveMalformed Code = "archive_malformed"
	ArchiveBomb      Code = "archive_bomb"
	ArchivePath      Code = "archive_path"
	ArchiveChanged   Code = "archive_changed"
	ListMalformed    Code = "list_malformed"
	ListsDisagree    Code = "lists_disagree"
	FileMissing      Code = "file_missing"
	FileExtra        Code = "file_extra"
	FileChanged      Code = "file_changed"
	FileSwapped      Code = "file_swapped"
	FileReplaced     Code = "file_replaced"
	SealBroken       Code = "seal_broken"
	CheckpointForged Code = "checkpoint_forged"
	ActUnproven      Code = "journal_act_unproven"
	ActForeign       Code = "journal_act_foreign"
	StatementForeign Code = "statement_foreign"
	NumberDiffers    Code = "number_differs"
	KeyOther         Code = "journal_key_other"

	MomentTooEarly Code = "moment_too_early"
	SimpleUnproven Code = "simple_signature_unproven"
	KeyAlone       Code = "journal_key_unconfirmed"

	BodySealBroken   Code = "body_seal_broken"
	BodySealMissing  Code = "body_seal_missing"
	BodySealUnproven Code = "body_seal_unproven"
	BodySealGood     Code = "body_seal"

	KeyUnconfirmed  Code = "journal_key_not_compared"
	NoSignatures    Code = "no_signatures"
	SimpleSignature Code = "simple_signature"
	DemoSignature   Code = "demonstration_signature"
)

var meanings = map[Code]struct {
	weight   reason.Verdict
	sentence string
}{
	ArchiveMalformed: {reason.Invalid, "Файл не является паспортом документа или повреждён: архив не читается."},
	ArchiveBomb:      {reason.Invalid, "Архив раздут: объявлено больше, чем в нём есть. Он не распаковывался и распаковывать его опасно."},
	ArchivePath:      {reason.Invalid, "В архиве есть имя, которое ведёт за пределы папки. Распаковывать его опасно."},
	ArchiveChanged:   {reason.Invalid, "Служебные данные архива не такие, какими их создаёт система: файл паспорта изменён или переупакован."},
	ListMalformed:    {reason.Invalid, "Опись повреждена: её нельзя прочитать."},
	ListsDisagree:    {reason.Invalid, "Описи контрольных сумм SHA-256 и Стрибог-256 называют разные файлы."},
	FileMissing:      {reason.Invalid, "Из паспорта удалён файл, который есть в описи."},
	FileExtra:        {reason.Invalid, "В паспорт добавлен файл, которого нет в описи."},
	FileChanged:      {reason.Invalid, "Файл изменён: его контрольная сумма не совпадает с описью."},
	FileSwapped:      {reason.Invalid, "Файл подменён: на его месте лежит другой файл этого же паспорта."},
	FileReplaced:     {reason.Invalid, "Файл подменён вместе с описью: на карточке он записан с другой контрольной суммой."},
	SealBroken:       {reason.Invalid, "Печать паспорта не подтверждается: описи контрольных сумм составлены не той системой, которая выгрузила паспорт."},
	CheckpointForged: {reason.Invalid, "Контрольная точка журнала подделана: подпись под ней не подтверждается ключом журнала."},
	ActUnproven:      {reason.Invalid, "Запись журнала изменена или не из этого журнала: путь от неё не приводит к контрольной точке."},
	ActForeign:       {reason.Invalid, "Запись журнала относится к другому документу."},
	StatementForeign: {reason.Invalid, "Отметка об ознакомлении составлена не об этом тексте."},
	NumberDiffers:    {reason.Invalid, "Регистрационный номер на карточке не тот, что в записях журнала."},
	KeyOther:         {reason.Invalid, "Паспорт заверен не тем ключом журнала, который опубликовал орган."},

	MomentTooEarly: {reason.Indeterminate, "На указанный момент этого паспорта ещё не было: записи журнала сделаны позже."},
	SimpleUnproven: {reason.Indeterminate, "Простую электронную подпись подтвердить нечем: записи о ней в приложенном журнале нет."},
	KeyAlone:       {reason.Indeterminate, "Усиленной подписи под документом нет, а ключ журнала взят из самого паспорта: сравнить его не с чем."},

	BodySealBroken:   {reason.Invalid, "Печать органа недействительна."},
	BodySealMissing:  {reason.Invalid, "Печать органа изъята из паспорта: в описи она названа."},
	BodySealUnproven: {reason.Valid, "Печать органа не удалось подтвердить: её сертификат проверить нечем."},
	BodySealGood:     {reason.Valid, "Печать органа подтверждена: опись файлов заверена ключом организации."},

	KeyUnconfirmed:  {reason.Valid, "Ключ журнала взят из самого паспорта. Сравните его с ключом, который опубликовал орган: до этого печать и журнал доказывают только согласованность файлов."},
	NoSignatures:    {reason.Valid, "Электронных подписей в паспорте нет: неизменность файлов подтверждает печать системы."},
	SimpleSignature: {reason.Valid, "Простая электронная подпись: её подтверждает запись журнала."},
	DemoSignature:   {reason.Valid, "Стенд: подпись не имеет юридической силы."},
}

// Codes are all reasons, for tables of texts and tests.
func Codes() []Code {
	codes := make([]Code, 0, len(meanings))
	for code := range meanings {
		codes = append(codes, code)
	}
	return codes
}

// Finding is one reason with its place.
type Finding struct {
	Code   Code           `json:"code"`
	Weight reason.Verdict `json:"weight"`
	Where  string         `json:"where,omitempty"` // path in the passport
	At     *time.Time     `json:"at,omitempty"`
	Text   string         `json:"text"`             // in Russian
	Detail string         `json:"detail,omitempty"` // for the expert
}

func finding(code Code, where, detail string, args ...any) Finding {
	m := meanings[code]
	f := Finding{Code: code, Weight: m.weight, Where: where, Text: m.sentence, Detail: fmt.Sprintf(detail, args...)}
	if where != "" {
		f.Text = strings.TrimSuffix(f.Text, ".") + " – " + where + "."
	}
	return f
}

// when names the moment that the finding speaks of.
func (f Finding) when(at time.Time) Finding {
	f.At = &at
	f.Text = strings.TrimSuffix(f.Text, ".") + " – " + reason.Moment(at) + "."
	return f
}

// Russian is a sentence about the reason.
func (c Code) Russian() string { return meanings[c].sentence }
