package receipt

import (
	"fmt"
	"strings"

	"veche/cms/reason"
)

// Code names something that was found out about a receipt.
type Code string

const (
	LeafHolds          Code = "leaf_holds"
	LeafDiffers        Code = "leaf_differs"
	ProofAbsent        Code = "proof_absent"
	ProofMalformed     Code = "proof_malformed"
	CheckpointSigned   Code = "checkpoint_signed"
	CheckpointForged   Code = "checkpoint_forged"
	Included           Code = "included"
	NotIncluded        Code = "not_included"
	OtherLog           Code = "other_log"
	SealedBefore       Code = "sealed_before"
	KeyAlone           Code = "key_alone"
	KeyDiffers         Code = "key_differs"
	HeldMalformed      Code = "held_malformed"
	HeldForeign        Code = "held_foreign"
	HeldAgrees         Code = "held_agrees"
	HeldContradicts    Code = "held_contradicts"
	HeldNotCompared    Code = "held_not_compared"
	HeldGrew           Code = "held_grew"
	Late               Code = "late"
	NeighbourInOrder   Code = "neighbour_in_order"
	NeighbourSamePlace Code = "neighbour_same_place"
	NeighbourDisorder  Code = "neighbour_disorder"
)

// meanings are the sentences and weights of the codes.
var meanings = map[Code]struct {
	weight   reason.Verdict
	sentence string
}{
	LeafHolds:          {reason.Valid, "Сведения расписки дают её контрольный код: номер, время, место и содержание заявления в ней не изменены."},
	LeafDiffers:        {reason.Invalid, "Сведения расписки не дают её контрольного кода: в расписке что-то изменено после выдачи."},
	ProofAbsent:        {reason.Indeterminate, "В расписке ещё нет доказательства места в журнале: оно появляется через несколько секунд после приёма, скачайте расписку ещё раз."},
	ProofMalformed:     {reason.Invalid, "Доказательство в расписке испорчено: его нельзя прочитать."},
	CheckpointSigned:   {reason.Valid, "Отметка журнала подписана ключом журнала."},
	CheckpointForged:   {reason.Invalid, "Отметка журнала не подписана этим ключом: она подделана, или ключ другой."},
	Included:           {reason.Valid, "Заявление стоит в журнале очерёдности на своём месте."},
	NotIncluded:        {reason.Invalid, "Доказательство не приводит от заявления к отметке журнала: на этом месте журнала стоит другое заявление."},
	OtherLog:           {reason.Invalid, "Отметка и расписка – о разных журналах: услуга или год не совпадают."},
	SealedBefore:       {reason.Invalid, "Отметка журнала поставлена раньше, чем по расписке принято заявление: время в расписке неверно."},
	KeyAlone:           {reason.Indeterminate, "Ключ взят из самой расписки. Сравните его с ключом, который опубликовал орган: до этого доказана только согласованность расписки."},
	KeyDiffers:         {reason.Invalid, "Ключ в расписке – не тот, который вы принесли."},
	HeldMalformed:      {reason.Indeterminate, "Файл не читается как отметка журнала или расписка, или не подписан ключом журнала."},
	HeldForeign:        {reason.Valid, "Отметка о другом журнале: сравнивать нечего."},
	HeldAgrees:         {reason.Valid, "Отметка, которая хранится у других, – о том же самом журнале."},
	HeldContradicts:    {reason.Invalid, "Отметка, которая хранится у других, противоречит расписке: журнал переписан, и в одном размере у него два содержания."},
	HeldNotCompared:    {reason.Indeterminate, "Отметка другого размера не сравнена: нужна копия журнала (--log)."},
	HeldGrew:           {reason.Valid, "Журнал одной отметки вырос в журнал другой: ничего из стоявшего в нём не изменено."},
	Late:               {reason.Invalid, "Заявление вставлено задним числом: отметка журнала, поставленная позже времени расписки, его ещё не содержит."},
	NeighbourInOrder:   {reason.Valid, "Другая расписка согласна с этой: чьё место раньше, то и принято раньше."},
	NeighbourSamePlace: {reason.Invalid, "На одном месте журнала стоят два разных заявления."},
	NeighbourDisorder:  {reason.Invalid, "Порядок нарушен: место раньше, а время или место в очереди – позже."},
}

// Finding is one thing that holds or does not.
type Finding struct {
	Code   Code           `json:"code"`
	Weight reason.Verdict `json:"weight"`
	About  string         `json:"about,omitempty"` // the file, where it is not the receipt itself
	Text   string         `json:"text"`
	Detail string         `json:"detail,omitempty"`
}

// Report is the outcome of an examination.
type Report struct {
	Verdict  reason.Verdict `json:"verdict"`
	Receipt  Receipt        `json:"receipt"`
	Findings []Finding      `json:"findings"`
}

func (r *Report) find(code Code, about, detail string, args ...any) {
	m := meanings[code]
	r.Findings = append(r.Findings, Finding{code, m.weight, about, m.sentence, fmt.Sprintf(detail, args...)})
	r.Verdict = r.Verdict.Worse(m.weight)
}

// verdicts are the verdict in words.
var verdicts = map[reason.Verdict]string{
	reason.Valid:         "Расписка действительна: место в очереди доказано.",
	reason.Invalid:       "Расписка не подтверждается.",
	reason.Indeterminate: "Расписка проверена не до конца.",
}

// Russian is the report for people.
func (r *Report) Russian() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\nНомер %s, место в порядке приёма %d за %d год\nПринято %s\n", verdicts[r.Verdict], r.Receipt.Service,
		r.Receipt.Number, r.Receipt.Sequence, r.Receipt.Year, r.Receipt.At.Format("02.01.2006 15:04:05.000000 UTC"))
	if r.Receipt.Place != "" {
		fmt.Fprintf(&b, "Очередь %s, место в ней при подаче: %d\n", r.Receipt.queue(), r.Receipt.PlaceNo)
	}
	b.WriteString("\n")
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s ", map[reason.Verdict]string{reason.Valid: "✓", reason.Invalid: "✗", reason.Indeterminate: "?"}[f.Weight])
		if f.About != "" {
			fmt.Fprintf(&b, "%s: ", f.About)
		}
		b.WriteString(f.Text)
		if f.Detail != "" {
			fmt.Fprintf(&b, " (%s)", f.Detail)
		}
		b.WriteString("\n")
	}
	return b.String()
}
