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
