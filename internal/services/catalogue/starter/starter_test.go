package starter_test

import (
	"strings"
	"testing"

	"veche/internal/services/catalogue"
	"veche/internal/services/catalogue/starter"
	"veche/internal/services/form"
)

// finished are the twelve services with regulations of their own shape.
var finished = []string{"zapis-v-pervyi-klass", "detskii-sad", "pereplanirovka-kvartiry", "ochered-na-zhile", "spravka-o-brake", "mnogodetnaia-semia",
	"razreshenie-na-stroitelstvo", "arkhivnaia-spravka", "razreshenie-na-taksi", "opeka-nad-rebenkom", "kompensatsiia-za-zhku-lgotnikam", "okhotnichii-bilet"}

func TestEveryServiceCanBePublishedAsItIs(t *testing.T) {
	list := services(t)
	if len(list) < 200 {
		t.Errorf("only %d services", len(list))
	}
	codes, slugs := map[string]bool{}, map[string]bool{}
	for _, one := range list {
		if codes[one.Code] || slugs[one.Slug] || len(one.Slug) > 80 {
			t.Errorf("%s %s stands twice or is too long", one.Code, one.Slug)
		}
		codes[one.Code], slugs[one.Slug] = true, true
		for _, p := range one.Passport.Problems() {
			t.Errorf("%s: %s: %s", one.Slug, p.Section, p.Text)
		}
	}
}

func TestEveryServiceHasAGeneralFormThatCompiles(t *testing.T) {
	for _, one := range services(t) {
		f, err := form.Compile([]byte(catalogue.FormOf(one.Passport)))
		if err != nil {
			t.Errorf("%s: %v", one.Slug, err)
			continue
		}
		if pages := f.Pages(); len(pages) < 3 {
			t.Errorf("%s: %d pages", one.Slug, len(pages))
		}
	}
}

func TestFinishedServicesHaveVariantsStepsAndGroundsOfTheirOwn(t *testing.T) {
	bySlug := map[string]starter.Service{}
	for _, one := range services(t) {
		bySlug[one.Slug] = one
	}
	for _, slug := range finished {
		p := bySlug[slug].Passport
		if len(p.Variants) < 3 || len(p.Questions) == 0 || len(p.Refusals) < 4 || len(p.Requests) == 0 {
			t.Errorf("%s: %d variants, %d questions, %d grounds, %d requests", slug, len(p.Variants), len(p.Questions), len(p.Refusals), len(p.Requests))
		}
	}
	if o := bySlug["zapis-v-pervyi-klass"].Passport.Order; o == nil {
		t.Error("the first grade has no order")
	} else if at, err := o.OpensAt(); err != nil || at.Format("2006-01-02 15:04") != "2027-04-01 11:00" {
		t.Error("the door opens at", at, err)
	}
}

func TestNoTextOfTheCatalogueIsTornOrForeign(t *testing.T) {
	for _, one := range services(t) {
		p := one.Passport
		for _, s := range []string{p.Name, p.ShortName, p.Summary, p.Responsible} {
			if s != strings.TrimSpace(s) || s == "" || strings.ContainsAny(s, "|~@#$!") || strings.Contains(s, "..") {
				t.Errorf("%s: %q", one.Slug, s)
			}
		}
	}
}

func services(t *testing.T) []starter.Service {
	t.Helper()
	list, err := starter.Services()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestFinishedServicesHaveFormsOfTheirOwn(t *testing.T) {
	for _, one := range services(t) {
		if one.Form == "" {
			continue
		}
		f, err := form.Compile([]byte(one.Form))
		if err != nil {
			t.Errorf("%s: %v", one.Slug, err)
			continue
		}
		paths := map[string]bool{}
		for _, p := range f.Pages() {
			for _, q := range p.Asks {
				paths[q.Path] = true
				for _, inner := range q.Asks {
					paths[inner.Path] = true
				}
			}
		}
		want := []string{"sign"}
		for _, q := range one.Passport.Questions {
			want = append(want, q.Path)
		}
		if o := one.Passport.Order; o != nil {
			want = append(append(want, o.Subject...), o.Place...)
		}
		for _, path := range want {
			if !paths[path] {
				t.Errorf("%s does not ask %s", one.Slug, path)
			}
		}
		if len(paths) < 20 {
			t.Errorf("%s asks only %d things", one.Slug, len(paths))
		}
	}
}
