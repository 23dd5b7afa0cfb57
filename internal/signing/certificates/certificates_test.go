package certificates_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"veche/cms/pki"
	"veche/gost"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/signing/certificates"
	"veche/internal/signing/signingtest"
)

// free approves every text.
type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

// office is a ministry with an administrator and a colleague of his.
type office struct {
	*signingtest.Ministry
	*certificates.Service
	t             *testing.T
	admin, second auth.Actor
}

const (
	snils, another = "12345678964", "11223344595"
	ogrn, inn      = "1021800000017", "1800000001"
)

func settle(t *testing.T, d *db.DB) *office {
	t.Helper()
	m := signingtest.New(t, d, free{})
	o := &office{Ministry: m, Service: m.Certificates, t: t}
	o.admin = m.Town.Person(m.Body, m.Unit, "Ларин Игорь Борисович", "Администратор", org.Administrator)
	o.second = m.Town.Person(m.Body, m.Unit, "Котов Роман Эдуардович", "Администратор", org.Administrator)
	o.body(ogrn, inn)
	return o
}

func (o *office) body(ogrn, inn string) {
	o.t.Helper()
	o.Tx(func(tx *db.Tx) error {
		_, err := tx.Exec(o.t.Context(), "UPDATE bodies SET ogrn = $2, inn = $3 WHERE id = $1", o.Body, ogrn, inn)
		return err
	})
}

func (o *office) knows(who auth.Actor, snils string) {
	o.t.Helper()
	ok(o.t, o.Town.Org.SetIdentity(o.t.Context(), o.admin, who.PersonID, org.Identity{SNILS: snils}))
}

// issue is a certificate of an authority elsewhere; more are fields and values.
func (o *office) issue(surname, given string, more ...string) *pki.Certificate {
	o.t.Helper()
	name := pki.Name{{Field: pki.CommonName, Value: surname + " " + given}, {Field: pki.Surname, Value: surname}, {Field: pki.GivenName, Value: given}}
	for i := 0; i < len(more); i += 2 {
		name = append(name, pki.Attribute{Field: pki.Field(more[i]), Value: more[i+1]})
	}
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	ok(o.t, err)
	now := o.DB.Now()
	c, err := o.Stand.Authority().Person(name, key.Public(), now.AddDate(0, -1, 0), now.AddDate(1, 0, 0))
	ok(o.t, err)
	return c
}

func (o *office) own(more ...string) *pki.Certificate {
	o.t.Helper()
	return o.issue("Орлов", "Сергей Викторович", append([]string{"OGRN", ogrn, "INNLE", inn}, more...)...)
}

func (o *office) list(by, whose auth.Actor) []certificates.View {
	o.t.Helper()
	list, err := o.Of(o.t.Context(), by, whose.PersonID)
	ok(o.t, err)
	return list
}

func (o *office) told(who auth.Actor, code string) int {
	o.t.Helper()
	n, err := db.One[int](o.t.Context(), o.DB, "SELECT COUNT(*) FROM notices WHERE employee_id = $1 AND code = $2", who.PersonID, code)
	ok(o.t, err)
	return n
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestCertificateWithTheOwnSNILSBindsItself(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		o.knows(o.Minister, snils)
		c := o.own("SNILS", snils)
		refused(t, o.Owned(t.Context(), d, o.Minister.PersonID, c, false), "signing.certificate_waits")
		ok(t, o.Admit(t.Context(), o.Minister, c, false))
		ok(t, o.Admit(t.Context(), o.Minister, c, false))
		ok(t, o.Owned(t.Context(), d, o.Minister.PersonID, c, false))
		list := o.list(o.Minister, o.Minister)
		if len(list) != 1 || list[0].State != certificates.Bound || list[0].Ground != certificates.BySNILS || list[0].SHA256 != c.Fingerprint() ||
			len(list[0].Streebog256) != 64 || len(list[0].Actions) != 0 {
			t.Errorf("known: %+v", list)
		}
		audittest.Has(t, d, employee(o, o.Minister).Ref(), "certificate.bound", "", "")
		if o.told(o.admin, "certificate.waits") != 0 {
			t.Error("the administrator is asked for what is proven")
		}
	})
}

func employee(o *office, who auth.Actor) org.Employee {
	e, err := o.Town.Org.Person(o.t.Context(), o.DB, who.PersonID)
	ok(o.t, err)
	return e
}

func TestCertificateKnownByNameAloneWaitsForTheAdministrator(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		c := o.own("SNILS", snils)
		err := o.Admit(t.Context(), o.Minister, c, false)
		refused(t, err, "signing.certificate_waits")
		var refusal *fail.Error
		if asFail(err, &refusal); refusal.Params["whom"] != "Котов Р. Э., Ларин И. Б." {
			t.Errorf("he is to ask %v", refusal.Params)
		}
		refused(t, o.Admit(t.Context(), o.Minister, c, false), "signing.certificate_waits")
		if o.told(o.admin, "certificate.waits") != 1 || o.told(o.second, "certificate.waits") != 1 {
			t.Error("each administrator is told once")
		}
		waiting, err := o.NeedingCare(t.Context(), o.admin)
		if err != nil || len(waiting) != 1 || waiting[0].Employee != "Орлов С. В." || waiting[0].Likeness != certificates.ByName {
			t.Fatalf("waiting: %+v, %v", waiting, err)
		}
		refused(t, o.Bind(t.Context(), o.Minister, waiting[0].ID), "certificate.denied")
		ok(t, o.Bind(t.Context(), o.admin, waiting[0].ID))
		ok(t, o.Admit(t.Context(), o.Minister, c, false))
		if o.told(o.Minister, "certificate.bound") != 1 {
			t.Error("the minister is not told")
		}
		ok(t, o.Unbind(t.Context(), o.second, waiting[0].ID, "ключ потерян"))
		refused(t, o.Admit(t.Context(), o.Minister, c, false), "signing.certificate_unbound")
		o.knows(o.Minister, snils)
		refused(t, o.Admit(t.Context(), o.Minister, c, false), "signing.certificate_unbound") // the administrator's word stands
		ok(t, o.Bind(t.Context(), o.admin, waiting[0].ID))
		o.knows(o.Minister, another)
		refused(t, o.Admit(t.Context(), o.Minister, c, false), "signing.certificate_of_namesake") // and never against a number
	})
}

func asFail(err error, to **fail.Error) { *to, _ = err.(*fail.Error) }

func TestCertificateOfSomebodyElseIsRefusedAndNotKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		o.knows(o.Minister, snils)
		refused(t, o.Admit(t.Context(), o.Minister, o.own("SNILS", another), false), "signing.certificate_of_namesake")
		refused(t, o.Admit(t.Context(), o.Minister, o.issue("Зуева", "Анна Петровна", "OGRN", ogrn), false), "signing.foreign_certificate")
		if list := o.list(o.admin, o.Minister); len(list) != 0 {
			t.Errorf("known: %+v", list)
		}
		_, err := o.Add(t.Context(), o.admin, o.Minister.PersonID, o.own("SNILS", another).Raw())
		refused(t, err, "certificate.of_namesake")
		_, err = o.Add(t.Context(), o.admin, o.Minister.PersonID, o.issue("Зуева", "Анна Петровна").Raw())
		refused(t, err, "certificate.of_other_name")
	})
}

func TestOrganisationOfACertificate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		o.knows(o.Minister, snils)
		elsewhere := o.issue("Орлов", "Сергей Викторович", "SNILS", snils, "OGRN", "1021800000099", "INNLE", "1800000099")
		private := o.issue("Орлов", "Сергей Викторович", "SNILS", snils)
		refused(t, o.Admit(t.Context(), o.Minister, elsewhere, false), "signing.certificate_other_office")
		refused(t, o.Admit(t.Context(), o.Minister, private, false), "signing.certificate_needs_power")
		for _, v := range o.list(o.admin, o.Minister) { // the administrator's word does not make another organisation the body
			ok(t, o.Bind(t.Context(), o.admin, v.ID))
		}
		refused(t, o.Admit(t.Context(), o.Minister, elsewhere, false), "signing.certificate_other_office")
		o.body("", "")
		c := o.own("SNILS", snils)
		refused(t, o.Admit(t.Context(), o.Minister, c, false), "signing.certificate_waits") // there is nothing to compare
	})
}

func TestWhoMayBind(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		file := o.own().Raw()
		forgetful := o.admin
		forgetful.SteppedUp = false
		other := o.Town.Body("Минфин")
		stranger := o.Town.Person(other, o.Town.Unit(other, 0, "Отдел"), "Гусев Илья Фёдорович", "Администратор", org.Administrator)
		for _, c := range []struct {
			name string
			by   auth.Actor
			code string
		}{
			{"a clerk does not", o.Clerk, "certificate.denied"},
			{"the minister himself does not", o.Minister, "certificate.denied"},
			{"an administrator of another body does not", stranger, "org.employee.absent"},
			{"the administrator gives his password first", forgetful, "session.step_up"},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, err := o.Add(t.Context(), c.by, o.Minister.PersonID, file)
				refused(t, err, c.code)
			})
		}
		mine := o.issue("Ларин", "Игорь Борисович", "OGRN", ogrn)
		_, err := o.Add(t.Context(), o.admin, o.admin.PersonID, mine.Raw())
		refused(t, err, "certificate.own")
		_, err = o.Add(t.Context(), o.second, o.admin.PersonID, mine.Raw())
		ok(t, err)
		_, err = o.Add(t.Context(), o.admin, o.Minister.PersonID, []byte("не сертификат"))
		refused(t, err, "certificate.unreadable")
		_, err = o.Of(t.Context(), o.Clerk, o.Minister.PersonID)
		refused(t, err, "certificate.denied")
		_, err = o.Of(t.Context(), stranger, o.Minister.PersonID)
		refused(t, err, "org.employee.absent")
	})
}

func TestUploadedCertificateIsBound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		c := o.own()
		seen, err := o.Read(t.Context(), o.admin, o.Minister.PersonID, c.Raw())
		if err != nil || seen.ID != 0 || seen.Office != certificates.SameOffice || len(o.list(o.admin, o.Minister)) != 0 {
			t.Fatalf("shown %+v, %v", seen, err)
		}
		_, err = o.Add(t.Context(), o.admin, o.Minister.PersonID, c.Raw())
		ok(t, err)
		ok(t, o.Admit(t.Context(), o.Minister, c, false))
		_, err = o.Add(t.Context(), o.admin, o.Minister.PersonID, c.Raw())
		refused(t, err, "certificate.bound_already")
		namesake := o.Town.Person(o.Body, o.Unit, "Орлов Сергей Викторович", "Консультант", org.Executor)
		_, err = o.Add(t.Context(), o.admin, namesake.PersonID, c.Raw())
		refused(t, err, "certificate.of_another")
		o.At("2099-01-01 10:00")
		_, err = o.Add(t.Context(), o.admin, o.Minister.PersonID, c.Raw())
		refused(t, err, "certificate.expired")
	})
}

func TestTwoFirstSigningsAtOnceKeepOneCertificate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		c := o.own()
		errs := make([]error, 4)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() { errs[i] = o.Admit(t.Context(), o.Minister, c, false) })
		}
		wait.Wait()
		for _, err := range errs {
			if !fail.Is(err, "signing.certificate_waits") && !fail.Is(err, "certificate.stale") {
				t.Error(err)
			}
		}
		if list := o.list(o.admin, o.Minister); len(list) != 1 {
			t.Errorf("known: %+v", list)
		}
	})
}

func TestEndOfACertificateIsToldTwice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		o.At("2026-03-02 10:00")
		_, err := o.Add(t.Context(), o.admin, o.Minister.PersonID, o.own().Raw())
		ok(t, err)
		for _, c := range []struct {
			at   string
			told int
		}{{"2027-01-15 10:00", 0}, {"2027-02-02 10:00", 1}, {"2027-02-10 10:00", 1}, {"2027-02-24 10:00", 2}, {"2027-03-01 10:00", 2}, {"2027-03-05 10:00", 2}} {
			o.At(c.at)
			ok(t, o.Watch(t.Context()))
			if own, admin := o.told(o.Minister, "certificate.ends"), o.told(o.admin, "certificate.of_employee_ends"); own != c.told || admin != c.told {
				t.Errorf("by %s the minister was told %d times and the administrator %d times, want %d", c.at, own, admin, c.told)
			}
		}
	})
}

func TestSuccessorSilencesTheNotice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		o.At("2026-03-02 10:00")
		_, err := o.Add(t.Context(), o.admin, o.Minister.PersonID, o.own().Raw())
		ok(t, err)
		o.At("2027-01-02 10:00")
		_, err = o.Add(t.Context(), o.admin, o.Minister.PersonID, o.own().Raw())
		ok(t, err)
		o.At("2027-02-24 10:00")
		ok(t, o.Watch(t.Context()))
		if o.told(o.Minister, "certificate.ends") != 0 {
			t.Error("told of a certificate that has a successor")
		}
	})
}

func TestNumbersOfAPersonStayOutOfTheLog(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		o.knows(o.Minister, snils)
		ok(t, o.Admit(t.Context(), o.Minister, o.own("SNILS", snils), false))
		refused(t, o.Town.Org.SetIdentity(t.Context(), o.admin, o.admin.PersonID, org.Identity{SNILS: snils}), "org.own_identity")
		refused(t, o.Town.Org.SetIdentity(t.Context(), o.admin, o.Minister.PersonID, org.Identity{SNILS: "12345678900"}), "org.identity_wrong")
		refused(t, o.Town.Org.SetIdentity(t.Context(), o.Clerk, o.Minister.PersonID, org.Identity{}), "org.denied")
		_, err := o.Town.Org.Identity(t.Context(), o.Clerk, o.Minister.PersonID)
		refused(t, err, "org.denied")
		got, err := o.Town.Org.Identity(t.Context(), o.admin, o.Minister.PersonID)
		if err != nil || got.SNILS != snils {
			t.Errorf("%+v, %v", got, err)
		}
		details, err := db.All[string](t.Context(), d, "SELECT action || ' ' || object_title || ' ' || CAST(detail AS text) FROM audit")
		ok(t, err)
		seen := false
		for _, line := range details {
			seen = seen || strings.HasPrefix(line, "employee_identity.seen")
			if strings.Contains(line, snils) {
				t.Errorf("the log tells the number: %s", line)
			}
		}
		if !seen {
			t.Error("nobody notes who reads the numbers")
		}
	})
}

func TestUnboundWhileItIsCheckedIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		c := o.own()
		_, err := o.Add(t.Context(), o.admin, o.Minister.PersonID, c.Raw())
		ok(t, err)
		ok(t, o.Admit(t.Context(), o.Minister, c, false))
		ok(t, o.Unbind(t.Context(), o.admin, o.list(o.admin, o.Minister)[0].ID, "потерян ключ"))
		o.Tx(func(tx *db.Tx) error {
			refused(t, o.Owned(t.Context(), tx, o.Minister.PersonID, c, false), "signing.certificate_unbound")
			return nil
		})
	})
}
