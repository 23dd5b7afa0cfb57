package trust

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/pem"
	"testing"
	"time"

	"veche/cms/authority"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// installation is a body that runs the program, another one, and an authority outside of it.
type installation struct {
	*Service
	t       *testing.T
	db      *db.DB
	admin   auth.Actor
	clerk   auth.Actor
	foreign auth.Actor // administrator of a body that does not run the installation
	now     time.Time
	root    *authority.CA
	sub     *authority.CA
}

func newInstallation(t *testing.T, d *db.DB) *installation {
	t.Helper()
	town := orgtest.New(t, d)
	body, other := town.Body("Минстрой"), town.Body("Минфин")
	unit := town.Unit(body, 0, "Отдел")
	store, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	d.SetClock(func() time.Time { return now })
	w := &installation{
		Service: New(d, town.Org, store), t: t, db: d, now: now,
		admin:   town.Person(body, unit, "Ларин Игорь Борисович", "Администратор", org.Administrator),
		clerk:   town.Person(body, unit, "Иванова Анна Петровна", "Делопроизводитель", org.Clerk),
		foreign: town.Person(other, town.Unit(other, 0, "Отдел"), "Гусев Илья Фёдорович", "Администратор", org.Administrator),
	}
	w.root = newRoot(t, "Головной удостоверяющий центр", now)
	if w.sub, err = w.root.Subordinate(named("УЦ Республики"), nationalKey(t), now.AddDate(-1, 0, 0), now.AddDate(5, 0, 0)); err != nil {
		t.Fatal(err)
	}
	w.root.Now, w.sub.Now = func() time.Time { return now }, func() time.Time { return now }
	return w
}

func named(name string) pki.Name {
	return pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.CommonName, Value: name}}
}

func nationalKey(t testing.TB) crypto.Signer {
	t.Helper()
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func newRoot(t testing.TB, name string, now time.Time) *authority.CA {
	t.Helper()
	ca, err := authority.NewRoot(named(name), nationalKey(t), now.AddDate(-2, 0, 0), now.AddDate(10, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return ca
}

func (w *installation) person(ca *authority.CA) *pki.Certificate {
	w.t.Helper()
	c, err := ca.Person(named("Сурнин Дмитрий Николаевич"), nationalKey(w.t).Public(), w.now.AddDate(0, -1, 0), w.now.AddDate(1, 0, 0))
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *installation) add(c *pki.Certificate) error {
	_, err := w.Add(w.t.Context(), w.admin, Addition{File: c.Raw(), Choose: []string{c.Fingerprint()}, Reason: "С сайта министерства"})
	return err
}

func (w *installation) list(ca *authority.CA) []byte {
	w.t.Helper()
	list, err := ca.CRL(24 * time.Hour)
	if err != nil {
		w.t.Fatal(err)
	}
	return list.Raw
}

// judge checks a certificate by what the installation believes now.
func (w *installation) judge(c *pki.Certificate) *pki.Path {
	w.t.Helper()
	trust, err := w.Trust(w.t.Context(), w.db)
	if err != nil {
		w.t.Fatal(err)
	}
	return trust.Check(w.t.Context(), c, nil, pki.Moment{Proven: w.now}, pki.Signing)
}

func want(t *testing.T, err error, code string) {
	t.Helper()
	if fail.Code(err) != code {
		t.Errorf("%v; want %s", err, code)
	}
}

func TestWhoIsOnTheListIsBelieved(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newInstallation(t, d)
		signer := w.person(w.sub)
		if v := w.judge(signer).Verdict(); v == reason.Valid {
			t.Fatal("an empty list believes somebody")
		}
		for _, c := range []*pki.Certificate{w.root.Certificate, w.sub.Certificate} {
			if err := w.add(c); err != nil {
				t.Fatal(err)
			}
		}
		list, _, err := w.Certificates(t.Context(), w.admin, Filter{Limit: 10})
		if err != nil || len(list) != 2 || list[0].Role != Root || list[1].Role != Intermediate {
			t.Fatalf("%+v, %v", list, err)
		}
		for _, ca := range []*authority.CA{w.root, w.sub} {
			if _, err := w.ImportList(t.Context(), w.admin, w.list(ca)); err != nil {
				t.Fatal(err)
			}
		}
		if p := w.judge(signer); p.Verdict() != reason.Valid {
			t.Fatalf("%v", p.Findings)
		}
		t.Run("another node sees a removal at once, and the row stays with its reason", func(t *testing.T) {
			other := New(d, w.org, w.files)
			if trust, err := other.Trust(t.Context(), d); err != nil || len(trust.Roots.Certificates()) != 1 || len(trust.CRLs) != 2 {
				t.Fatalf("%+v, %v", trust, err)
			}
			if err := w.Remove(t.Context(), w.admin, list[0].ID, "Ключ скомпрометирован"); err != nil {
				t.Fatal(err)
			}
			if trust, err := other.Trust(t.Context(), d); err != nil || len(trust.Roots.Certificates()) != 0 {
				t.Fatalf("%+v, %v", trust, err)
			}
			if v := w.judge(signer).Verdict(); v != reason.Indeterminate {
				t.Errorf("verdict after the removal: %s", v)
			}
			gone, _, err := w.Certificates(t.Context(), w.admin, Filter{Removed: true, Text: "ГОЛОВНОЙ", Limit: 10})
			if err != nil || len(gone) != 1 || gone[0].RemovedReason != "Ключ скомпрометирован" || gone[0].RemovedBy != w.admin.Name {
				t.Errorf("%+v, %v", gone, err)
			}
			audittest.Has(t, d, Certificate{ID: list[0].ID}.Ref(), "trust.certificate_removed", "", "")
			want(t, w.Remove(t.Context(), w.admin, list[0].ID, "Ещё раз"), "trust.certificate_removed")
			if err := w.add(w.root.Certificate); err != nil {
				t.Errorf("add again after a removal: %v", err)
			}
		})
	})
}

func TestARevokedCertificateIsRefusedByTheKeptList(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newInstallation(t, d)
		if err := w.add(w.root.Certificate); err != nil {
			t.Fatal(err)
		}
		signer := w.person(w.root)
		old := w.list(w.root)
		w.keep(old)
		w.root.Now = func() time.Time { return w.now.Add(time.Minute) }
		w.root.Revoke(signer.X509.SerialNumber, w.now.Add(-time.Hour), 1)
		newer := w.list(w.root)
		w.keep(newer)
		if v := w.judge(signer).Verdict(); v == reason.Valid {
			t.Error("revoked, and yet valid")
		}
		kept, err := w.Lists(t.Context(), w.admin)
		if err != nil || len(kept) != 1 || kept[0].Entries != 1 {
			t.Fatalf("%+v, %v", kept, err)
		}
		w.keep(old)   // an address that lags behind
		w.keep(newer) // the same once more
		if again, err := w.Lists(t.Context(), w.admin); err != nil || len(again) != 1 || again[0].ID != kept[0].ID {
			t.Errorf("%+v, %v", again, err)
		}
		_, err = w.ImportList(t.Context(), w.admin, old)
		want(t, err, "trust.list_old")
		_, err = w.ImportList(t.Context(), w.admin, w.list(newRoot(t, "Чужой", w.now)))
		want(t, err, "trust.list_foreign")
		_, err = w.ImportList(t.Context(), w.admin, []byte("не список"))
		want(t, err, "trust.not_a_list")
	})
}

func (w *installation) keep(raw []byte) {
	w.t.Helper()
	if _, err := w.KeepList(w.t.Context(), auth.System("test"), raw, "http://crl.example.ru/root.crl"); err != nil {
		w.t.Fatal(err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	d := dbtest.SQLite(t)
	w := newInstallation(t, d)
	expired, err := authority.NewRoot(named("Прежний"), nationalKey(t), w.now.AddDate(-9, 0, 0), w.now.AddDate(-1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	ordinary, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := authority.NewRoot(named("Обычный"), ordinary, w.now.AddDate(-1, 0, 0), w.now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	stamps, err := w.root.StampService(named("Служба штампов"), nationalKey(t).Public(), w.now.AddDate(-1, 0, 0), w.now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	raw := w.root.Certificate.Raw()
	flipped := append([]byte{}, raw...)
	flipped[len(flipped)-1] ^= 1
	forged, err := pki.ParseCertificate(flipped)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.add(w.root.Certificate); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name        string
		certificate *pki.Certificate
		code        string
		role        Role
	}{
		{"a person is no authority", w.person(w.root), "trust.not_authority", ""},
		{"an authority that ended", expired.Certificate, "trust.certificate_expired", Root},
		{"the same one twice", w.root.Certificate, "trust.certificate_known", Root},
		{"a self-signed one whose signature does not hold", forged, "trust.certificate_forged", Intermediate},
		{"an authority with an ordinary key", foreign.Certificate, "", Root},
		{"a service of time stamps", stamps, "", TimeStamps},
	} {
		t.Run(c.name, func(t *testing.T) {
			seen, err := w.ReadFile(t.Context(), w.admin, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.certificate.Raw()}))
			if err != nil || len(seen) != 1 || seen[0].Refusal != c.code || seen[0].Role != c.role {
				t.Errorf("%+v, %v", seen, err)
			}
			want(t, w.add(c.certificate), c.code)
		})
	}
	_, err = w.ReadFile(t.Context(), w.admin, []byte("что-то другое"))
	want(t, err, "trust.file_unreadable")
}

func TestOnlyTheAdministratorOfTheInstallationKeepsTheList(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newInstallation(t, d)
		for _, by := range []auth.Actor{w.clerk, w.foreign} {
			_, err := w.ReadFile(t.Context(), by, w.root.Certificate.Raw())
			want(t, err, "trust.denied")
			_, err = w.Add(t.Context(), by, Addition{File: w.root.Certificate.Raw(), Choose: []string{w.root.Certificate.Fingerprint()}, Reason: "Нужно"})
			want(t, err, "trust.denied")
			_, err = w.AddHost(t.Context(), by, HostInput{Host: "crl.example.ru"})
			want(t, err, "trust.denied")
		}
		w.admin.SteppedUp = false
		want(t, w.add(w.root.Certificate), "session.step_up")
		_, err := w.AddHost(t.Context(), w.admin, HostInput{Host: "crl.example.ru"})
		want(t, err, "session.step_up")
	})
}

func TestTheStandIsListedOnceAndBelievedByItsDemonstrationAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newInstallation(t, d)
		for range 2 {
			err := d.Tx(t.Context(), auth.System("stand"), func(tx *db.Tx) error { return w.AddStand(t.Context(), tx, w.root.Certificate) })
			if err != nil {
				t.Fatal(err)
			}
		}
		list, _, err := w.Certificates(t.Context(), w.admin, Filter{Limit: 10})
		if err != nil || len(list) != 1 || list[0].Source != FromStand {
			t.Errorf("%+v, %v", list, err)
		}
		whom, err := w.Trust(t.Context(), d)
		if err != nil || whom.Roots.Contains(w.root.Certificate) {
			t.Errorf("the stand is believed by everybody: %v", err)
		}
	})
}

func TestHosts(t *testing.T) {
	for typed, host := range map[string]string{
		"crl.example.ru": "crl.example.ru", " CRL.Example.RU ": "crl.example.ru", "http://crl.example.ru/lists/a.crl": "crl.example.ru",
		"https://10.1.2.3:8080/": "10.1.2.3:8080", "центр.рф": "центр.рф",
		"": "", "ftp://a.ru/": "", "a b": "", "a..b": "", "*.ru": "", "user@a.ru": "", "http://u:p@a.ru/": "", "a.ru:99999": "", "-a.ru": "",
	} {
		got, err := hostOf(typed)
		if got != host || (err == nil) != (host != "") {
			t.Errorf("%q is %q, %v; want %q", typed, got, err, host)
		}
	}
}

// TestNothingIsRememberedOfWhatWasRolledBack: a transaction that sees its own changes must not leave them to others.
func TestNothingIsRememberedOfWhatWasRolledBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newInstallation(t, d)
		gone := fail.New(fail.Conflict, "test.gone", "rolled back")
		err := d.Tx(t.Context(), auth.System("stand"), func(tx *db.Tx) error {
			row := describe(w.root.Certificate, Root, ByAdministrator)
			if err := w.insert(t.Context(), tx, &row); err != nil {
				return err
			}
			if trust, err := w.Trust(t.Context(), tx); err != nil || len(trust.Roots.Certificates()) != 1 {
				t.Errorf("inside: %v", err)
			}
			return gone
		})
		want(t, err, "test.gone")
		if trust, err := w.Trust(t.Context(), d); err != nil || len(trust.Roots.Certificates()) != 0 {
			t.Errorf("what was rolled back is believed: %v", err)
		}
	})
}
