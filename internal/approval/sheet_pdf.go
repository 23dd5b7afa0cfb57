package approval

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/sheet"
)

// Words of the sheet (§15).
var (
	votes = map[Vote]string{
		Agreed: "Согласен", AgreedWithRemarks: "Согласен с замечаниями", NotAgreed: "Не согласен",
		Abstained: "Воздержался: конфликт интересов",
	}
	visaStates = map[VisaState]string{
		Waiting: "Очередь не дошла", AskedNow: "На согласовании", Delegated: "На рассмотрении у подчинённого", Cancelled: "Снято",
	}
	states = map[State]string{
		Running: "На согласовании", Returned: "Возвращён на доработку", Recalled: "Отозван", Approved: "Согласован", Withdrawn: "Проект отозван",
	}
)

// pdf prints the sheet as PDF/A-2b.
func (sh Sheet) pdf() ([]byte, error) {
	out := sheet.New(sheet.Meta{
		Title: "Лист согласования", Author: sh.Body, Subject: sh.Kind, Created: sh.GeneratedAt, Landscape: true,
		Footer: "Контрольная сумма листа (SHA-256): " + sh.Hash,
	})
	out.Title("Лист согласования")
	out.KeyValues(sh.head()...)
	for _, c := range sh.Cycles {
		out.Heading("Цикл " + strconv.Itoa(c.No) + ", версия " + strconv.Itoa(c.VersionNo) + ": " + sh.outcome(c))
		out.Table(columns, sh.cycleRows(c.No))
	}
	out.Heading("Протокол разногласий")
	if len(sh.Disagreements) == 0 {
		out.Paragraph("Разногласий нет.")
	} else {
		out.Table(disagreementColumns, sh.disagreementRows())
	}
	if len(sh.Signatures) > 0 {
		out.Heading("Подписи")
	}
	for _, g := range sh.Signatures {
		out.Paragraph(g.Post + " " + together(g.Name) + ", " + sh.moment(&g.At) + ". " + g.Words + ".")
	}
	out.KeyValues(
		sheet.KeyValue{Key: "Итог", Value: states[sh.State]},
		sheet.KeyValue{Key: "Лист сформирован", Value: sh.moment(&sh.GeneratedAt)})
	var pdf bytes.Buffer
	err := out.Write(&pdf)
	return pdf.Bytes(), err
}

func (sh Sheet) head() []sheet.KeyValue {
	initiator := sh.Initiator.Post + " " + sh.Initiator.Name
	if sh.Initiator.Phone != "" {
		initiator += ", тел. " + sh.Initiator.Phone
	}
	list := []sheet.KeyValue{{Key: "Организация", Value: sh.Body}, {Key: "Документ", Value: sh.Kind + " «" + sh.Summary + "»"}}
	if sh.Number != "" {
		list = append(list, sheet.KeyValue{Key: "Номер", Value: sh.Number})
	}
	list = append(list,
		sheet.KeyValue{Key: "Версия", Value: strconv.Itoa(sh.VersionNo)},
		sheet.KeyValue{Key: "SHA-256 версии", Value: sh.SHA256},
		sheet.KeyValue{Key: "Исполнитель", Value: initiator})
	if sh.Route != "" {
		list = append(list, sheet.KeyValue{Key: "Маршрут", Value: sh.Route})
	}
	return append(list,
		sheet.KeyValue{Key: "Начато", Value: sh.moment(&sh.StartedAt)},
		sheet.KeyValue{Key: "Окончено", Value: sh.moment(sh.EndedAt)})
}

func (sh Sheet) outcome(c Cycle) string {
	if c.Outcome == "" {
		return strings.ToLower(states[Running])
	}
	return strings.ToLower(states[c.Outcome]) + " " + sh.moment(c.EndedAt)
}

var columns = []sheet.Column{
	{Title: "Этап", Width: 3}, {Title: "Должность, фамилия", Width: 5}, {Title: "Получено", Width: 3}, {Title: "Срок", Width: 3},
	{Title: "Решение", Width: 4}, {Title: "Дата решения", Width: 3}, {Title: "Замечания", Width: 7}, {Title: "Подпись", Width: 3},
}

func (sh Sheet) cycleRows(no int) [][]string {
	var rows [][]string
	for _, r := range sh.Rows {
		if r.Cycle == no {
			rows = append(rows, []string{r.stage(), r.who(), sh.moment(r.ReceivedAt), sh.moment(r.DueAt), r.decision(), sh.decided(r), r.Remarks, r.signature()})
		}
	}
	return rows
}

var disagreementColumns = []sheet.Column{
	{Title: "№", Width: 1}, {Title: "Кто возражает", Width: 5}, {Title: "Версия", Width: 2}, {Title: "Замечание", Width: 8},
	{Title: "Позиция разработчика", Width: 8}, {Title: "Итог", Width: 4},
}

func (sh Sheet) disagreementRows() [][]string {
	rows := make([][]string, len(sh.Disagreements))
	for i, d := range sh.Disagreements {
		rows[i] = []string{strconv.Itoa(i + 1), d.Post + " " + together(d.Name), strconv.Itoa(d.VersionNo), d.Remarks, d.position(), sh.ended(d)}
	}
	return rows
}

func (d Disagreement) position() string {
	word := map[Position]string{Accepted: "Учтено", Declined: "Отклонено"}[d.Position]
	if d.Answer == "" {
		return word
	}
	return word + ": " + d.Answer
}

func (sh Sheet) ended(d Disagreement) string {
	word := map[Outcome]string{Settled: "Снято", Unsettled: "Не снято", Unanswered: "Не снято"}[d.Outcome]
	if d.SettledAt == nil {
		return word
	}
	return word + " " + sh.moment(d.SettledAt)
}

func (r SheetRow) stage() string {
	if r.Opinion {
		return r.Stage + " (мнение)"
	}
	return r.Stage
}

func (r SheetRow) who() string {
	who := r.Post + " " + together(r.Name)
	if r.Basis != "" {
		who += " (" + strings.ReplaceAll(r.Basis, "№ ", "№\u00a0") + ")"
	}
	return who
}

// together keeps a surname with its initials on one line.
func together(name string) string { return strings.ReplaceAll(name, " ", "\u00a0") }

// decision is the vote; one that is kept says for which version it was given.
func (r SheetRow) decision() string {
	switch {
	case r.Vote == "":
		return visaStates[r.State]
	case r.State == Kept:
		return votes[r.Vote] + " (для версии\u00a0" + strconv.Itoa(r.VersionNo) + ")"
	}
	return votes[r.Vote]
}

func (sh Sheet) decided(r SheetRow) string {
	at := sh.moment(r.DecidedAt)
	if r.Late {
		at += ", с опозданием"
	}
	if r.LateDays > 0 {
		at += " на " + strconv.Itoa(r.LateDays) + " раб. дн."
	}
	return at
}

func (r SheetRow) signature() string {
	if r.Signature == "" {
		return ""
	}
	return "Простая электронная"
}

// moment is a time at the place of the body.
func (sh Sheet) moment(at *time.Time) string {
	if at == nil || at.IsZero() {
		return ""
	}
	return at.In(sh.zone).Format("02.01.2006 15:04")
}

// sheetLimit is more than any approval sheet.
const sheetLimit = 16 << 20

// onEnded puts the sheet of a cycle that has ended among the files of the card, once.
func (s *Service) onEnded(ctx context.Context, job Ended) error {
	a, err := byID(ctx, s.db, job.ApprovalID)
	if err != nil || a.Cycle != job.Cycle || a.State == Running || a.SheetFileID != nil {
		return err
	}
	sh, err := s.sheetOf(ctx, s.db, a)
	if err != nil {
		return err
	}
	pdf, err := sh.pdf()
	if err != nil {
		return err
	}
	blob, err := s.files.Put(ctx, bytes.NewReader(pdf), sheetLimit)
	if err != nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("approval"), func(tx *db.Tx) error {
		d, err := s.documents.Lock(ctx, tx, a.DocumentID)
		if err != nil {
			return err
		}
		now, err := byID(ctx, tx, a.ID)
		if err != nil || now.Version != a.Version { // the next cycle has begun meanwhile
			return err
		}
		name := "Лист согласования, цикл " + strconv.Itoa(a.Cycle) + ".pdf"
		file, err := s.documents.AddFileTo(ctx, tx, d, documents.Sheet, name, blob, "pdf")
		if err != nil {
			return err
		}
		now.SheetFileID = &file.ID
		return save(ctx, tx, &now)
	})
}

// sheetPDF draws up the sheet as it stands now, also while the approval runs.
func (s *Service) sheetPDF(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "document.not_found", "no card %q", r.PathValue("id"))
	}
	sh, err := s.Sheet(r.Context(), by, id)
	if err != nil {
		return err
	}
	pdf, err := sh.pdf()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `inline; filename="approval-sheet.pdf"`)
	_, err = w.Write(pdf)
	return err
}
