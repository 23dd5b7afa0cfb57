package services

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/platform/text"
	"veche/internal/services/catalogue"
	"veche/internal/services/drafts"
	"veche/internal/services/intake"
	"veche/internal/tasks"
)

// receiveEvery is how often the accepted rows are looked at; receiveAtOnce is how many become applications in one
// transaction, and receiveFor how long one look goes on. While a surge is at the door a look takes receiveInSurge of them
// and leaves the rest for later: SQLite has one writer, and those at the door come first.
const (
	receiveEvery  = time.Second
	receiveAtOnce = 200
	receiveFor    = 40 * time.Second

	receiveInSurge = 20
)

// ReceiveAll takes what the intake has accepted since the last look, in its order. A look that is killed has done whole
// batches: applications and the cursor are written together, and the order can stand only once.
func (s *Service) ReceiveAll(ctx context.Context) error {
	ends := time.Now().Add(receiveFor)
	for time.Now().Before(ends) {
		orders, err := s.waiting(ctx)
		if err != nil || len(orders) == 0 {
			return err
		}
		surge := s.Intake.Busy()
		limit := receiveAtOnce
		if surge {
			limit = receiveInSurge
		}
		for _, o := range orders {
			if err := s.receiveBatch(ctx, o, limit); err != nil {
				return err
			}
		}
		if surge {
			return nil
		}
	}
	return nil
}

// cursor is how far the rows of one order have become applications.
type cursor struct {
	ServiceID int64 `db:"service_id"`
	Year      int   `db:"year"`
	Sequence  int64 `db:"sequence"`
}

// receiveBatch makes applications of the next rows of one order.
func (s *Service) receiveBatch(ctx context.Context, c cursor, limit int) error {
	return s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "INSERT INTO intake_cursors (service_id, year, sequence) VALUES ($1, $2, 0) ON CONFLICT (service_id, year) DO NOTHING",
			c.ServiceID, c.Year); err != nil {
			return err
		}
		at, err := db.One[int64](ctx, tx, "SELECT sequence FROM intake_cursors WHERE service_id = $1 AND year = $2"+tx.Words().Lock, c.ServiceID, c.Year)
		if err != nil {
			return err
		}
		rows, err := s.Intake.After(ctx, tx, c.ServiceID, c.Year, at, limit)
		if err != nil || len(rows) == 0 {
			return err
		}
		entry, err := s.Catalogue.EntryByID(ctx, tx, c.ServiceID)
		if err != nil {
			return err
		}
		zone := s.Org.Zone(ctx, tx, entry.BodyID)
		keeper, err := s.keeperOf(ctx, tx, entry.ID)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := s.receive(ctx, tx, entry, zone, keeper, row); err != nil {
				return err
			}
		}
		if err := s.Catalogue.CountIn(ctx, tx, c.ServiceID, catalogue.Sent, int64(len(rows))); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "UPDATE intake_cursors SET sequence = $1 WHERE service_id = $2 AND year = $3", rows[len(rows)-1].Sequence, c.ServiceID, c.Year)
		return err
	})
}

// receive makes an application of one accepted row.
func (s *Service) receive(ctx context.Context, tx *db.Tx, entry catalogue.Entry, zone *time.Location, keeper Keeper, row intake.Accepted) error {
	m, err := s.received(ctx, tx, entry, zone, row)
	if err != nil {
		return err
	}
	if keeper != Considered {
		m.standsInRegister(keeper, row, calendar.DateOf(row.At, zone))
		m.DueSort = m.presses()
	}
	if m.ID, err = db.Insert(ctx, tx, "applications", m.Application); err != nil {
		return err
	}
	if err := s.keepFiles(ctx, tx, m.ID, row); err != nil {
		return err
	}
	if step, ok := m.procedure.Variant.Step(m.Step); ok {
		if _, err := db.Insert(ctx, tx, "application_steps", StepRow{ApplicationID: m.ID, Step: step.Code, Kind: step.Kind, BegunAt: tx.Now, Due: m.RegisterBy}); err != nil {
			return err
		}
	}
	if _, err := db.Insert(ctx, tx, "application_events", Event{ApplicationID: m.ID, At: tx.Now, Act: Receive, From: Submitted, To: m.State, Public: true}); err != nil {
		return err
	}
	if kind, whose := m.work(); kind != "" {
		if err := tasks.Put(ctx, tx, tasks.Task{BodyID: m.BodyID, Principal: whose, Kind: kind, Subject: subject(m.ID), Title: entry.ShortName + ", № " + m.Number,
			DueOn: m.RegisterBy.Date}); err != nil {
			return err
		}
	}
	if err := audit.Write(ctx, tx, audit.Entry{Action: "application.receive", Object: m.Ref(), To: string(m.State)}); err != nil {
		return err
	}
	return s.tellFollowers(ctx, tx, m.ID)
}

// received is the application of an accepted row. The version of its form stands until the registration pins the one then
// in force; a form that decides no variant goes by the first, and the officer sees it.
func (s *Service) received(ctx context.Context, tx *db.Tx, entry catalogue.Entry, zone *time.Location, row intake.Accepted) (m matter, err error) {
	version, err := s.Catalogue.VersionByID(ctx, tx, row.VersionID)
	if err != nil {
		return m, err
	}
	answer := func(path string) (string, bool) { return answerIn([]byte(row.Form), path) }
	variant, ok := choose(version.Passport.V, answer)
	if !ok && len(version.Passport.V.Variants) > 0 {
		variant = version.Passport.V.Variants[0]
	}
	m.procedure = Procedure{version.Passport.V, variant}
	m.Application = Application{ServiceID: entry.ID, VersionID: version.ID, Variant: variant.Code, Year: row.Year, Sequence: row.Sequence, Number: row.Number,
		NumberKey: text.NumberKey(row.Number), State: Received, BodyID: entry.BodyID, IntakeBodyID: entry.BodyID, ApplicantID: row.Applicant,
		Channel: Channel(row.Channel), Answers: row.Form, AcceptedAt: row.At, RegisterBy: registerBy(s.Calendar, row.At, zone), Way: ToAccount,
		ChangedAt: tx.Now, Version: 1}
	if first, ok := variant.First(); ok {
		m.Step = first.Code
	}
	m.Representative.V = representativeIn(row.Form)
	m.Territory = territoryIn(version.Passport.V, []byte(row.Form))
	if way, ok := answer(wayAnswer); ok && Way(way).known() {
		m.Way = Way(way)
	}
	m.DueSort = m.presses()
	return m, nil
}

// Answers that every form may have and the office understands: how the result is wanted, where the applicant lives. Who
// acts for him stands under catalogue.RepresentativeAnswer.
const (
	wayAnswer       = "result_way"
	territoryAnswer = "territory"
)

func (w Way) known() bool { return w == ToAccount || w == InPerson || w == ByPost || w == AtMFC }

func representativeIn(form string) (r Representative) {
	if raw, ok := answerIn([]byte(form), catalogue.RepresentativeAnswer); ok {
		if json.Unmarshal([]byte(raw), &r) != nil {
			return Representative{}
		}
	}
	return r
}

// waiting lists the orders in which accepted rows are not yet applications.
func (s *Service) waiting(ctx context.Context) ([]cursor, error) {
	series, err := s.Intake.Series(ctx, s.db)
	if err != nil {
		return nil, err
	}
	done, err := db.All[cursor](ctx, s.db, "SELECT service_id, year, sequence FROM intake_cursors")
	if err != nil {
		return nil, err
	}
	var list []cursor
	for _, o := range series {
		at := slices.IndexFunc(done, func(c cursor) bool { return c.ServiceID == o.ServiceID && c.Year == o.Year })
		if at < 0 || done[at].Sequence < o.Sequence {
			list = append(list, cursor{ServiceID: o.ServiceID, Year: o.Year})
		}
	}
	return list, nil
}

// answerFile is a file of the form: as a foreign portal names it, or as the wizard does – by its code in the draft.
type answerFile struct {
	Code   string `json:"code"`
	SHA256 string `json:"sha256"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
}

// keepFiles enters the files of the answers, wherever in the form they stand. A code is looked for in the applicant's own
// draft only: nobody sends the file of another.
func (s *Service) keepFiles(ctx context.Context, tx *db.Tx, id int64, row intake.Accepted) error {
	if !strings.Contains(row.Form, `"sha256"`) && (row.DraftID == 0 || !strings.Contains(row.Form, `"code"`)) {
		return nil
	}
	uploads, err := s.Drafts.FilesOf(ctx, tx, row.DraftID)
	if err != nil {
		return err
	}
	for _, f := range filesIn([]byte(row.Form), "") {
		if n := slices.IndexFunc(uploads, func(u drafts.File) bool { return u.Code == f.Code }); n >= 0 {
			f.SHA256, f.Size = uploads[n].SHA256, uploads[n].Size
		}
		if f.SHA256 == "" {
			continue // a code of something else than a file
		}
		if _, err := db.Insert(ctx, tx, "application_files", File{ApplicationID: id, Document: f.document, Name: f.Name, SHA256: f.SHA256, Size: f.Size,
			Author: FromApplicant, AddedAt: tx.Now}); err != nil {
			return err
		}
	}
	return nil
}

type foundFile struct {
	answerFile
	document string // name of the answer in which it stands
}

// filesIn walks through the answers: an object with a sha256 or a code may be a file.
func filesIn(raw []byte, name string) (found []foundFile) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, one := range list {
			found = append(found, filesIn(one, name)...)
		}
		return found
	}
	var f answerFile
	if json.Unmarshal(raw, &f) == nil && (f.SHA256 != "" || f.Code != "" && f.Name != "") {
		return []foundFile{{f, name}}
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		return nil
	}
	for key, one := range object {
		found = append(found, filesIn(one, key)...)
	}
	return found
}

// Jobs registers what applications do by themselves.
func Jobs(w *jobs.Worker, s *Service) {
	w.Every("services.receive", receiveEvery, s.ReceiveAll)
	jobs.Handle(w, "services", s.onPaperSigned)
	jobs.Handle(w, "services", s.onAnswered)
	jobs.Handle(w, "services", s.tellApplicant)
	jobs.Handle(w, "services", s.mail)
	w.Every("services.lapse", lapseEvery, s.Lapse)
	w.Every("services.number_waiting", lapseEvery, s.NumberWaiting)
}
