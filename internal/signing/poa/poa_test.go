package poa_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/signing"
	"veche/internal/signing/poa"
	"veche/internal/signing/signingtest"
)

const number = "4F1C2D3E-5A6B-4C7D-8E9F-0A1B2C3D4E5F"

// written is a power of attorney in the form EMCHD_1; all names are invented.
type written struct{ head, representative, to, root string }

func (w written) xml() string {
	root := w.root
	if root == "" {
		root = "Довер"
	}
	to := w.to
	if to == "" {
		to = "2027-03-01"
	}
	return fmt.Sprintf(`<?xml version="1.0" encoding="utf-8"?>
<Доверенность xmlns="urn://x-artefacts/EMCHD_1" ПрЭлФорм="00000000" ИдФайл="ON_EMCHD_20260301_%[1]s"><Документ КНД="1110310"><%[5]s>
<СвДов ВидДовер="1" ПрПередов="1" НомДовер="%[1]s" ДатаВыдДовер="2026-03-01" СрокДейст="%[4]s"><СведСист>https://m4d.nalog.gov.ru</СведСист></СвДов>
<СвДоверит ТипДоверит="1"><Доверит><РосОргДовер><СвРосОрг НаимОрг="Министерство строительства" ИННЮЛ="1800000001" КПП="180001001" ОГРН="1021800000017"/>
<ЛицоБезДов ПолнЮЛ="1"><СвФЛ ИННФЛ="180000000012" СНИЛС="112-233-445 95" Должность="Министр"><СведФЛ>%[2]s</СведФЛ></СвФЛ></ЛицоБезДов></РосОргДовер></Доверит></СвДоверит>
<СвУпПред ТипПред="3"><Пред><СведФизЛ ИННФЛ="180000000034" СНИЛС="123-456-789 64"><СведФЛ>%[3]s</СведФЛ></СведФизЛ></Пред></СвУпПред>
<СвПолн ТипПолн="1" ПрСовмПолн="0"><МашПолн><Полн КодПолн="BBD_1" НаимПолн="Подписывать письма"/></МашПолн><ТекстПолн>Подписывать ответы на обращения</ТекстПолн></СвПолн>
</%[5]s></Документ></Доверенность>`, number, w.head, w.representative, to, root)
}

var tag = regexp.MustCompile(`<(/?)(\p{L})`)

func fio(surname, name, patronymic string) string {
	return fmt.Sprintf(`<ФИО Фамилия="%s" Имя="%s" Отчество="%s"/>`, surname, name, patronymic)
}

var usual = written{head: fio("Глава", "Иван", "Петрович"), representative: fio("ОРЛОВ", "Сергей", "Викторович")}

func TestFieldsOfAPowerOfAttorney(t *testing.T) {
	ansi, err := charmap.Windows1251.NewEncoder().String(strings.Replace(usual.xml(), "utf-8", "windows-1251", 1))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"as published":    usual.xml(),
		"in windows-1251": ansi,
		"with prefixes":   strings.Replace(tag.ReplaceAllString(usual.xml(), "<${1}м:$2"), "xmlns=", "xmlns:м=", 1),
	} {
		t.Run(name, func(t *testing.T) {
			p, err := poa.Read([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if p.Number != strings.ToLower(number) || p.From.String() != "2026-03-01" || p.To.String() != "2027-03-01" || p.Passed || p.Joint {
				t.Errorf("%+v", p)
			}
			if len(p.Principals) != 1 || p.Principals[0] != (poa.Party{Name: "Министерство строительства", INN: "1800000001", OGRN: "1021800000017"}) {
				t.Errorf("%+v", p.Principals)
			}
			if len(p.Heads) != 1 || p.Heads[0].Full() != "Глава Иван Петрович" || p.Heads[0].Post != "Министр" || p.Heads[0].SNILS != "11223344595" {
				t.Errorf("%+v", p.Heads)
			}
			if len(p.Representatives) != 1 || p.Representatives[0].Full() != "ОРЛОВ Сергей Викторович" || p.Representatives[0].SNILS != "12345678964" || p.Representatives[0].INN != "180000000034" {
				t.Errorf("%+v", p.Representatives)
			}
			if len(p.Items) != 2 || p.Items[1] != (poa.Item{Code: "BBD_1", Text: "Подписывать письма"}) {
				t.Errorf("%+v", p.Items)
			}
		})
	}
}

func TestFilesThatAreNoPowerOfAttorney(t *testing.T) {
	good := usual.xml()
	for name, text := range map[string]string{
		"not XML":            "доверенность",
		"nothing":            "",
		"another XML":        "<a/>",
		"cut short":          good[:len(good)/2],
		"a DTD":              `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>` + good[strings.Index(good, "<Дов"):],
		"an entity":          strings.Replace(good, "Министерство", "&b;", 1),
		"deep":               strings.Repeat("<a>", 200) + strings.Repeat("</a>", 200),
		"many elements":      "<a>" + strings.Repeat("<b/>", 30_000) + "</a>",
		"large":              good + strings.Repeat(" ", poa.Limit),
		"without a number":   strings.ReplaceAll(good, `НомДовер="`+number, `НомДовер="17`),
		"without a term":     strings.Replace(good, "2027-03-01", "скоро", 1),
		"ends before it is":  written{usual.head, usual.representative, "2026-02-01", ""}.xml(),
		"nobody is named":    strings.Replace(good, "СвУпПред", "Никто", 2),
		"of another charset": strings.Replace(good, "utf-8", "koi8-r", 1),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := poa.Read([]byte(text)); !fail.Is(err, "poa.unreadable") {
				t.Errorf("%v", err)
			}
		})
	}
}

func owner(surname, given string, more ...pki.Attribute) pki.Name {
	return append(pki.Name{{Field: pki.Surname, Value: surname}, {Field: pki.GivenName, Value: given}}, more...)
}

func TestWhetherItCoversASignature(t *testing.T) {
	power, err := poa.Read([]byte(usual.xml()))
	if err != nil {
		t.Fatal(err)
	}
	snils := pki.Attribute{Field: pki.SNILS, Value: "12345678964"}
	orlov := owner("Орлов", "Сергей Викторович", snils)
	proof := func(v reason.Verdict, subject pki.Name) *cms.Report {
		return &cms.Report{Verdict: v, Signers: []*cms.SignerReport{{Verdict: v, Certificate: &cms.CertificateReport{Subject: subject}}}}
	}
	ministry := pki.Name{{Field: pki.CommonName, Value: "Минстрой"}, {Field: pki.OGRN, Value: "1021800000017"}}
	head := owner("Глава", "Иван Петрович", pki.Attribute{Field: pki.SNILS, Value: "11223344595"})
	for _, c := range []struct {
		name    string
		owner   pki.Name
		day     string
		proof   *cms.Report
		verdict reason.Verdict
		code    string
	}{
		{"signed by the organisation", orlov, "2026-11-22", proof(reason.Valid, ministry), reason.Valid, ""},
		{"signed by its head", orlov, "2026-03-01", proof(reason.Valid, head), reason.Valid, ""},
		{"on its last day", orlov, "2027-03-01", proof(reason.Valid, ministry), reason.Valid, ""},
		{"after its term", orlov, "2027-03-02", proof(reason.Valid, ministry), reason.Invalid, "term"},
		{"before it was given", orlov, "2026-02-28", proof(reason.Valid, ministry), reason.Invalid, "term"},
		{"another person", owner("Зуева", "Анна Петровна", snils), "2026-11-22", proof(reason.Valid, ministry), reason.Invalid, "representative"},
		{"a namesake", owner("Орлов", "Сергей Викторович", pki.Attribute{Field: pki.SNILS, Value: "00000000000"}), "2026-11-22", proof(reason.Valid, ministry), reason.Invalid, "representative"},
		{"known by name alone", owner("Орлов", "Сергей Викторович"), "2026-11-22", proof(reason.Valid, ministry), reason.Indeterminate, "representative_by_name"},
		{"not signed", orlov, "2026-11-22", nil, reason.Indeterminate, "no_proof"},
		{"signed badly", orlov, "2026-11-22", proof(reason.Invalid, ministry), reason.Invalid, "proof"},
		{"signed by himself", orlov, "2026-11-22", proof(reason.Valid, orlov), reason.Invalid, "proof_of_other"},
		{"signed by an employee with a certificate of the organisation", orlov, "2026-11-22",
			proof(reason.Valid, append(orlov[:3:3], ministry[1])), reason.Invalid, "proof_of_other"},
		{"signed by a namesake of the head", orlov, "2026-11-22", proof(reason.Valid, owner("Глава", "Иван Петрович")), reason.Invalid, "proof_of_other"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := power.Check(poa.Facts{Owner: c.owner, Signed: orgtest.Day(c.day), Proof: c.proof})
			codes := ""
			for _, f := range found {
				codes += f.Code + " "
			}
			if poa.Verdict(found) != c.verdict || !strings.Contains(codes, c.code) || !strings.Contains(codes, "recall") {
				t.Errorf("%s: %+v", poa.Verdict(found), found)
			}
		})
	}
}

func TestPowerOfAnotherOrganisationDoesNotCoverASignatureOfTheBody(t *testing.T) {
	power, err := poa.Read([]byte(usual.xml()))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		body    poa.Party
		verdict reason.Verdict
	}{
		{"its own", poa.Party{INN: "1800000001", OGRN: "1021800000017"}, reason.Valid},
		{"known by ИНН alone", poa.Party{INN: "1800000001"}, reason.Valid},
		{"another with its ИНН", poa.Party{INN: "1800000001", OGRN: "1021800000099"}, reason.Invalid},
		{"another", poa.Party{INN: "1800000099", OGRN: "1021800000099"}, reason.Invalid},
		{"one that has not written down its numbers", poa.Party{}, reason.Indeterminate},
	} {
		t.Run(c.name, func(t *testing.T) {
			facts := poa.Facts{Owner: owner("Орлов", "Сергей Викторович", pki.Attribute{Field: pki.SNILS, Value: "12345678964"}),
				Signed: orgtest.Day("2026-11-22"), Body: &c.body}
			if got := poa.Verdict(power.Covers(facts)); got != c.verdict {
				t.Errorf("%s: %+v", got, power.Covers(facts))
			}
		})
	}
}

func TestPassedOnPowersAreNotProven(t *testing.T) {
	text := strings.NewReplacer("<СвДов ", "<СвПереДовер ", "</СвДов>", "</СвПереДовер>", "СвДоверит", "СвПередПолн", "СвУпПред", "СвПолучПолн").Replace(usual.xml())
	power, err := poa.Read([]byte(text))
	if err != nil || !power.Passed {
		t.Fatalf("%+v, %v", power, err)
	}
	if v := poa.Verdict(power.Check(poa.Facts{})); v == reason.Valid {
		t.Error(v)
	}
}

// free approves every text.
type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

func TestAttachedToASignature(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := signingtest.New(t, d, free{})
		m.At("2026-03-02 10:00")
		s := poa.New(d, m.Town.Org, m.Documents, m.Signing, m.Files, m.Stand.Over(signing.Nobody{}), m.Certificates)
		card, v := m.Draft(m.Order, "Об ответе")
		must(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
		sig, err := m.Signing.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		must(t, err)
		file := []byte(usual.xml())
		_, err = s.Attach(t.Context(), m.Assistant, sig.ID, "мчд.xml", file, nil)
		refused(t, err, "poa.denied", "signature.not_found")
		row, err := s.Attach(t.Context(), m.Minister, sig.ID, "мчд.xml", file, nil)
		must(t, err)
		if row.Verdict != reason.Indeterminate || row.Power.V.Representatives[0].Surname != "ОРЛОВ" {
			t.Errorf("%+v", row)
		}
		audittest.Has(t, d, card.Ref(), "poa.attached", "", "")
		second, err := s.Attach(t.Context(), m.Minister, sig.ID, "мчд.xml", file, proofOf(t, m, file))
		must(t, err)
		for _, f := range second.Findings.V {
			if strings.HasPrefix(f.Code, "proof") || f.Code == "no_proof" {
				t.Errorf("the seal of the organisation is not taken: %+v", f)
			}
		}
		list, err := s.Of(t.Context(), m.Minister, card.ID)
		if err != nil || len(list) != 1 || list[0].ID != second.ID || !list[0].Signed {
			t.Fatalf("%+v, %v", list, err)
		}
		if again, err := s.Recheck(t.Context(), m.Minister, second.ID); err != nil || again.Verdict != second.Verdict {
			t.Errorf("%+v, %v", again, err)
		}
		other := m.Town.Body("Минфин")
		stranger := m.Town.Person(other, m.Town.Unit(other, 0, "Канцелярия"), "Лапина Вера Семёновна", "Делопроизводитель", org.Clerk)
		_, err = s.Recheck(t.Context(), stranger, second.ID)
		refused(t, err, "poa.absent")
		_, err = s.Of(t.Context(), stranger, card.ID)
		refused(t, err, "document.not_found")
		_, err = s.Attach(t.Context(), stranger, sig.ID, "мчд.xml", file, nil)
		refused(t, err, "signature.not_found")
		changed := append([]byte{}, file...)
		changed = append(changed, ' ')
		third, err := s.Attach(t.Context(), m.Minister, sig.ID, "мчд.xml", changed, proofOf(t, m, file))
		must(t, err)
		if third.Verdict != reason.Invalid {
			t.Errorf("a changed file under the same signature: %+v", third.Findings.V)
		}
	})
}

func TestASimpleSignatureNeedsNoPowerOfAttorney(t *testing.T) {
	m := signingtest.New(t, dbtest.SQLite(t), free{})
	s := poa.New(m.DB, m.Town.Org, m.Documents, m.Signing, m.Files, m.Stand.Over(signing.Nobody{}), m.Certificates)
	card, v := m.Draft(m.Letter, "Об ответе")
	must(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
	sig, err := m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256)
	must(t, err)
	_, err = s.Attach(t.Context(), m.Minister, sig.ID, "мчд.xml", []byte(usual.xml()), nil)
	refused(t, err, "poa.simple_signature")
}

// proofOf is the signature of the organisation, with a certificate of the stand.
func proofOf(t *testing.T, m *signingtest.Ministry, file []byte) []byte {
	t.Helper()
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	must(t, err)
	now := m.DB.Now()
	name := pki.Name{{Field: pki.CommonName, Value: "Министерство строительства"}, {Field: pki.OGRN, Value: "1021800000017"}}
	certificate, err := m.Stand.Authority().Person(name, key.Public(), now.AddDate(0, -1, 0), now.AddDate(1, 0, 0))
	must(t, err)
	raw, err := cms.Sign(t.Context(), cms.Octets(file), cms.SigningOptions{Time: now}, cms.Key{
		Private: key, Certificate: certificate, Chain: []*pki.Certificate{m.Stand.Authority().Certificate}})
	must(t, err)
	return raw
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, codes ...string) {
	t.Helper()
	for _, code := range codes {
		if fail.Is(err, code) {
			return
		}
	}
	t.Errorf("%v, want %v", err, codes)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(usual.xml()))
	f.Add([]byte(`<!DOCTYPE a><a/>`))
	f.Add([]byte(`<Доверенность><СвДов НомДовер="` + number + `" ДатаВыдДовер="01.03.2026" СрокДейст="01.03.2027"/></Доверенность>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := poa.Read(file)
		if err == nil && (p.Number == "" || len(p.Representatives) == 0 || p.To.Before(p.From)) {
			t.Errorf("%+v", p)
		}
		if err != nil && !fail.Is(err, "poa.unreadable") {
			t.Error(err)
		}
		p.Check(poa.Facts{})
	})
}
