package acknowledgement

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"time"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/sheet"
)

// Sheet is the sheet of acknowledgement (лист ознакомления, §2.7): who was asked, who has opened the document, who has
// acknowledged it and with what signature. To have opened is not to have acknowledged.
type Sheet struct {
	body, kind, sha256 string
	d                  documents.Document
	lines              []assignments.Acknowledgement
	marks              []Mark
	at                 time.Time
	zone               *time.Location
}

// Sheet draws up the sheet of a card that the actor sees, as it stands now.
func (s *Service) Sheet(ctx context.Context, by auth.Actor, documentID int64) (Sheet, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Sheet{}, err
	}
	tree, err := s.assignments.TreeOf(ctx, s.db, by, d)
	if err != nil {
		return Sheet{}, err
	}
	kind, err := s.documents.KindOf(ctx, s.db, d)
	if err != nil {
		return Sheet{}, err
	}
	body, err := s.org.Body(ctx, s.db, d.BodyID)
	if err != nil {
		return Sheet{}, err
	}
	versions, err := s.documents.Versions(ctx, s.db, d.ID)
	if err != nil {
		return Sheet{}, err
	}
	sh := Sheet{body: body.Name, kind: kind.Name, d: d, lines: tree.Acknowledgements, at: s.db.Now(), zone: s.org.Zone(ctx, s.db, d.BodyID)}
	if n := len(versions); n > 0 {
		sh.sha256 = versions[n-1].SHA256
	}
	sh.marks, err = s.marks(ctx, s.db, d.ID)
	return sh, err
}

var columns = []sheet.Column{
	{Title: "№", Width: 1}, {Title: "Фамилия, должность", Width: 6}, {Title: "Направлено", Width: 3}, {Title: "Срок", Width: 3},
	{Title: "Открыто", Width: 3}, {Title: "Ознакомлен", Width: 3}, {Title: "Подпись", Width: 8},
}

// PDF prints the sheet as PDF/A-2b.
func (sh Sheet) PDF() ([]byte, error) {
	out := sheet.New(sheet.Meta{Title: "Лист ознакомления", Author: sh.body, Subject: sh.kind, Created: sh.at, Landscape: true})
	out.Title("Лист ознакомления")
	out.KeyValues(sh.head()...)
	rows := make([][]string, len(sh.lines))
	known := 0
	for i, line := range sh.lines {
		if line.AcknowledgedAt != nil {
			known++
		}
		who := strings.ReplaceAll(line.Name, " ", "\u00a0")
		if line.Post != "" {
			who += ", " + line.Post
		}
		rows[i] = []string{strconv.Itoa(i + 1), who, sh.moment(&line.SentAt), line.DueOn.Russian(), sh.moment(line.OpenedAt), sh.moment(line.AcknowledgedAt), sh.signature(line)}
	}
	out.Table(columns, rows)
	out.KeyValues(
		sheet.KeyValue{Key: "Ознакомлены", Value: strconv.Itoa(known) + " из " + strconv.Itoa(len(sh.lines))},
		sheet.KeyValue{Key: "Лист сформирован", Value: sh.moment(&sh.at)})
	var pdf bytes.Buffer
	err := out.Write(&pdf)
	return pdf.Bytes(), err
}

func (sh Sheet) head() []sheet.KeyValue {
	list := []sheet.KeyValue{{Key: "Организация", Value: sh.body}, {Key: "Документ", Value: sh.kind + " «" + sh.d.Summary + "»"}}
	if sh.d.Number != "" {
		list = append(list, sheet.KeyValue{Key: "Номер и дата", Value: "№ " + sh.d.Number + " от " + sh.d.RegisteredOn.Russian()})
	}
	if sh.sha256 != "" {
		list = append(list, sheet.KeyValue{Key: "SHA-256 текста", Value: sh.sha256})
	}
	return list
}

// signature is with what a line was acknowledged. «Открыто» alone is none.
func (sh Sheet) signature(line assignments.Acknowledgement) string {
	m, signed := of(sh.marks, line)
	switch {
	case signed:
		return m.Words
	case line.AcknowledgedAt != nil:
		return "Простая электронная подпись"
	}
	return ""
}

// moment is a time at the place of the body.
func (sh Sheet) moment(at *time.Time) string {
	if at == nil || at.IsZero() {
		return ""
	}
	return at.In(sh.zone).Format("02.01.2006 15:04")
}
