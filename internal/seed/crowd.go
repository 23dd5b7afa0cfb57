package seed

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
	"veche/internal/registry"
)

// crowd writes n letters of the last three years straight into the tables: nine of ten incoming, with a resolution each,
// most of them long executed and filed. Numbers go on where the crowd ends, so the story follows without a gap.
func (g *region) crowd(ctx context.Context, n int, today calendar.Date, zone *time.Location) error {
	const batch = 200
	first := today.AddDays(-3 * 365)
	days := float64(first.DaysUntil(today) - 25)
	c := &crowd{region: g, last: map[string]int64{}, papers: map[int]documents.Stored{}}
	if err := c.meet(ctx); err != nil {
		return err
	}
	for from := 0; from < n; from += batch {
		err := g.DB.Tx(ctx, auth.System("seed"), func(tx *db.Tx) error {
			for i := from; i < min(from+batch, n); i++ {
				day := g.Calendar.AddWorkingDays(first.AddDays(int(float64(i)/float64(n)*days)), 0)
				for !g.Calendar.IsWorking(day) {
					day = day.AddDays(1)
				}
				tx.Now = day.In(zone).Add(9*time.Hour + time.Duration(g.random.IntN(8*3600))*time.Second).UTC()
				if err := c.letter(ctx, tx, i, day, today); err != nil {
					return fmt.Errorf("letter %d of the crowd: %w", i, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return g.DB.Tx(ctx, auth.System("seed"), func(tx *db.Tx) error { return c.keepCounters(ctx, tx) })
}

type crowd struct {
	*region
	last   map[string]int64 // journal and year → last number
	papers map[int]documents.Stored
	chief  org.Employee
	people []org.Employee // who carries out
	clerk  org.Employee
}

// meet loads who takes part.
func (c *crowd) meet(ctx context.Context) error {
	for _, login := range []string{"surnin", "vasileva", "sidorova", "petrov", "kuznecov", "nikitin", "osipova"} {
		e, err := c.Org.Person(ctx, c.DB, c.region.people[login])
		if err != nil {
			return err
		}
		switch login {
		case "surnin":
			c.chief = e
		case "vasileva":
			c.clerk = e
		default:
			c.people = append(c.people, e)
		}
	}
	return nil
}

func (c *crowd) letter(ctx context.Context, tx *db.Tx, i int, day, today calendar.Date) error {
	t, sender := c.random.IntN(len(topics)), c.random.IntN(len(senders))
	b := c.bodies["minstroy"]
	kind := c.kinds["incoming Письмо"]
	number := c.next(b.incoming, day.Year())
	executor := c.people[c.random.IntN(len(c.people))]
	due := c.Calendar.Due(day, mustPreset("assignment.operative"))
	late := c.random.IntN(100) < 8
	reported := c.Calendar.SubtractWorking(due.Date, c.random.IntN(4))
	if late {
		reported = c.Calendar.AddWorkingDays(due.Date, 1+c.random.IntN(6))
	}
	open := today.Before(reported)
	state, taskState := documents.Filed, assignments.Executed
	if open {
		state, taskState = documents.InExecution, assignments.InProgress
	}
	senderNumber := strconv.Itoa(1+c.random.IntN(40)) + "-" + strconv.Itoa(10+c.random.IntN(30)) + "/" + strconv.Itoa(100+i)
	d := documents.Document{
		BodyID: b.id, Flow: documents.Incoming, KindID: kind, State: state, Summary: topics[t].heading,
		JournalID: &b.incoming, Number: "Вх-" + strconv.FormatInt(number, 10), NumberKey: text.NumberKey("Вх-" + strconv.FormatInt(number, 10)),
		RegisteredOn: day, RegisteredAt: &tx.Now, RegistrarID: &c.clerk.ID, Year: day.Year(),
		CorrespondentID: &b.senders[sender], SenderNumber: senderNumber, SenderKey: text.NumberKey(senderNumber), SenderDate: day.AddDays(-2),
		ReceivedAt: &tx.Now, Channel: documents.ByPost, AddresseeID: &c.chief.ID, DueOn: due.Date, DueWhy: due, Sheets: 1 + c.random.IntN(6),
		CreatedBy: c.clerk.ID, CreatedAt: tx.Now, ChangedAt: tx.Now, Version: 1,
	}
	if !open {
		filed := reported.In(time.UTC)
		d.CaseFileID, d.FiledAt = &b.cases[c.random.IntN(len(b.cases))], &filed
	}
	var err error
	if d.ID, err = db.Insert(ctx, tx, "documents", d); err != nil {
		return err
	}
	if err := c.number(ctx, tx, d, number); err != nil {
		return err
	}
	if err := c.paper(ctx, tx, d, t, sender); err != nil {
		return err
	}
	for _, p := range []auth.Principal{auth.Office(b.id), auth.Employee(c.chief.ID), auth.Employee(executor.ID)} {
		if err := c.Documents.Grant(ctx, tx, d, p, "seed"); err != nil {
			return err
		}
	}
	return c.order(ctx, tx, d, executor, due, taskState, reported, open)
}

func (c *crowd) next(journal int64, year int) int64 {
	key := strconv.FormatInt(journal, 10) + " " + strconv.Itoa(year)
	c.last[key]++
	return c.last[key]
}

func (c *crowd) number(ctx context.Context, tx *db.Tx, d documents.Document, seq int64) error {
	_, err := db.Insert(ctx, tx, "numbers", registry.Number{
		BodyID: d.BodyID, JournalID: *d.JournalID, Year: d.Year, Seq: seq, Number: d.Number, NumberKey: d.NumberKey,
		Day: d.RegisteredOn, State: registry.Given, DocumentID: &d.ID, GivenBy: c.clerk.ID, GivenName: c.clerk.ShortName, GivenAt: tx.Now,
	})
	return err
}

// paper puts a real PDF on the card. Letters of one topic and sender share their bytes: the store keeps them once.
func (c *crowd) paper(ctx context.Context, tx *db.Tx, d documents.Document, t, sender int) error {
	key := t*len(senders) + sender
	if _, made := c.papers[key]; !made {
		l := about(c.random, topics[t], sender, "Министру строительства,\nжилищно-коммунального хозяйства\nи энергетики Республики\n\nСурнину Д. Н.", tx.Now)
		blob, err := c.Files.Put(ctx, bytes.NewReader(l.pdf(time.Unix(0, 0))), 1<<24)
		if err != nil {
			return err
		}
		c.papers[key] = documents.Stored{Name: "Письмо.pdf", Blob: blob}
	}
	p := c.papers[key]
	if err := c.Files.Keep(ctx, tx, p.Blob); err != nil {
		return err
	}
	f := documents.File{DocumentID: d.ID, Role: documents.Main, Name: p.Name, Kind: "pdf", SHA256: p.Blob.SHA256, Size: p.Blob.Size,
		Pages: 1, Preview: p.Blob.SHA256, TextState: "done", CreatedBy: c.clerk.ID, CreatedAt: tx.Now}
	id, err := db.Insert(ctx, tx, "document_files", f)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "INSERT INTO file_texts (file_id, document_id, body) VALUES ($1, $2, $3)", id, d.ID,
		senders[sender].name+"\n"+topics[t].heading+"\n"+strings.Join(topics[t].text, "\n"))
	return err
}

// order is the resolution with its assignment.
func (c *crowd) order(ctx context.Context, tx *db.Tx, d documents.Document, executor org.Employee, due calendar.Deadline, state assignments.State, reported calendar.Date, open bool) error {
	resolution, err := db.Insert(ctx, tx, "resolutions", assignments.Resolution{
		BodyID: d.BodyID, DocumentID: d.ID, AuthorID: c.chief.ID, AuthorName: c.chief.ShortName, AuthorPost: c.chief.Post,
		PreparedBy: c.chief.ID, PreparedName: c.chief.ShortName, SignedBy: &c.chief.ID, SignedName: c.chief.ShortName, SignedPost: c.chief.Post,
		State: assignments.ResolutionSigned, SignedAt: &tx.Now, CreatedAt: tx.Now, Version: 1,
	})
	if err != nil {
		return err
	}
	a := assignments.Assignment{
		BodyID: d.BodyID, DocumentID: d.ID, ResolutionID: resolution, Text: "Рассмотреть, принять меры, о результатах доложить.",
		IssuerID: c.chief.ID, IssuerName: c.chief.ShortName, IssuerPost: c.chief.Post,
		ResponsibleID: executor.ID, ResponsibleName: executor.ShortName, ResponsiblePost: executor.Post, UnitID: executor.UnitID,
		State: state, Open: open, TermCode: due.Term.Code, DueOn: due.Date, DueWhy: due, FirstDueOn: due.Date,
		Control: assignments.NoControl, IssuedAt: &tx.Now, TakenAt: &tx.Now, Version: 1,
	}
	if !open {
		at := reported.In(time.UTC).Add(10 * time.Hour)
		a.ReportedAt, a.EndedAt = &at, &at
	}
	_, err = db.Insert(ctx, tx, "assignments", a)
	return err
}

// keepCounters lets the journals go on after the last number of the crowd.
func (c *crowd) keepCounters(ctx context.Context, tx *db.Tx) error {
	for key, last := range c.last {
		journal, year, _ := strings.Cut(key, " ")
		if _, err := tx.Exec(ctx, "INSERT INTO counters (journal_id, year, dimension, last) VALUES ("+journal+", "+year+", '', $1)", last); err != nil {
			return err
		}
	}
	return nil
}

func mustPreset(code string) calendar.Term {
	t, ok := calendar.Preset(code)
	if !ok {
		panic("no preset " + code)
	}
	return t
}
