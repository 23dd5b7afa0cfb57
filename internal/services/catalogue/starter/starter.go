package starter

import (
	"embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"veche/internal/services/catalogue"
)

//go:embed laws.csv requests.csv entries finished forms
var files embed.FS

// Service is a service of the starting catalogue.
type Service struct {
	Code     string
	Slug     string
	Provider string // key of the body: city, minsoc…
	Passport catalogue.Passport
	Form     string // "" – the general one
}

// line is a service as it stands in a file of entries.
type line struct {
	short, full, gets, provider, law, term, who, documents, asks, result, words, situations, fee string
}

// Services reads the whole catalogue, in the order of the categories.
func Services() ([]Service, error) {
	laws, err := dictionary("laws.csv")
	if err != nil {
		return nil, err
	}
	requests, err := Requests()
	if err != nil {
		return nil, err
	}
	w := &writer{laws: laws, requests: requests}
	var list []Service
	for n, category := range catalogue.Categories() {
		rows, err := read("entries/" + category.Code + ".csv")
		if err != nil {
			return nil, err
		}
		for i, row := range rows {
			one, err := w.service(category.Code, row)
			if err != nil {
				return nil, fmt.Errorf("%s, line %d: %w", category.Code, i+1, err)
			}
			one.Code = fmt.Sprintf("18-%02d-%03d", n+1, i+1)
			list = append(list, one)
		}
	}
	return list, finish(list)
}

// finish lays what finished services have of their own over their lines.
func finish(list []Service) error {
	names, err := fs.Glob(files, "finished/*.json")
	if err != nil {
		return err
	}
	for _, name := range names {
		slug := strings.TrimSuffix(path.Base(name), ".json")
		raw, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		found := false
		for i := range list {
			if list[i].Slug == slug {
				found = true
				if err := list[i].overlay(raw); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				own, err := files.ReadFile("forms/" + slug + ".json")
				if err != nil {
					return err
				}
				list[i].Form = string(own)
			}
		}
		if !found {
			return fmt.Errorf("%s: no such service", name)
		}
	}
	return nil
}

// overlay replaces the parts that the file names, adds its grounds before the common ones, and writes the procedures of
// its variants.
func (s *Service) overlay(raw []byte) error {
	var own catalogue.Passport
	if err := json.Unmarshal(raw, &own); err != nil {
		return err
	}
	p := &s.Passport
	replace(&p.Keywords, own.Keywords)
	replace(&p.Targets, own.Targets)
	replace(&p.Questions, own.Questions)
	replace(&p.Rules, own.Rules)
	replace(&p.Variants, own.Variants)
	replace(&p.Documents, own.Documents)
	replace(&p.Requests, own.Requests)
	replace(&p.Terms, own.Terms)
	replace(&p.Suspensions, own.Suspensions)
	replace(&p.Results, own.Results)
	p.IntakeRefusals = append(own.IntakeRefusals, p.IntakeRefusals...)
	p.Refusals = append(own.Refusals, p.Refusals...)
	p.Order, p.RouteBy = own.Order, own.RouteBy
	if !own.Fee.Free() {
		p.Fee = own.Fee
	}
	p.Participants = nil
	for _, r := range p.Requests {
		if !slices.Contains(p.Participants, r.From) {
			p.Participants = append(p.Participants, r.From)
		}
	}
	for i := range p.Variants {
		p.Variants[i].Steps = procedure(*p, p.Variants[i].Code)
	}
	return nil
}

func replace[T any](common *[]T, own []T) {
	if len(own) > 0 {
		*common = own
	}
}

// Request is a kind of interagency request that the starting catalogue uses.
type Request struct{ Kind, What, From string }

// Requests are those kinds in their order.
func Requests() ([]Request, error) {
	rows, err := read("requests.csv")
	list := make([]Request, 0, len(rows))
	for _, r := range rows {
		list = append(list, Request{r[0], r[1], r[2]})
	}
	return list, err
}

func dictionary(name string) (map[string]string, error) {
	rows, err := read(name)
	words := map[string]string{}
	for _, r := range rows {
		words[r[0]] = r[1]
	}
	return words, err
}

// read gives the rows of a file whose cells stand between bars; a cell may hold a list between semicolons.
func read(name string) ([][]string, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = '|', -1, true
	rows, err := in.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows, nil
}

const fewestCells = 12

func readLine(row []string) (line, error) {
	if len(row) < fewestCells {
		return line{}, errors.New("cells are missing")
	}
	cell := func(i int) string {
		if i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	return line{cell(0), cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), cell(7), cell(8), cell(9), cell(10), cell(11), cell(12)}, nil
}

func split(cell string) (list []string) {
	for one := range strings.SplitSeq(cell, ";") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}
