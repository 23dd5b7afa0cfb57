package pos

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/smev"
	"veche/smev/message"
)

// Run is one run of the export and its protocol.
type Run struct {
	ID        int64         `db:"id" json:"id"`
	BodyID    int64         `db:"body_id" json:"body_id"`
	Mode      Mode          `db:"mode" json:"mode" enum:"at_once,schedule,hand"`
	Day       calendar.Date `db:"day" json:"day"`
	Filter    string        `db:"filter" json:"-"`
	StartedBy *int64        `db:"started_by" json:"started_by"`
	StartedAt time.Time     `db:"started_at" json:"started_at"`
}

// together is how many statuses travel in one message.
const together = 500

// Export sends what belongs to a run and has not left, and takes what bodies send at once into the run of the day. It
// tells how many lines it has sent.
func (s *Service) Export(ctx context.Context) (sent int, err error) {
	if err := s.takeAtOnce(ctx); err != nil {
		return 0, err
	}
	for {
		n, err := s.sendBatch(ctx)
		sent += n
		if err != nil || n == 0 {
			return sent, err
		}
	}
}

// takeAtOnce puts the ready lines of bodies that send at once into their protocol of the day.
func (s *Service) takeAtOnce(ctx context.Context) error {
	bodies, err := db.All[int64](ctx, s.db, `
		SELECT DISTINCT l.body_id FROM pos_ledger l LEFT JOIN pos_bodies b ON b.body_id = l.body_id
		 WHERE l.direction = 'out' AND l.state = 'ready' AND l.run_id IS NULL AND coalesce(b.mode, 'at_once') = 'at_once'`)
	if err != nil {
		return err
	}
	for _, body := range bodies {
		err = errors.Join(err, s.db.Tx(ctx, system(body), func(tx *db.Tx) error {
			run, err := s.runOfDay(ctx, tx, body)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, "UPDATE pos_ledger SET run_id = $1 WHERE direction = 'out' AND state = 'ready' AND run_id IS NULL AND body_id = $2", run, body)
			return err
		}))
	}
	return err
}

// runOfDay is the protocol of what a body sends at once today.
func (s *Service) runOfDay(ctx context.Context, tx *db.Tx, bodyID int64) (int64, error) {
	today := s.Org.Today(ctx, tx, bodyID, tx.Now)
	found, err := db.All[int64](ctx, tx, "SELECT id FROM pos_runs WHERE body_id = $1 AND mode = 'at_once' AND day = $2 ORDER BY id LIMIT 1", bodyID, today)
	if err != nil || len(found) > 0 {
		return append(found, 0)[0], err
	}
	return db.Insert(ctx, tx, "pos_runs", Run{BodyID: bodyID, Mode: AtOnce, Day: today, StartedAt: tx.Now})
}

// sendBatch sends the next lines: many statuses together, or one answer with its files. A line is given its batch first
// and the batch is sent under its name: a fall between the two changes nothing.
func (s *Service) sendBatch(ctx context.Context) (int, error) {
	lines, err := s.batch(ctx)
	if err != nil || len(lines) == 0 {
		return 0, err
	}
	m, err := mappingOf(ctx, s.db)
	if err != nil {
		return 0, err
	}
	var out *smev.Outgoing
	if lines[0].What == AboutStatus {
		out, err = s.sendStates(ctx, m, lines)
	} else {
		out, err = s.sendAnswer(ctx, m, lines[0])
	}
	if errors.Is(err, smev.ErrUnwritable) || errors.Is(err, errUnwritable) {
		return len(lines), s.mark(ctx, lines, Refused, "pos.unwritable: "+err.Error(), nil)
	}
	if err != nil {
		return 0, err
	}
	return len(lines), s.mark(ctx, lines, Sent, "", out)
}

// errUnwritable is told of a line that cannot be written as it is.
var errUnwritable = errors.New("pos: the line cannot be written")

// batch are the lines that leave together: those of a batch that was begun, or new ones.
func (s *Service) batch(ctx context.Context) (lines []Line, err error) {
	begun, err := db.All[string](ctx, s.db, "SELECT batch FROM pos_ledger WHERE direction = 'out' AND state = 'ready' AND run_id IS NOT NULL AND batch <> '' ORDER BY id LIMIT 1")
	if err != nil {
		return nil, err
	}
	if len(begun) == 1 {
		return db.All[Line](ctx, s.db, "SELECT "+lineColumns+" FROM pos_ledger WHERE batch = $1 AND state = 'ready' ORDER BY id", begun[0])
	}
	err = s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		lines, err = db.All[Line](ctx, tx, "SELECT "+lineColumns+" FROM pos_ledger WHERE direction = 'out' AND state = 'ready' AND run_id IS NOT NULL AND batch = '' ORDER BY id LIMIT $1", together)
		if err != nil || len(lines) == 0 {
			return err
		}
		if end := slices.IndexFunc(lines, func(l Line) bool { return l.What != AboutStatus }); end >= 0 {
			lines = lines[:max(end, 1)]
		}
		name := fmt.Sprintf("out:%d:%d", lines[0].ID, lines[0].Attempts)
		args := []any{name}
		ids := make([]int64, len(lines))
		for i := range lines {
			ids[i], lines[i].Batch = lines[i].ID, name
		}
		_, err = tx.Exec(ctx, "UPDATE pos_ledger SET batch = $1 WHERE id IN "+db.In(&args, ids), args...)
		return err
	})
	return lines, err
}

// mark notes what became of the lines of a batch.
func (s *Service) mark(ctx context.Context, lines []Line, state LineState, why string, out *smev.Outgoing) error {
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		for _, l := range lines {
			raw, id := l.Raw, ""
			if out != nil {
				id = string(out.ID)
				if l.What != AboutStatus {
					raw = string(out.Request.Content)
				}
			}
			n, err := tx.Exec(ctx, "UPDATE pos_ledger SET state = $1, error = $2, attempts = attempts + 1, smev_id = $3, raw = $4, changed_at = $5 WHERE id = $6 AND state = 'ready'",
				state, short(why), id, raw, tx.Now, l.ID)
			if err != nil {
				return err
			}
			if n == 1 && state == Refused && l.DeliveryID != nil {
				if err := s.Dispatch.ReturnFailed(ctx, tx, *l.DeliveryID, short(why)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func short(why string) string {
	text := []rune(why)
	return string(text[:min(len(text), 500)])
}

func (s *Service) sendStates(ctx context.Context, m contract.Mapping, lines []Line) (*smev.Outgoing, error) {
	var all contract.StateNotices
	settings := map[int64]BodySettings{}
	for i, l := range lines {
		notice, err := s.notice(ctx, m, l, settings)
		if err != nil {
			return nil, err
		}
		one, err := m.WriteRequest(contract.Request{States: &contract.StateNotices{States: []contract.StateNotice{notice}}})
		if err != nil {
			return nil, err
		}
		lines[i].Raw = string(one)
		all.States = append(all.States, notice)
	}
	return s.requestWith(ctx, lines[0].Batch, contract.Request{States: &all}, nil, nil)
}

// notice is a status as the platform is told of it; settings are those of the bodies of a batch, read once.
func (s *Service) notice(ctx context.Context, m contract.Mapping, l Line, settings map[int64]BodySettings) (n contract.StateNotice, err error) {
	v, known := settings[*l.BodyID]
	if !known {
		if v, err = bodySettings(ctx, s.db, *l.BodyID); err != nil {
			return n, err
		}
		settings[*l.BodyID] = v
	}
	n = contract.StateNotice{Key: l.Key, Cycle: l.Cycle, Status: m.Word(l.Status), At: l.At, Notify: v.Notify, Reason: contract.Clean(l.Note, 100000)}
	if n.ItemID, err = db.One[string](ctx, s.db, "SELECT foreign_id FROM pos_items WHERE id = $1", l.ItemID); err != nil || l.Status == contract.StatusArrived {
		return n, err // on arrival there is nothing more to tell
	}
	shown, err := s.Appeals.ShownOf(ctx, s.db, *l.DocumentID)
	if err != nil {
		return n, err
	}
	if shown.Number != "" {
		n.Number, n.RegisteredOn, n.DueOn = contract.Clean(shown.Number, 100), shown.RegisteredOn.String(), shown.DueOn.String()
	}
	if word := kindWord(shown.Kind); l.Note != "" && strings.HasSuffix(l.Key, word) {
		n.Kind = m.Word(word)
	}
	return n, nil
}

var results = map[appeals.Result]string{appeals.Explained: contract.ResultExplained, appeals.Supported: contract.ResultSupported,
	appeals.MeasuresTaken: contract.ResultMeasures, appeals.NotSupported: contract.ResultNotSupported, appeals.Answered: contract.ResultAnswered}

// sendAnswer sends an answer with its letter, attachments and signatures.
func (s *Service) sendAnswer(ctx context.Context, m contract.Mapping, l Line) (*smev.Outgoing, error) {
	item, err := itemByID(ctx, s.db, l.ItemID, "")
	if err != nil {
		return nil, err
	}
	letter, err := s.Documents.Get(ctx, s.db, *l.LetterID)
	if err != nil {
		return nil, err
	}
	shown, err := s.Appeals.ShownOf(ctx, s.db, *l.DocumentID)
	if err != nil {
		return nil, err
	}
	v, err := bodySettings(ctx, s.db, letter.BodyID)
	if err != nil {
		return nil, err
	}
	answer := contract.Answer{Key: l.Key, ItemID: item.ForeignID, Cycle: l.Cycle, Final: l.What == AboutAnswer, At: l.At, Notify: v.Notify, ProcessInLKO: v.LKO || item.LKO,
		Number: contract.Clean(letter.Number, 100), RegisteredOn: letter.RegisteredOn.String()}
	if answer.Signatory, err = s.signatory(ctx, letter.ID); err != nil {
		return nil, err
	}
	if answer.Final && len(shown.Results) > 0 {
		if word := results[shown.Results[0]]; word != "" {
			answer.Result = m.Word(word)
		}
	}
	attachments, files, err := s.enclosed(ctx, m, letter, &answer)
	if err != nil {
		return nil, err
	}
	return s.requestWith(ctx, l.Batch, contract.Request{Answer: &answer}, attachments, files)
}

func (s *Service) signatory(ctx context.Context, letterID int64) (string, error) {
	names, err := db.All[string](ctx, s.db, "SELECT signer_name || ', ' || signer_post FROM signatures WHERE document_id = $1 ORDER BY id LIMIT 1", letterID)
	if err != nil || len(names) == 0 {
		return "", err
	}
	return contract.Clean(names[0], 500), nil
}

// enclosed are the files that leave the body with a letter. Their bytes stand in the store that the message is sent from.
func (s *Service) enclosed(ctx context.Context, m contract.Mapping, letter documents.Document, a *contract.Answer) (list []message.Attachment, files []smev.File, err error) {
	out, err := s.Documents.Outgoing(ctx, s.db, letter)
	if err != nil {
		return nil, nil, err
	}
	current, err := s.Documents.CurrentVersion(ctx, s.db, letter.ID)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range out {
		role := contract.RoleAttachment
		switch {
		case f.ID == current.FileID:
			role = contract.RoleLetter
		case f.Role == documents.Signature:
			role = contract.RoleSignature
		}
		id := "file-" + strconv.FormatInt(f.ID, 10)
		a.Files = append(a.Files, contract.File{AttachmentID: id, Name: contract.Clean(f.Name, 500), Role: m.Word(role)})
		list = append(list, message.Attachment{ID: id, MimeType: mimeOf(f.Kind), FileName: f.Name})
		files = append(files, smev.File{Attachment: id, Key: f.SHA256, Size: f.Size})
	}
	if len(list) == 0 {
		return nil, nil, fmt.Errorf("%w: the letter %d has no files", errUnwritable, letter.ID)
	}
	return list, files, nil
}

func mimeOf(kind string) string {
	switch kind {
	case "pdf":
		return "application/pdf"
	case "docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case "txt":
		return "text/plain"
	case "jpeg", "png":
		return "image/" + kind
	case "p7s":
		return "application/pkcs7-signature"
	}
	return "application/octet-stream"
}
