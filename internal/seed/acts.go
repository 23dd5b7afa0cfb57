package seed

import (
	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// The verbs of single scenes.

func (s *story) interim(who string, assignment int64, text string, percent int) {
	if s.err == nil {
		_, err := s.Assignments.Report(s.ctx, s.by(who), assignment, assignments.ReportInput{Kind: assignments.Interim, Text: text, Percent: percent})
		s.keep(err)
	}
}

func (s *story) accept(who string, assignment int64) {
	if s.err == nil {
		_, err := s.Assignments.Accept(s.ctx, s.by(who), assignment, assignments.AcceptInput{Release: true})
		s.keep(err)
	}
}

func (s *story) reassign(who string, assignment int64, items ...assignments.Item) {
	if s.err == nil {
		_, err := s.Assignments.Reassign(s.ctx, s.by(who), assignment, items)
		s.keep(err)
	}
}

func (s *story) askExtension(who string, assignment int64, days int, why string) {
	if s.err == nil {
		a, err := db.One[struct {
			Due string `db:"due_on"`
		}](s.ctx, s.DB, "SELECT due_on FROM assignments WHERE id = $1", assignment)
		s.keep(err)
		due, err := calendar.Parse(a.Due)
		s.keep(err)
		_, err = s.Assignments.AskExtension(s.ctx, s.by(who), assignment, assignments.AskInput{DueOn: s.Calendar.AddWorkingDays(due, days), Reason: why, Measures: "Направлены повторные запросы."})
		s.keep(err)
	}
}

func (s *story) refuse(who string, d documents.Document, why string) {
	if s.err == nil {
		s.keep(s.Signing.Refuse(s.ctx, s.by(who), d.ID, why))
	}
}

func (s *story) restrict(d documents.Document) {
	if s.err != nil {
		return
	}
	d, err := s.Documents.Restrict(s.ctx, s.by("gromova"), d.ID, documents.RestrictInput{Mark: documents.Restricted, CopyNumber: "1", Readers: []int64{*s.id("surnin")}, Version: d.Version})
	s.keep(err)
	if s.err == nil {
		s.register(d, "gromova", s.bodies["minstroy"].restricted)
	}
}

// internal is a memo to the minister, ready for the signature of the head of the author's department.
func (s *story) internal(who, kind, heading string, text ...string) documents.Document {
	return s.own(who, documents.DraftInput{Flow: documents.Internal, KindID: s.kinds["internal "+kind], Summary: heading,
		AddresseeID: s.id("surnin"), SignatoryID: s.id("sidorova")}, true, text...)
}

// order is the draft of an order of the minister.
func (s *story) order(who, heading string, text ...string) documents.Document {
	return s.own(who, documents.DraftInput{Flow: documents.Directive, KindID: s.kinds["directive Приказ"], Summary: heading,
		SignatoryID: s.id("surnin")}, false, text...)
}

func (s *story) own(who string, in documents.DraftInput, toSign bool, text ...string) documents.Document {
	if s.err != nil {
		return documents.Document{}
	}
	s.n++
	d, err := s.Documents.CreateDraft(s.ctx, s.by(who), in)
	s.keep(err)
	if s.err != nil {
		return d
	}
	s.version(who, d, text...)
	if toSign {
		s.keep(s.Signing.SendToSignature(s.ctx, s.by(who), d.ID))
	}
	return d
}

// before brings a registered document before an executive.
func (s *story) before(executive string, d documents.Document) {
	if s.err == nil {
		_, err := s.Assignments.SendToExecutive(s.ctx, s.by("vasileva"), d.ID, assignments.SendInput{ExecutiveID: *s.id(executive)})
		s.keep(err)
	}
}

// inform gives a document to people to acknowledge within some working days.
func (s *story) inform(clerk string, d documents.Document, days int, people ...string) {
	if s.err != nil {
		return
	}
	in := assignments.InformInput{DueOn: s.Calendar.AddWorkingDays(calendar.DateOf(s.DB.Now(), s.zone), days)}
	for _, login := range people {
		in.People = append(in.People, *s.id(login))
	}
	_, err := s.Assignments.Inform(s.ctx, s.by(clerk), d.ID, in)
	s.keep(err)
}

func (s *story) noted(who string, d documents.Document) {
	if s.err == nil {
		s.keep(s.Assignments.Noted(s.ctx, s.by(who), d.ID))
	}
}

// there is the card of the same letter in the other body.
func (s *story) there(d documents.Document) int64 {
	id, err := db.One[int64](s.ctx, s.DB, "SELECT to_document_id FROM deliveries WHERE document_id = $1", d.ID)
	s.keep(err)
	return id
}

func (s *story) registeredThere(d documents.Document, clerk string, journal int64) {
	if s.err == nil {
		s.register(documents.Document{ID: s.there(d)}, clerk, journal)
		s.work()
	}
}

func (s *story) returnedThere(d documents.Document, clerk, why string) {
	if s.err == nil {
		_, err := s.Documents.ReturnToSender(s.ctx, s.by(clerk), s.there(d), why)
		s.keep(err)
		s.work()
	}
}
