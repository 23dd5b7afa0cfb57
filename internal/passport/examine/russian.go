package examine

import (
	"fmt"
	"strings"

	"veche/cms/reason"
)

// Russian is the report in words, for a clerk and for the case file.
func (r *Report) Russian() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s. Проверено по состоянию на %s.\n", r.conclusion(), reason.Moment(r.At))
	if d := r.Document; d != nil {
		fmt.Fprintf(&b, "Документ: %s № %s от %s, %s.\n", d.Kind, d.Number, russianDay(d.RegisteredOn), d.Body)
	}
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s %s\n", mark(f.Weight), f.Text)
	}
	if r.BodySeal != nil {
		fmt.Fprintf(&b, "\nПечать органа под описью файлов: %s\n%s", sealer(r.BodySeal), r.BodySeal.Russian())
	}
	if len(r.Files) > 0 {
		b.WriteString("\nФайлы\n")
	}
	for _, f := range r.Files {
		fmt.Fprintf(&b, "%s – %s: %s\n", f.Path, f.Name, f.state())
	}
	for i, s := range r.Signatures {
		fmt.Fprintf(&b, "\nПодпись %d из %d: %s %s\n", i+1, len(r.Signatures), s.Post, s.Signer)
		s.writeRussian(&b)
	}
	r.writeJournal(&b)
	for _, c := range r.Roots {
		fmt.Fprintf(&b, "\nВ паспорте есть корневой сертификат, который не назван доверенным: %s.\nОтпечаток SHA-256: %s.\n", c.Subject.Short(), c.SHA256)
	}
	return b.String()
}

func (r *Report) conclusion() string {
	switch r.Verdict {
	case reason.Valid:
		return "Паспорт документа подтверждён"
	case reason.Invalid:
		return "Паспорт документа не подтверждён: есть нарушения"
	}
	return "Паспорт документа не удалось подтвердить полностью"
}

func (f FileReport) state() string {
	switch {
	case !f.Intact:
		return "изменён или отсутствует"
	case f.Signed > 0:
		return "не изменён, под действительной подписью"
	}
	return "не изменён"
}

func (s SignatureReport) writeRussian(b *strings.Builder) {
	if s.Purpose != "" {
		fmt.Fprintf(b, "Ознакомление: %s, %s.\n", s.Signer, s.Post)
	}
	if s.Report != nil {
		b.WriteString(s.Report.Russian())
	}
	for _, f := range s.Findings {
		fmt.Fprintf(b, "%s %s\n", mark(f.Weight), f.Text)
	}
}

func (r *Report) writeJournal(b *strings.Builder) {
	j := r.Journal
	if j == nil || len(j.Acts) == 0 {
		return
	}
	fmt.Fprintf(b, "\nЖурнал действий %s: контрольная точка от %s, записей под ней %d.\n", j.Origin, reason.Moment(j.At), j.Size)
	if j.Confirmed {
		b.WriteString("Ключ журнала совпадает с опубликованным.\n")
	} else {
		fmt.Fprintf(b, "Ключ журнала: %s\n", j.Key)
	}
	for _, a := range j.Acts {
		proven := "доказана"
		if !a.Proven {
			proven = "не доказана"
		}
		fmt.Fprintf(b, "%s. %s: %s. Запись %d %s.\n", reason.Moment(a.At), a.who(), a.Words, a.ID, proven)
	}
}

// mark begins a line: a violation, something open, a remark.
func mark(v reason.Verdict) string {
	switch v {
	case reason.Invalid:
		return "✗"
	case reason.Indeterminate:
		return "?"
	}
	return "•"
}

// russianDay writes 2026-11-22 as 22.11.2026.
func russianDay(day string) string {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		return day
	}
	return parts[2] + "." + parts[1] + "." + parts[0]
}
