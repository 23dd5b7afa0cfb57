package org_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/session"
)

const password = "длинный пароль клерка"

// office is a ministry with a working sign-in.
type office struct {
	*orgtest.Town
	db       *db.DB
	org      *org.Service
	sessions *session.Service
	body     int64
	unit     int64
	admin    auth.Actor
	minister auth.Actor
	clerk    auth.Actor
	today    calendar.Date
}

func newOffice(t *testing.T, d *db.DB) *office {
	o := &office{Town: orgtest.New(t, d), db: d, sessions: session.New(d, session.Options{Hashing: session.Weak})}
	o.org = org.New(d, o.sessions)
	o.body = o.Body("Минстрой")
	o.unit = o.Unit(o.body, 0, "Руководство")
	o.admin = o.Person(o.body, o.unit, "Тихонов Глеб Олегович", "Администратор", org.Administrator)
	o.minister = o.Person(o.body, o.unit, "Сурнин Денис Николаевич", "Министр", org.Executive)
	o.clerk = o.Person(o.body, o.unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk)
	o.today = o.org.Today(t.Context(), d, o.body, d.Now())
	return o
}

func (o *office) hire(t *testing.T, login string) int64 {
	t.Helper()
	post, err := o.org.SavePost(t.Context(), o.admin, 0, org.PostInput{UnitID: o.unit, Name: "Консультант"})
	if err != nil {
		t.Fatal(err)
	}
	id, err := o.org.Hire(t.Context(), o.admin, org.HireInput{Names: org.Names{Surname: "Ершов", Name: "Лев", Patronymic: "Ильич"},
		PostID: post.ID, Roles: []org.Role{org.Executor}, Login: login, Password: password})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func refused(t *testing.T, what string, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("%s: %v, want %s", what, err, code)
	}
}

func TestHire(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.hire(t, "ershov")
		card, err := o.org.Card(t.Context(), o.admin, id)
		if err != nil || card.ShortName != "Ершов Л. И." || card.Post != "Консультант" || card.HiredOn != o.today || !slices.Equal(card.Roles, []org.Role{org.Executor}) {
			t.Fatalf("%+v %v", card, err)
		}
		if len(card.Appointments) != 1 || card.Appointments[0].UnitName != "Руководство" {
			t.Error(card.Appointments)
		}
		audittest.Has(t, d, audit.Ref{Kind: "employee", ID: id}, "employee.hired", "", "Консультант")
		if _, mustChange, err := o.sessions.SignIn(t.Context(), auth.Actor{Address: "10.0.0.1"}, "ershov", password, ""); err != nil || !mustChange {
			t.Error("the password is to be changed:", mustChange, err)
		}
		in := org.HireInput{Names: org.Names{Surname: "Ершов", Name: "Лев"}, PostID: card.PostID, Login: "Ershov", Password: password}
		_, err = o.org.Hire(t.Context(), o.admin, in)
		refused(t, "a login that is taken", err, "account.login_taken")
		in.Login, in.Roles = "other", []org.Role{"tsar"}
		_, err = o.org.Hire(t.Context(), o.admin, in)
		refused(t, "an invented role", err, "org.role_unknown")
		in.Roles = nil
		_, err = o.org.Hire(t.Context(), o.clerk, in)
		refused(t, "a clerk", err, "org.denied")
		calm := o.admin
		calm.SteppedUp = false
		_, err = o.org.Hire(t.Context(), calm, in)
		refused(t, "without the password given again", err, api.CodeStepUp)
		elsewhere := o.Body("Минфин")
		foreign := o.Person(elsewhere, o.Unit(elsewhere, 0, "Руководство"), "Панов Олег Ильич", "Администратор", org.Administrator)
		_, err = o.org.Hire(t.Context(), foreign, in)
		refused(t, "an administrator of another body", err, "org.denied")
	})
}

func TestDismiss(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.hire(t, "ershov")
		o.org.Waiting(func(_ context.Context, _ db.Reader, whose auth.Principal) (int, error) {
			if whose != auth.Employee(id) {
				t.Error(whose)
			}
			return 3, nil
		})
		stock := int64(0)
		o.org.Leaves(func(_ context.Context, _ *db.Tx, employeeID int64) error { stock = employeeID; return nil })
		token, _, err := o.sessions.SignIn(t.Context(), auth.Actor{Address: "10.0.0.1"}, "ershov", password, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.org.Substitute(t.Context(), o.admin, org.SubstituteInput{PrincipalID: o.minister.PersonID, DeputyID: id,
			From: o.today, To: o.today, Basis: "Приказ № 1-к", Scope: org.All}); err != nil {
			t.Fatal(err)
		}
		if err := o.org.SetRoles(t.Context(), o.admin, id, []org.Role{org.Executor, org.Clerk}); err != nil {
			t.Fatal(err)
		}
		left, err := o.org.Dismiss(t.Context(), o.admin, id, org.DismissInput{Basis: "Приказ № 2-к"})
		if err != nil || left.OpenTasks != 3 || stock != id {
			t.Fatal(left, stock, err)
		}
		var open int64
		if open, err = db.One[int64](t.Context(), d, "SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL"); err != nil || open != 0 {
			t.Error("sessions go on:", open, err, token)
		}
		if _, _, err := o.sessions.SignIn(t.Context(), auth.Actor{Address: "10.0.0.1"}, "ershov", password, ""); !fail.Is(err, "session.wrong_credentials") {
			t.Error(err)
		}
		if deputy, _, err := o.org.Deputy(t.Context(), d, o.minister.PersonID, o.today); err != nil || deputy != nil {
			t.Error("still replaces", deputy, err)
		}
		card, err := o.org.Card(t.Context(), o.admin, id)
		if err != nil || !card.Dismissed() || len(card.Rights) != 0 || card.Appointments[0].PostName != "Консультант" || card.Appointments[0].To != o.today {
			t.Errorf("%+v %v", card, err)
		}
		if found, err := o.org.Employees(t.Context(), o.clerk, org.EmployeeFilter{Query: "ершов"}); err != nil || len(found) != 0 {
			t.Error("is still offered", found, err)
		}
		_, err = o.org.Dismiss(t.Context(), o.admin, id, org.DismissInput{Basis: "Приказ № 2-к"})
		refused(t, "twice", err, "org.employee.dismissed")
		_, err = o.org.Dismiss(t.Context(), o.admin, o.admin.PersonID, org.DismissInput{Basis: "Приказ № 3-к"})
		refused(t, "himself", err, "org.own_dismissal")
		_, err = o.org.ActorOf(t.Context(), d, *card.AccountID, d.Now())
		refused(t, "acts", err, "session.no_employee")
	})
}

func TestBlock(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.hire(t, "ershov")
		signIn := func() error {
			_, _, err := o.sessions.SignIn(t.Context(), auth.Actor{Address: "10.0.0.1"}, "ershov", password, "")
			return err
		}
		if err := o.org.Block(t.Context(), o.admin, id); err != nil {
			t.Fatal(err)
		}
		refused(t, "a blocked person signs in", signIn(), "session.wrong_credentials")
		if card, err := o.org.Card(t.Context(), o.admin, id); err != nil || !card.Blocked || card.Login != "ershov" {
			t.Errorf("%+v %v", card, err)
		}
		if card, err := o.org.Card(t.Context(), o.clerk, id); err != nil || card.Blocked || card.Login != "" {
			t.Errorf("a colleague learns it: %+v %v", card, err)
		}
		if err := errors.Join(o.org.Unblock(t.Context(), o.admin, id), signIn()); err != nil {
			t.Error(err)
		}
		refused(t, "himself", o.org.Block(t.Context(), o.admin, o.admin.PersonID), "org.own_block")
		refused(t, "a clerk", o.org.Block(t.Context(), o.clerk, id), "org.denied")
	})
}

func TestTransferKeepsThePostOfItsDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.hire(t, "ershov")
		department, err := o.org.SaveUnit(t.Context(), o.admin, 0, org.UnitInput{ParentID: &o.unit, Name: "Отдел жилья", HeadID: &id, Active: true})
		if err != nil {
			t.Fatal(err)
		}
		post, err := o.org.SavePost(t.Context(), o.admin, 0, org.PostInput{UnitID: o.unit, Name: "Советник"})
		if err != nil {
			t.Fatal(err)
		}
		from := o.today.AddDays(1)
		if err := o.org.Transfer(t.Context(), o.admin, id, org.TransferInput{PostID: post.ID, From: from, Basis: "Приказ № 4-к"}); err != nil {
			t.Fatal(err)
		}
		card, err := o.org.Card(t.Context(), o.clerk, id)
		if err != nil || card.Post != "Советник" || len(card.Appointments) != 2 || card.Appointments[1].To != o.today || card.Appointments[1].PostName != "Консультант" {
			t.Errorf("%+v %v", card, err)
		}
		if head, err := o.org.HeadOf(t.Context(), d, department.ID); err != nil || head != nil {
			t.Error("heads the unit that he left", head, err)
		}
		audittest.Has(t, d, audit.Ref{Kind: "employee", ID: id}, "employee.transferred", "Консультант", "Советник")
	})
}

func TestRoles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		refused(t, "nobody gives roles to himself", o.org.SetRoles(t.Context(), o.admin, o.admin.PersonID, []org.Role{org.Administrator, org.Security}), "org.own_roles")
		if err := o.org.SetRoles(t.Context(), o.admin, o.clerk.PersonID, []org.Role{org.Executor}); err != nil {
			t.Fatal(err)
		}
		if o.Actor(o.clerk.PersonID).Can("registry.register") {
			t.Error("a right that was taken away is still there")
		}
	})
}

func TestAdministrationIsSeparateFromSecurityAndDocuments(t *testing.T) {
	for role, never := range map[org.Role][]auth.Right{
		org.Administrator: {org.RightAudit, "documents.read_office", "documents.dsp", "registry.register"},
		org.Security:      {org.RightAdmin, "documents.read_office", "registry.register"},
		org.Assistant:     {"assignments.issue", "registry.register"},
	} {
		for _, right := range never {
			if slices.Contains(org.RightsOf([]org.Role{role}), right) {
				t.Errorf("%s has %s", role, right)
			}
		}
	}
}

func TestSubstitute(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		second := o.Person(o.body, o.unit, "Ветров Олег Павлович", "Заместитель министра")
		day := func(n int) calendar.Date { return o.today.AddDays(n) }
		order := func(principal, deputy auth.Actor, from, to int, scope org.Scope) org.SubstituteInput {
			return org.SubstituteInput{PrincipalID: principal.PersonID, DeputyID: deputy.PersonID, From: day(from), To: day(to), Basis: "Приказ № 5-к", Scope: scope}
		}
		first, err := o.org.Substitute(t.Context(), o.admin, order(o.minister, o.clerk, 0, 10, org.All))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name string
			in   org.SubstituteInput
			want string
		}{
			{"a second deputy in the same days", order(o.minister, second, 5, 15, org.All), "org.substitution.overlap"},
			{"the last day is a day too", order(o.minister, second, 10, 12, org.All), "org.substitution.overlap"},
			{"the day after is free", order(o.minister, second, 11, 12, org.All), ""},
			{"another scope", order(o.minister, second, 0, 10, org.Copies), ""},
			{"each other", order(o.clerk, o.minister, 3, 4, org.All), "org.substitution.circle"},
			{"a deputy's own deputy by his own order", order(o.clerk, second, 3, 4, org.All), ""},
			{"himself", order(second, second, 0, 1, org.All), "org.substitution.invalid"},
			{"the end before the beginning", order(second, o.clerk, 2, 1, org.All), "org.substitution.invalid"},
			{"in the past", order(second, o.clerk, -3, -1, org.All), "org.substitution.invalid"},
			{"without an order", func() org.SubstituteInput { in := order(second, o.clerk, 0, 1, org.All); in.Basis = " "; return in }(), "org.substitution.invalid"},
		} {
			if _, err := o.org.Substitute(t.Context(), o.admin, c.in); fail.Code(err) != c.want {
				t.Errorf("%s: %v, want %q", c.name, err, c.want)
			}
		}
		deputy, basis, err := o.org.Deputy(t.Context(), d, o.minister.PersonID, o.today)
		if err != nil || deputy == nil || deputy.ID != o.clerk.PersonID || basis != "Приказ № 5-к" {
			t.Error(deputy, basis, err)
		}
		refused(t, "a clerk cancels", o.org.Cancel(t.Context(), o.clerk, first.ID), "org.denied")
		if err := o.org.Cancel(t.Context(), o.admin, first.ID); err != nil {
			t.Fatal(err)
		}
		if o.Actor(o.clerk.PersonID).ActsFor(o.minister.PersonID) {
			t.Error("acts after the end of the order")
		}
		refused(t, "twice", o.org.Cancel(t.Context(), o.admin, first.ID), "org.substitution.over")
	})
}

func TestTwoOrdersAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		results := make(chan error, 4)
		for range cap(results) {
			go func() {
				_, err := o.org.Substitute(context.WithoutCancel(t.Context()), o.admin, org.SubstituteInput{PrincipalID: o.minister.PersonID,
					DeputyID: o.clerk.PersonID, From: o.today, To: o.today, Basis: "Приказ № 6-к", Scope: org.All})
				results <- err
			}()
		}
		made := 0
		for range cap(results) {
			if err := <-results; err == nil {
				made++
			} else if !fail.Is(err, "org.substitution.overlap") {
				t.Error(err)
			}
		}
		if made != 1 {
			t.Errorf("%d orders for one time", made)
		}
	})
}

func TestPeopleSearch(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		elsewhere := o.Body("Минфин")
		there := o.Unit(elsewhere, 0, "Руководство")
		o.Person(elsewhere, there, "Сурков Пётр Ильич", "Министр финансов", org.Executive)
		o.Person(elsewhere, there, "Суров Глеб Ильич", "Консультант")
		for _, c := range []struct {
			name   string
			filter org.EmployeeFilter
			want   []string
		}{
			{"by the beginning of the surname", org.EmployeeFilter{Query: "сур"}, []string{"Сурнин Д. Н."}},
			{"by the beginnings of several words", org.EmployeeFilter{Query: "ОЛЬ вас"}, []string{"Васильева О. Н."}},
			{"not by the middle of a word", org.EmployeeFilter{Query: "урнин"}, nil},
			{"a percent sign is a percent sign", org.EmployeeFilter{Query: "%"}, nil},
			{"addressees: executives of other bodies too", org.EmployeeFilter{Query: "сур", All: true}, []string{"Сурков П. И.", "Сурнин Д. Н."}},
			{"another body shows its executives only", org.EmployeeFilter{BodyID: elsewhere}, []string{"Сурков П. И."}},
			{"executives", org.EmployeeFilter{Executive: true}, []string{"Сурнин Д. Н."}},
		} {
			list, err := o.org.Employees(t.Context(), o.clerk, c.filter)
			var got []string
			for _, e := range list {
				got = append(got, e.ShortName)
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s: %v %v", c.name, got, err)
			}
		}
	})
}

func TestRoutes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		server := apitest.New(t, func(a *api.API) { org.Routes(a, o.org) })
		foreign := o.Body("Минфин")
		stranger := o.Person(foreign, o.Unit(foreign, 0, "Руководство"), "Панов Олег Ильич", "Администратор", org.Administrator)

		found := apitest.JSON[api.List[org.Employee]](t, server, o.clerk, "POST", "/api/employees/find", map[string]string{"q": "сур"})
		if len(found.Items) != 1 || found.Items[0].ID != o.minister.PersonID {
			t.Error(found)
		}
		id := fmt.Sprint(o.clerk.PersonID)
		apitest.Refused(t, server, &o.clerk, "PUT", "/api/employees/"+id+"/roles", org.RolesInput{Roles: []org.Role{org.Administrator}}, 403, "org.denied")
		apitest.Refused(t, server, &stranger, "GET", "/api/employees/"+id, nil, 404, "org.employee.absent")
		apitest.Refused(t, server, &stranger, "PUT", "/api/employees/"+id+"/roles", org.RolesInput{Roles: []org.Role{}}, 404, "org.employee.absent")
		apitest.Refused(t, server, &stranger, "POST", "/api/employees/"+id+"/dismiss", org.DismissInput{Basis: "Приказ"}, 404, "org.employee.absent")
		apitest.Refused(t, server, nil, "GET", "/api/structure", nil, 401, "session.none")
		apitest.Refused(t, server, &o.admin, "POST", "/api/units", map[string]any{"name": ""}, 422, "request.invalid")
	})
}
