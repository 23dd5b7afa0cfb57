package faults

import (
	"fmt"
	"net/http"
	"testing"

	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/registry"
	"veche/internal/tasks"
)

// treasury is another body with people who may do everything there, and with objects of its own.
type treasury struct {
	*facts
	clerk, minister, administrator *client
	office                         office
	received                       documents.Done // waits for registration
	draft                          documents.Done
	registered                     int64
	body                           int64
}

func (f *facts) treasuryAtWork() *treasury {
	f.Helper()
	m := &treasury{facts: f, body: f.treasury, clerk: f.as("lapina"), minister: f.as("sokolov"), administrator: f.as("gusev").steppedUp()}
	m.office = officeOf(m.clerk)
	m.received = put[documents.Done](m.clerk, "/api/incoming", file{"письмо.pdf", printed("О бюджете", "Просим уточнить бюджет.")})
	m.draft = act[documents.Done](m.clerk, "POST", "/api/documents", documents.DraftInput{Flow: documents.Outgoing, KindID: f.object["kind of letter"], Summary: "О бюджете"})
	put[documents.Version](m.clerk, fmt.Sprintf("/api/documents/%d/versions", m.draft.ID), file{"ответ.pdf", printed("Ответ", "Бюджет уточнён.")})
	m.registered = one[int64](f.stand, f.d, "SELECT MIN(id) FROM documents WHERE body_id = $1 AND state = 'registered'", f.treasury)
	return m
}

// description is the card of the treasury's own letter, with something of the ministry in it.
func (m *treasury) description(put func(d *documents.Description)) documents.Description {
	d := documents.Description{KindID: m.office.kind, Summary: "О бюджете", CorrespondentID: &m.office.correspondent, Channel: documents.ByPost, Version: m.received.Version}
	put(&d)
	return d
}

// letter is the same for a draft.
func (m *treasury) letter(put func(d *documents.Description)) documents.Description {
	d := documents.Description{KindID: m.object["kind of letter"], Summary: "О бюджете", Version: m.draft.Version}
	put(&d)
	return d
}

// TestIdsOfAnotherBodyAreRefusedInsideInputs: people of the treasury work with their own objects, on which they have every
// right, and put ids of the ministry into what they send.
func TestIdsOfAnotherBodyAreRefusedInsideInputs(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		f := s.found()
		m := f.treasuryAtWork()
		before := f.business()
		m.inLetters()
		m.inDrafts()
		m.inPeople()
		m.inLists()
		if after := f.business(); after != before {
			s.Errorf("refused requests have changed something: %s, before %s", after, before)
		}
	})
}

func (m *treasury) inLetters() {
	m.Helper()
	own := func(verb string) string { return fmt.Sprintf("/api/documents/%d%s", m.received.ID, verb) }
	registered := func(verb string) string { return fmt.Sprintf("/api/documents/%d/%s", m.registered, verb) }
	theirs := func(kind string) *int64 { id := m.object[kind]; return &id }
	m.clerk.refused(422, "document.journal_wrong", "POST", own("/register"), documents.RegisterInput{JournalID: m.object["journal"],
		Card: ref(m.description(func(*documents.Description) {}))})
	for _, put := range []func(d *documents.Description){
		func(d *documents.Description) { d.CorrespondentID = theirs("correspondent") },
		func(d *documents.Description) { d.AddresseeID = theirs("executive") },
		func(d *documents.Description) { d.CaseFileID = theirs("case") },
	} {
		m.clerk.refused(422, "document.fields_wrong", "PUT", own(""), m.description(put))
		m.clerk.refused(422, "document.fields_wrong", "POST", own("/register"), documents.RegisterInput{JournalID: m.office.journal, Card: ref(m.description(put))})
	}
	m.clerk.refused(409, "registry.not_reserved", "POST", own("/register"), documents.RegisterInput{JournalID: m.office.journal,
		ReservedID: theirs("number"), Card: ref(m.description(func(*documents.Description) {}))})
	m.clerk.refused(422, "document.case_wrong", "POST", registered("file-away"), documents.FileAwayInput{CaseFileID: m.object["case"]})
	m.clerk.refused(422, "assignment.wrong_person", "POST", registered("send-to-executive"), assignments.SendInput{ExecutiveID: m.object["executive"]})
	m.clerk.refused(422, "assignment.wrong_person", "POST", registered("inform"), assignments.InformInput{People: []int64{m.object["employee"]}})
	draft := assignments.DraftInput{AuthorID: m.person("sokolov"), Items: []assignments.Item{{Text: "Исполнить", ResponsibleID: m.object["employee"]}}}
	m.clerk.refused(422, "assignment.wrong_person", "POST", registered("resolutions"), draft)
	draft.Items[0].ResponsibleID, draft.ScanID = m.person("gusev"), theirs("file")
	m.clerk.refused(422, "resolution.wrong_scan", "POST", registered("resolutions"), draft)
	m.clerk.refused(404, "delivery.not_found", "POST", "/api/delivery-registers", dispatch.RegisterInput{Channel: documents.ByPost, Deliveries: []int64{m.object["delivery"]}})
}

func (m *treasury) inDrafts() {
	m.Helper()
	own := fmt.Sprintf("/api/documents/%d", m.draft.ID)
	m.draft.Version = m.clerk.card(m.draft.ID).Version
	for _, put := range []func(d *documents.Description){
		func(d *documents.Description) { d.SignatoryID = ref(m.object["executive"]) },
		func(d *documents.Description) { d.InReplyToID = ref(m.object["executing"]) },
		func(d *documents.Description) {
			d.Addressees = []documents.AddresseeLine{{CorrespondentID: m.object["correspondent"], Channel: documents.ByPost}}
		},
	} {
		m.clerk.refused(422, "document.fields_wrong", "PUT", own, m.letter(put))
	}
	m.clerk.refused(422, "approval.route_wrong", "POST", own+"/approval", approval.StartInput{RouteID: m.object["route"]})
	route := routeOf(m.facts).(approval.RouteInput) // its participant is of the ministry
	m.clerk.refused(422, "approval.nobody", "POST", own+"/approval", approval.StartInput{Stages: route.Stages})
	m.administrator.refused(422, "approval.nobody", "POST", "/api/routes", route)
	m.administrator.refused(422, "case_file.unit_wrong", "POST", "/api/case-files", registry.CaseFile{Year: 2026, IndexCode: "9-9", Title: "Дело", UnitID: ref(m.object["unit"]), Version: 1})
}

func (m *treasury) inPeople() {
	m.Helper()
	a := m.administrator
	a.refused(422, "org.unit.invalid", "POST", "/api/units", org.UnitInput{Name: "Отдел", Active: true, ParentID: ref(m.object["unit"])})
	a.refused(422, "org.unit.invalid", "POST", "/api/units", org.UnitInput{Name: "Отдел", Active: true, HeadID: ref(m.object["employee"])})
	a.refused(422, "org.post.invalid", "POST", "/api/posts", postOf(m.facts))
	a.refused(403, "org.denied", "POST", "/api/employees", org.HireInput{Names: org.Names{Surname: "Чужов", Name: "Иван"},
		PostID: m.object["post"], Login: "chuzhov", Password: "длинный пароль 1", From: day, Roles: []org.Role{}})
	a.refused(404, "org.post.absent", "POST", fmt.Sprintf("/api/employees/%d/transfer", m.person("lapina")),
		org.TransferInput{PostID: m.object["post"], From: day, Basis: "Приказ"})
	own := m.person("lapina")
	for _, c := range []struct {
		principal, deputy int64
		status            int
		code              string
	}{
		{m.object["executive"], own, 403, "org.denied"}, // executives are known outside
		{own, m.object["employee"], 404, "org.employee.absent"},
	} {
		a.refused(c.status, c.code, "POST", "/api/substitutions", org.SubstituteInput{PrincipalID: c.principal, DeputyID: c.deputy, From: day, To: day, Basis: "Приказ", Scope: org.All})
		a.refused(c.status, c.code, "POST", "/api/assistants", org.AssistInput{PrincipalID: c.principal, AssistantID: c.deputy})
	}
}

// inLists: a foreign id narrows a list to nothing.
func (m *treasury) inLists() {
	m.Helper()
	empty := func(n int, what string) {
		m.Helper()
		if n != 0 {
			m.Errorf("%s shows %d rows", what, n)
		}
	}
	for _, q := range []cards.Query{{CorrespondentID: m.object["correspondent"]}, {PersonID: m.object["executive"]}, {Text: "07-15/2", Limit: 5}} {
		for _, hit := range act[cards.Found](m.clerk, "POST", "/api/search", q).Items {
			if n := one[int](m.stand, m.d, "SELECT COUNT(*) FROM documents WHERE id = $1 AND body_id = $2", hit.ID, m.body); n != 1 {
				m.Errorf("search %+v finds card %d of another body", q, hit.ID)
			}
		}
	}
	empty(len(get[api.List[tasks.Row]](m.clerk, "/api/tasks?document=%d", m.object["executing"]).Items), "the inbox of a foreign card")
	empty(len(get[api.List[documents.Duplicate]](m.clerk, "/api/documents/%d/duplicates?correspondent_id=%d", m.received.ID, m.object["correspondent"]).Items), "duplicates")
	for _, e := range act[api.List[org.Employee]](m.clerk, "POST", "/api/employees/find", org.EmployeeFilter{BodyID: m.ministry, Dismissed: true, Limit: 200}).Items {
		if !e.Executive {
			m.Errorf("%s is staff of another body", e.ShortName)
		}
	}
	m.clerk.do(http.MethodPost, "/api/notices/seen", map[string]int64{"up_to": 1 << 40})
	if n := one[int](m.stand, m.d, "SELECT COUNT(*) FROM notices WHERE id = $1 AND seen_at IS NULL", m.object["notice"]); n != 1 {
		m.Error("a notice of another person was marked as seen")
	}
}

func ref[T any](v T) *T { return &v }
