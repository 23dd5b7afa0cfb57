package seed

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// story tells what happened in the ministry over the last weeks, through the use cases and by their people. After the
// first error it says nothing more; err holds it.
type story struct {
	*region
	ctx    context.Context
	today  calendar.Date
	zone   *time.Location
	err    error
	n      int     // letters written so far
	asking bool    // whether other bodies are asked for what the applications need
	again  []int64 // applications whose requests are sent once more
}

// on puts the clock to so many working days ago.
func (s *story) on(daysBack int, clock string) {
	day := s.Calendar.SubtractWorking(s.today, daysBack)
	t, err := time.ParseInLocation("2006-01-02 15:04", day.String()+" "+clock, s.zone)
	s.keep(err)
	s.DB.SetClock(func() time.Time { return t })
}

func (s *story) keep(err error) {
	if s.err == nil && err != nil {
		s.err = fmt.Errorf("story, letter %d: %w", s.n, err)
	}
}

func (s *story) by(login string) auth.Actor {
	by, err := s.actor(s.ctx, login)
	s.keep(err)
	return by
}

func (s *story) id(login string) *int64 { id := s.people[login]; return &id }

func (s *story) stored(fileName string, content []byte) documents.Stored {
	blob, err := s.Files.Put(s.ctx, bytes.NewReader(content), 1<<24)
	s.keep(err)
	return documents.Stored{Name: fileName, Blob: blob}
}

// arrives is a letter from outside as the clerk dropped it on «Входящие».
func (s *story) arrives(t topic, sender int) (documents.Document, letter) {
	s.n++
	l := about(s.random, t, sender, toMinister, s.DB.Now().In(s.zone))
	l.greeting = "Уважаемый Дмитрий Николаевич!"
	if s.err != nil {
		return documents.Document{}, l
	}
	d, err := s.Documents.Receive(s.ctx, s.by("vasileva"), []documents.Stored{s.stored("Письмо.pdf", l.pdf(s.DB.Now()))})
	s.keep(err)
	return d, l
}

// described is an arrived letter with its card filled, not registered yet.
func (s *story) described(t topic, sender int, kind string, change ...func(*documents.Description)) documents.Document {
	d, l := s.arrives(t, sender)
	if s.err != nil {
		return d
	}
	in := documents.Description{
		KindID: s.kinds["incoming "+kind], Summary: l.heading, CorrespondentID: &s.bodies["minstroy"].senders[sender],
		SenderNumber: l.number, SenderDate: calendar.DateOf(s.DB.Now(), s.zone).AddDays(-1), SenderSignatory: l.signName + ", " + l.signPost,
		Channel: documents.ByPost, AddresseeID: s.id("surnin"), Sheets: 1, Version: d.Version,
	}
	for _, c := range change {
		c(&in)
	}
	d, err := s.Documents.Describe(s.ctx, s.by("vasileva"), d.ID, in)
	s.keep(err)
	return d
}

func (s *story) registered(t topic, sender int, kind string, change ...func(*documents.Description)) documents.Document {
	d := s.described(t, sender, kind, change...)
	return s.register(d, "vasileva", s.bodies["minstroy"].incoming)
}

func (s *story) register(d documents.Document, clerk string, journal int64) documents.Document {
	if s.err != nil {
		return d
	}
	d, err := s.Documents.Register(s.ctx, s.by(clerk), d.ID, documents.RegisterInput{JournalID: journal})
	s.keep(err)
	return d
}

// considered is a letter before the minister, with the draft that his assistant prepared.
func (s *story) considered(d documents.Document, item assignments.Item) assignments.Resolution {
	if s.err != nil {
		return assignments.Resolution{}
	}
	_, err := s.Assignments.SendToExecutive(s.ctx, s.by("vasileva"), d.ID, assignments.SendInput{ExecutiveID: *s.id("surnin")})
	s.keep(err)
	if s.err != nil {
		return assignments.Resolution{}
	}
	r, err := s.Assignments.Prepare(s.ctx, s.by("titova"), d.ID, assignments.DraftInput{AuthorID: *s.id("surnin"), Items: []assignments.Item{item}})
	s.keep(err)
	return r
}

// resolved is a letter with the resolution signed; it tells the assignment.
func (s *story) resolved(d documents.Document, item assignments.Item) int64 {
	r := s.considered(d, item)
	if s.err != nil {
		return 0
	}
	_, err := s.Assignments.Sign(s.ctx, s.by("surnin"), r.ID, r.Version)
	s.keep(err)
	return s.assignment(d.ID)
}

func (s *story) assignment(documentID int64) int64 {
	tree, err := s.Assignments.Tree(s.ctx, s.by("surnin"), documentID)
	s.keep(err)
	for _, r := range tree.Resolutions {
		for _, a := range r.Items {
			return a.ID
		}
	}
	s.keep(fmt.Errorf("card %d has no assignment", documentID))
	return 0
}

func (s *story) item(text, to, term string) assignments.Item {
	return assignments.Item{Text: text, ResponsibleID: *s.id(to), Control: assignments.Ordinary, ControllerID: s.id("fomin"), TermCode: term}
}

// take and report are what the executor does.
func (s *story) take(who string, assignment int64) {
	if s.err == nil {
		_, err := s.Assignments.Take(s.ctx, s.by(who), assignment)
		s.keep(err)
	}
}

func (s *story) report(who string, assignment int64, text string) {
	if s.err == nil {
		_, err := s.Assignments.Report(s.ctx, s.by(who), assignment, assignments.ReportInput{Kind: assignments.Final, Text: text})
		s.keep(err)
	}
}

// answered is the draft of a reply with its text written.
func (s *story) answered(who string, incoming documents.Document) documents.Document {
	if s.err != nil {
		return documents.Document{}
	}
	d, err := s.Documents.StartReply(s.ctx, s.by(who), incoming.ID)
	s.keep(err)
	if s.err == nil {
		s.n++
		s.version(who, d, "На Ваше обращение сообщаем, что работы будут завершены в установленный срок.")
	}
	return d
}

// written is a letter of the ministry's own to a body of the platform.
func (s *story) written(who, heading, to string, text ...string) documents.Document {
	if s.err != nil {
		return documents.Document{}
	}
	s.n++
	d, err := s.Documents.CreateDraft(s.ctx, s.by(who), documents.DraftInput{Flow: documents.Outgoing, KindID: s.kinds["outgoing Письмо"], Summary: heading})
	s.keep(err)
	if s.err != nil {
		return d
	}
	entries, err := s.Documents.Correspondents(s.ctx, s.by(who), settlementNamed(to).name, 1)
	s.keep(err)
	if len(entries) == 0 {
		s.keep(fmt.Errorf("the address book does not know %s", to))
		return d
	}
	d, err = s.Documents.Describe(s.ctx, s.by(who), d.ID, documents.Description{
		KindID: d.KindID, Summary: heading, SignatoryID: s.id("surnin"), Sheets: 1, Version: d.Version,
		Addressees: []documents.AddresseeLine{{CorrespondentID: entries[0].ID, Channel: documents.ByPlatform}},
	})
	s.keep(err)
	if s.err == nil {
		s.version(who, d, text...)
	}
	return d
}

func settlementNamed(key string) settlement {
	for _, s := range settlements {
		if s.key == key {
			return s
		}
	}
	return settlement{}
}

// version puts a text on a draft as a PDF.
func (s *story) version(who string, d documents.Document, text ...string) {
	ministry := settlements[0]
	l := letter{from: ministry.name, fromAddress: ministry.address + "\n" + ministry.email, number: "________", date: "__________",
		to: s.to(d), heading: d.Summary, text: text, executor: s.by(who).Name + "\n(3412) 00-00-00"}
	signatory := s.signatory(d)
	l.signPost, l.signName = signatory.Post, byInitials(signatory)
	if d.Flow == documents.Internal || d.Flow == documents.Directive {
		l.kind = strings.ToUpper(s.kindName(d.KindID))
	}
	_, err := s.Documents.AddVersion(s.ctx, s.by(who), d.ID, s.stored("Письмо.pdf", l.pdf(s.DB.Now())), "")
	s.keep(err)
}

const toMinister = "Министру строительства,\nжилищно-коммунального хозяйства\nи энергетики Республики\n\nСурнину Д. Н."

// to is whom a text is addressed to: the minister, the bodies of a letter, nobody where it is an order.
func (s *story) to(d documents.Document) string {
	switch {
	case d.Flow == documents.Directive:
		return ""
	case d.Flow == documents.Internal:
		return toMinister
	}
	names, err := db.All[string](s.ctx, s.DB, `
		SELECT c.name FROM addressees a JOIN correspondents c ON c.id = a.correspondent_id WHERE a.document_id = $1 ORDER BY a.id`, d.ID)
	s.keep(err)
	return strings.Join(names, "\n")
}

// signatory is who signs a text: the minister where the card does not say.
func (s *story) signatory(d documents.Document) org.Employee {
	id := d.SignatoryID
	if id == nil {
		id = s.id("surnin")
	}
	e, err := s.Org.Person(s.ctx, s.DB, *id)
	s.keep(err)
	return e
}

// byInitials is how a name stands under a text: «Д. Н. Сурнин».
func byInitials(e org.Employee) string {
	surname, initials, _ := strings.Cut(e.ShortName, " ")
	return initials + " " + surname
}

func (s *story) kindName(id int64) string {
	name, err := db.One[string](s.ctx, s.DB, "SELECT name FROM kinds WHERE id = $1", id)
	s.keep(err)
	return name
}

// approve sends a draft along a route; votes may follow.
func (s *story) approve(who string, d documents.Document, route string) int64 {
	if s.err != nil {
		return 0
	}
	routes, err := s.Approval.Routes(s.ctx, s.by(who), d.Flow, 0)
	s.keep(err)
	if s.err != nil {
		return 0
	}
	i := slices.IndexFunc(routes, func(r approval.Route) bool { return r.Name == route })
	a, err := s.Approval.Start(s.ctx, s.by(who), d.ID, approval.StartInput{RouteID: routes[i].ID})
	s.keep(err)
	return a.ID
}

func (s *story) vote(who string, approvalID int64, d documents.Document, vote approval.Vote, remarks string) {
	if s.err != nil {
		return
	}
	v, err := s.Documents.CurrentVersion(s.ctx, s.DB, d.ID)
	s.keep(err)
	s.keep(s.Approval.Vote(s.ctx, s.by(who), approvalID, approval.VoteInput{SHA256: v.SHA256, Vote: vote, Remarks: remarks}))
}

// sign puts the signature of the stand: real in form, checked as any other, without legal force.
func (s *story) sign(who string, d documents.Document) {
	if s.err != nil {
		return
	}
	v, err := s.Documents.CurrentVersion(s.ctx, s.DB, d.ID)
	s.keep(err)
	_, err = s.Signing.StandSign(s.ctx, s.by(who), d.ID, v.SHA256)
	s.keep(err)
}

// send registers a signed letter and dispatches it; the jobs carry it over at once.
func (s *story) send(clerk string, d documents.Document, journal int64) documents.Document {
	d = s.register(d, clerk, journal)
	if s.err != nil {
		return d
	}
	_, err := s.Dispatch.Send(s.ctx, s.by(clerk), d.ID)
	s.keep(err)
	s.work()
	return d
}

// work lets the jobs of the moment run: previews, texts, deliveries.
func (s *story) work() {
	if s.err == nil {
		s.keep(s.Worker.Drain(s.ctx))
	}
}

// away sends the minister on leave; his deputy acts for him.
func (s *story) away() {
	if s.err != nil {
		return
	}
	_, err := s.Org.Substitute(s.ctx, s.by("larin"), org.SubstituteInput{
		PrincipalID: *s.id("surnin"), DeputyID: *s.id("ershova"), From: s.today.AddDays(-1), To: s.today.AddDays(12),
		Basis: "распоряжение № 318-р", Scope: org.All,
	})
	s.keep(err)
}
