package trust

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"veche/cms/authority"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// listed is an authority of a list that a test writes.
type listed struct {
	name, number, status string
	since                string
	history              string // stages inside of the history, XML
	certificates         [][]byte
	address              string
}

func status(word, since string) string {
	return "<СтатусАккредитации><Статус>" + word + "</Статус><ДействуетС>" + since + "</ДействуетС></СтатусАккредитации>"
}

// writeTSL writes a list as the ministry does; the names of elements are those of the published form.
func writeTSL(date string, list ...listed) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="utf-8"?><АккредитованныеУдостоверяющиеЦентры><Версия>12</Версия><Дата>%s</Дата>`, date)
	for _, a := range list {
		fmt.Fprintf(&b, `<УдостоверяющийЦентр><Название>%s</Название><КраткоеНазвание>%s</КраткоеНазвание><Адрес><Страна>RU</Страна></Адрес>
<ПрограммноАппаратныеКомплексы><ПрограммноАппаратныйКомплекс><Псевдоним>ПАК</Псевдоним><Адрес><Индекс>426000</Индекс></Адрес><КлючиУполномоченныхЛиц><Ключ>
<ИдентификаторКлюча>00</ИдентификаторКлюча><АдресаСписковОтзыва><Адрес>%s</Адрес></АдресаСписковОтзыва><Сертификаты>`, a.name, a.name, a.address)
		for _, raw := range a.certificates {
			fmt.Fprintf(&b, "<ДанныеСертификата><Отпечаток>AB</Отпечаток><Данные>\n%s\n</Данные></ДанныеСертификата>", base64.StdEncoding.EncodeToString(raw))
		}
		fmt.Fprintf(&b, `</Сертификаты></Ключ></КлючиУполномоченныхЛиц></ПрограммноАппаратныйКомплекс></ПрограммноАппаратныеКомплексы>
<ИНН>1800000000</ИНН><ОГРН>1021800000000</ОГРН><РеестровыйНомер>%s</РеестровыйНомер>%s<ИсторияСтатусовАккредитации>%s</ИсторияСтатусовАккредитации></УдостоверяющийЦентр>`,
			a.number, status(a.status, a.since), a.history)
	}
	b.WriteString(`<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><Дата>2000-01-01</Дата></SignedInfo></Signature></АккредитованныеУдостоверяющиеЦентры>`)
	return b.String()
}

func (w *installation) read(list string) ImportView {
	w.t.Helper()
	view, err := w.ReadTSL(w.t.Context(), w.admin, "TSL.xml", strings.NewReader(list))
	if err != nil {
		w.t.Fatal(err)
	}
	return view
}

func (w *installation) apply1(list string) Changes {
	w.t.Helper()
	view := w.read(list)
	if err := w.ApplyTSL(w.t.Context(), w.admin, view.ID); err != nil {
		w.t.Fatal(err)
	}
	return view.Changes
}

func TestAListOfTheMinistryTakesEffectAfterItsPreview(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newInstallation(t, d)
		ministry := listed{name: "Минцифры", number: "1", status: "Действует", since: "2012-01-01T00:00:00", certificates: [][]byte{w.root.Certificate.Raw()}}
		republic := listed{name: "УЦ Республики", number: "2", status: "Действует", since: "2018-03-01T00:00:00",
			certificates: [][]byte{w.sub.Certificate.Raw(), w.person(w.sub).Raw(), []byte("нет")}, address: "http://crl.example.ru/2.crl"}
		first := writeTSL("2026-10-01T09:00:00Z", ministry, republic)
		seen := w.read(first)
		if c := seen.Changes; c.Authorities != 2 || c.Accredited != 2 || c.NewsCount != 2 || c.Added != 2 || c.Unusable != 2 || c.Certificates != 4 || !seen.Signed ||
			seen.Number != "12" || seen.Dated == nil || seen.Dated.Year() != 2026 {
			t.Fatalf("%+v", seen)
		}
		if trust, err := w.Trust(t.Context(), d); err != nil || len(trust.Roots.Certificates()) != 0 {
			t.Fatalf("a preview takes effect: %v", err)
		}
		if err := w.ApplyTSL(t.Context(), w.admin, seen.ID); err != nil {
			t.Fatal(err)
		}
		trust, err := w.Trust(t.Context(), d)
		if err != nil || len(trust.Roots.Certificates()) != 1 || len(trust.Intermediates.Certificates()) != 1 {
			t.Fatalf("%+v, %v", trust, err)
		}
		want(t, w.ApplyTSL(t.Context(), w.admin, seen.ID), "trust.tsl_decided")
		t.Run("the same list again changes nothing", func(t *testing.T) {
			if c := w.apply1(first); c.NewsCount+c.GoneCount+c.ChangedCount+c.Added != 0 {
				t.Errorf("%+v", c)
			}
		})
		t.Run("a certificate that the administrator has removed stays out", func(t *testing.T) {
			list, _, err := w.Certificates(t.Context(), w.admin, Filter{Role: Intermediate, Limit: 5})
			if err != nil || len(list) != 1 || list[0].Source != FromTSL || !strings.Contains(list[0].Reason, "01.10.2026") {
				t.Fatalf("%+v, %v", list, err)
			}
			if err := w.Remove(t.Context(), w.admin, list[0].ID, "Не доверяем"); err != nil {
				t.Fatal(err)
			}
			if c := w.apply1(first); c.KeptOut != 1 || c.Added != 0 {
				t.Errorf("%+v", c)
			}
		})
		t.Run("a list in which one is gone and one is suspended", func(t *testing.T) {
			late := republic
			late.status, late.since = "Приостановлена", "2026-10-15T00:00:00"
			two := w.read(writeTSL("2026-11-01T09:00:00Z", late))
			c := two.Changes
			if c.GoneCount != 1 || c.Gone[0].Name != "Минцифры" || c.ChangedCount != 1 || c.Changed[0].From != Accredited || c.Changed[0].To != Suspended {
				t.Fatalf("%+v", c)
			}
			three := w.read(writeTSL("2026-11-01T09:00:00Z", late))
			if err := w.ApplyTSL(t.Context(), w.admin, two.ID); err != nil {
				t.Fatal(err)
			}
			want(t, w.ApplyTSL(t.Context(), w.admin, three.ID), "trust.tsl_stale")
			if err := w.DiscardTSL(t.Context(), w.admin, three.ID); err != nil {
				t.Fatal(err)
			}
			_, err := w.ReadTSL(t.Context(), w.admin, "TSL.xml", strings.NewReader(first))
			want(t, err, "trust.tsl_old")
			list, _, err := w.Authorities(t.Context(), w.admin, "респ", "", 0, 10)
			if err != nil || len(list) != 1 || list[0].State != Suspended {
				t.Errorf("%+v, %v", list, err)
			}
		})
		_, err = w.ReadTSL(t.Context(), w.foreign, "TSL.xml", strings.NewReader(first))
		want(t, err, "trust.denied")
		w.admin.SteppedUp = false
		want(t, w.ApplyTSL(t.Context(), w.admin, 1), "session.step_up")
	})
}

func TestAccreditationAtTheMomentOfTheSignature(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newInstallation(t, d)
		w.apply1(writeTSL("2026-11-20T00:00:00Z", listed{
			name: "УЦ Республики", number: "2", status: "Прекращена", since: "2026-11-10T00:00:00+03:00", certificates: [][]byte{w.sub.Certificate.Raw()},
			history: status("Действует", "2020-01-01T00:00:00") + status("Приостановлена", "2026-11-05T00:00:00+03:00") + status("Прекращена", "2026-11-10T00:00:00+03:00"),
		}))
		signer := w.person(w.sub) // issued on 22.10.2026
		chain := []string{w.sub.Certificate.Fingerprint(), w.root.Certificate.Fingerprint()}
		day := func(s string) time.Time {
			at, err := time.Parse(time.RFC3339, s+"T12:00:00+03:00")
			if err != nil {
				t.Fatal(err)
			}
			return at
		}
		for _, c := range []struct {
			day, says string
			good      bool
		}{
			{"2026-11-01", "Удостоверяющий центр «УЦ Республики» аккредитован.", true},
			{"2026-11-06", "Аккредитация УЦ «УЦ Республики» приостановлена 05.11.2026, до подписания.", false},
			{"2026-11-21", "Аккредитация УЦ «УЦ Республики» прекращена 10.11.2026, до подписания.", false},
		} {
			st, ok, err := w.Accreditation(t.Context(), d, chain, signer.X509.NotBefore, day(c.day))
			if err != nil || !ok || st.Good() != c.good || st.Russian() != c.says {
				t.Errorf("%s: %q, %v, %v", c.day, st.Russian(), ok, err)
			}
		}
		late, err := w.sub.Person(named("Поздний"), nationalKey(t).Public(), day("2026-11-15"), day("2027-11-15"))
		if err != nil {
			t.Fatal(err)
		}
		st, _, err := w.Accreditation(t.Context(), d, chain, late.X509.NotBefore, day("2026-11-21"))
		if err != nil || st.Russian() != "Аккредитация УЦ «УЦ Республики» прекращена 10.11.2026, до выдачи сертификата." {
			t.Errorf("%q, %v", st.Russian(), err)
		}
		if _, ok, err := w.Accreditation(t.Context(), d, chain[1:], signer.X509.NotBefore, w.now); ok || err != nil {
			t.Errorf("an authority that no list names: %v, %v", ok, err)
		}
		t.Run("one that is gone from the list", func(t *testing.T) {
			w.apply1(writeTSL("2026-11-21T00:00:00Z", listed{name: "Другой", number: "9", status: "Действует", since: "2020-01-01"}))
			st, ok, err := w.Accreditation(t.Context(), d, chain, signer.X509.NotBefore, day("2026-11-01"))
			if err != nil || !ok || !st.Good() {
				t.Errorf("what was signed before stays good: %q, %v", st.Russian(), err)
			}
		})
	})
}

func TestListsThatAreNone(t *testing.T) {
	w := newInstallation(t, dbtest.SQLite(t))
	for name, c := range map[string]struct{ text, code string }{
		"not XML":       {"просто текст", "trust.tsl_unreadable"},
		"another XML":   {"<a><b/></a>", "trust.tsl_unreadable"},
		"cut short":     {writeTSL("2026-10-01", listed{name: "А", number: "1"})[:400], "trust.tsl_unreadable"},
		"a DTD":         {`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, "trust.tsl_dtd"},
		"an entity":     {`<АккредитованныеУдостоверяющиеЦентры>&b;</АккредитованныеУдостоверяющиеЦентры>`, "trust.tsl_unreadable"},
		"deep":          {strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100), "trust.tsl_unreadable"},
		"a long text":   {"<a>" + strings.Repeat("я", maxToken) + "</a>", "trust.tsl_unreadable"},
		"a long remark": {"<!--" + strings.Repeat("<a>", maxToken) + "--><a/>", "trust.tsl_unreadable"},
		"without names": {"<a><УдостоверяющийЦентр/></a>", "trust.tsl_unreadable"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.ReadTSL(t.Context(), w.admin, "TSL.xml", strings.NewReader(c.text))
			want(t, err, c.code)
		})
	}
	if list, err := w.Imports(t.Context(), w.admin); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

// long is a list of the size of the real one, made as it is read.
func long(certificates [][]byte, authorities int) io.Reader {
	r, w := io.Pipe()
	go func() {
		fmt.Fprint(w, `<?xml version="1.0" encoding="utf-8"?><АккредитованныеУдостоверяющиеЦентры><Дата>2026-10-01</Дата>`)
		for n := range authorities {
			one := writeTSL("", listed{name: fmt.Sprint("УЦ ", n), number: fmt.Sprint(n), status: "Действует", since: "2020-01-01", certificates: certificates})
			from, to := strings.Index(one, "<УдостоверяющийЦентр>"), strings.Index(one, "<Signature")
			fmt.Fprint(w, one[from:to])
		}
		fmt.Fprint(w, `</АккредитованныеУдостоверяющиеЦентры>`)
		w.Close()
	}()
	return r
}

func TestALongListIsReadInBoundedMemory(t *testing.T) {
	now := time.Now()
	var raw [][]byte
	for n := range 10 {
		raw = append(raw, newRoot(t, fmt.Sprint("Ключ ", n), now).Certificate.Raw())
	}
	var most, before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	authorities, size := 0, countingReader{r: long(raw, 4000)}
	_, err := readTSL(&size, func(entry) error {
		if authorities++; authorities%500 == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.HeapAlloc = max(most.HeapAlloc, m.HeapAlloc)
		}
		return nil
	})
	if err != nil || authorities != 4000 || size.n < 20<<20 {
		t.Fatalf("%d authorities in %d bytes, %v", authorities, size.n, err)
	}
	if grown := int64(most.HeapAlloc) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("%d MB are held while %d MB are read", grown>>20, size.n>>20)
	}
}

type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

func TestWordsOfStates(t *testing.T) {
	for word, state := range map[string]State{
		"Действует": Accredited, "действует ": Accredited, "Возобновлена": Accredited, "Приостановлена": Suspended, "Приостановлено действие": Suspended,
		"Прекращена": Terminated, "Досрочно прекращена": Terminated, "Аннулирована": Terminated, "Не действует": Terminated, "Срок истёк": Terminated,
		"Переоформление": Unknown, "": Unknown,
	} {
		if got := stateOf(word); got != state {
			t.Errorf("%q is %s, want %s", word, got, state)
		}
	}
}

func FuzzTSL(f *testing.F) {
	root, err := authority.NewRoot(named("Корень"), nationalKey(f), time.Now().AddDate(-1, 0, 0), time.Now().AddDate(1, 0, 0))
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(writeTSL("2026-10-01", listed{name: "А", number: "1", status: "Действует", since: "2020-01-01", certificates: [][]byte{root.Certificate.Raw()}})))
	f.Add([]byte(`<!DOCTYPE a><a/>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		readTSL(bytes.NewReader(file), func(e entry) error {
			if e.Key == "" || e.Name == "" && e.RegisterNumber == "" && e.OGRN == "" {
				t.Errorf("%+v", e)
			}
			return nil
		})
	})
}
