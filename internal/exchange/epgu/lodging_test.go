package epgu

import (
	"testing"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

func TestAnswersFilesAndListsStandWhereTheFormHasThem(t *testing.T) {
	taxi := contract.Order{Details: []contract.Fact{{Path: "Person/Last", Value: "Гусев"}, {Path: "Doc/Series", Value: "94 05"}, {Path: "Doc/Number", Value: "654321"},
		{Path: "Cars/Car/Plate", Value: "А123ВС18"}, {Path: "Cars/Car/Year", Value: "2021"}, {Path: "Cars/Car[2]/Plate", Value: "К456МН18"}}}
	files := []AttachedFile{{Attachment: "Policy-1.PDF", Name: "Policy-1.PDF", SHA256: "aa"}, {Attachment: "f2", Name: "прочее.txt", SHA256: "bb"},
		{Attachment: "policy-3.pdf", Name: "policy-3.pdf", SHA256: "cc", Problem: "hash"}}
	base := Route{Applicant: db.Map[string]{"surname": "Person/Last"}, Answers: db.List[Answer]{{To: "passport", From: "Doc/Series + Doc/Number", Kind: "digits"},
		{To: "cars[].plate", From: "Cars/Car[]/Plate"}, {To: "cars[].year", From: "Cars/Car[]/Year", Kind: "number"}}}
	for _, c := range []struct {
		name  string
		lines db.List[FileLine]
		more  db.List[Answer]
		want  string
	}{
		{"by name, and a broken one nowhere", db.List[FileLine]{{To: "docs.policy", From: "policy*"}}, nil,
			`{"cars":[{"plate":"А123ВС18","year":2021},{"plate":"К456МН18"}],"docs":{"policy":[{"code":"` + files[0].code(0) + `","name":"Policy-1.PDF"}]},"passport":"9405654321"}`},
		{"a line without a name takes the rest", db.List[FileLine]{{To: "other"}, {To: "policy", From: "policy-?.pdf"}}, nil,
			`{"cars":[{"plate":"А123ВС18","year":2021},{"plate":"К456МН18"}],"other":[{"code":"` + files[1].code(1) + `","name":"прочее.txt"}],"passport":"9405654321","policy":[{"code":"` + files[0].code(0) + `","name":"Policy-1.PDF"}]}`},
		{"no lines, no files", nil, db.List[Answer]{{To: "sign", Value: "true", Kind: "boolean"}},
			`{"cars":[{"plate":"А123ВС18","year":2021},{"plate":"К456МН18"}],"passport":"9405654321","sign":true}`},
	} {
		v := base
		v.Files, v.Answers = c.lines, append(c.more, base.Answers...)
		l, err := v.lodging(taxi, v.sorted(files))
		if err != nil || string(l.Answers) != c.want || l.Applicant.Surname != "Гусев" {
			t.Errorf("%s: %v\n%s\n%s", c.name, err, l.Answers, c.want)
		}
	}
	crossing := base
	crossing.Answers = append(db.List[Answer]{{To: "cars", Value: "нет"}}, base.Answers...)
	if _, err := crossing.lodging(taxi, nil); !fail.Is(err, "epgu.mapping_wrong") {
		t.Errorf("two answers in one place: %v", err)
	}
}

func TestACodeOfAPortalHasItsDays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		day := calendar.MustParse
		of := func(portal, on string) string {
			v, known, err := statusOf(t.Context(), d, portal, "registered", day(on))
			if err != nil || !known {
				t.Fatal(err, known)
			}
			return v.Code
		}
		was := must(db.One[Status](t.Context(), d, "SELECT "+db.Columns[Status]("")+" FROM epgu_status_codes WHERE status = 'registered'"))(t)
		own := Status{Portal: "РПГУ", Status: "registered", Code: "17", FromDay: day("2026-01-01")}
		s.ok(s.SaveStatus(t.Context(), s.integrator, StatusInput{Status: own}))
		s.refused("epgu.fields_wrong", s.SaveStatus(t.Context(), s.integrator, StatusInput{Status: own}))
		next := was
		next.Code, next.FromDay = "6", day("2027-01-01")
		s.ok(s.SaveStatus(t.Context(), s.integrator, StatusInput{Status: next, Replaces: was.ID}))
		for _, c := range []struct{ portal, on, want string }{{"ЕПГУ", "2026-12-31", "1"}, {"ЕПГУ", "2027-01-01", "6"}, {"РПГУ", "2026-11-22", "17"}, {"РПГУ", "2025-12-31", "1"}} {
			if got := of(c.portal, c.on); got != c.want {
				t.Errorf("%s on %s: %s, want %s", c.portal, c.on, got, c.want)
			}
		}
		next.Status = "неведомо"
		s.refused("epgu.fields_wrong", s.SaveStatus(t.Context(), s.integrator, StatusInput{Status: next}))
	})
}
