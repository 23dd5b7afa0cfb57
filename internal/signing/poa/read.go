package poa

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"veche/internal/platform/calendar"
	"veche/internal/platform/checkdigit"
	"veche/internal/platform/fail"
)

// Bounds of a file. One with every field filled takes some tens of kilobytes.
const (
	Limit       = 1 << 20
	maxDepth    = 40
	maxElements = 20_000
	maxOfKind   = 200
)

// Party is a principal.
type Party struct {
	Name string `json:"name"`
	INN  string `json:"inn"`
	OGRN string `json:"ogrn"`
}

// Person is a representative, or who signs for a principal.
type Person struct {
	Surname    string `json:"surname"`
	Name       string `json:"name"`
	Patronymic string `json:"patronymic"`
	INN        string `json:"inn"`
	SNILS      string `json:"snils"`
	Post       string `json:"post"`
}

// Item is one power.
type Item struct {
	Code string `json:"code" doc:"Of the classifier, where the power is machine-readable"`
	Text string `json:"text"`
}

// Power is what a power of attorney says.
type Power struct {
	Number          string        `json:"number"`
	From            calendar.Date `json:"from"`
	To              calendar.Date `json:"to"`
	Principals      []Party       `json:"principals"`
	Heads           []Person      `json:"heads" doc:"Who acts for the principal without a power of attorney"`
	Representatives []Person      `json:"representatives"`
	Items           []Item        `json:"items"`
	Joint           bool          `json:"joint" doc:"The representatives act together only"`
	Passed          bool          `json:"passed" doc:"Given on the ground of another power of attorney"`
}

// element is a part of the file. Names are in lower case, without prefixes.
type element struct {
	name     string
	values   map[string]string // attributes, and children that hold text alone
	children []*element
	text     string
}

// Read reads a power of attorney. It refuses what is too large or deep, and any DTD.
func Read(file []byte) (Power, error) {
	root, err := parse(file)
	if err != nil {
		return Power{}, err
	}
	return root.power()
}

func unreadable(format string, args ...any) error {
	err := fail.New(fail.Invalid, "poa.unreadable", format, args...)
	err.Fields = map[string]string{"file": "wrong_format"}
	return err
}

func parse(file []byte) (*element, error) {
	if len(file) > Limit {
		return nil, unreadable("%d bytes", len(file))
	}
	d := xml.NewDecoder(bytes.NewReader(file))
	d.CharsetReader = charset
	top := &element{values: map[string]string{}}
	open, count := []*element{top}, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return top, nil
		}
		if err != nil {
			return nil, unreadable("%v", err)
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.Directive:
			return nil, unreadable("it has a DTD")
		case xml.StartElement:
			if count++; count > maxElements || len(open) > maxDepth {
				return nil, unreadable("%d elements, %d deep", count, len(open))
			}
			open = append(open, last.add(token))
		case xml.CharData:
			last.text += string(token)
		case xml.EndElement:
			open = open[:len(open)-1]
			if text := strings.TrimSpace(last.text); text != "" && len(last.children) == 0 {
				open[len(open)-1].values[last.name] = text
			}
		}
	}
}

func charset(label string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-8", "utf8":
		return in, nil
	case "windows-1251", "cp1251":
		return charmap.Windows1251.NewDecoder().Reader(in), nil
	}
	return nil, errors.New("encoding " + label)
}

func (e *element) add(start xml.StartElement) *element {
	child := &element{name: strings.ToLower(start.Name.Local), values: map[string]string{}}
	for _, a := range start.Attr {
		child.values[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	e.children = append(e.children, child)
	return child
}

// find is all elements with one of the names below this one; what stands inside of one that was found is not searched.
func (e *element) find(names ...string) (found []*element) {
	for _, child := range e.children {
		if slices.Contains(names, child.name) {
			found = append(found, child)
		} else {
			found = append(found, child.find(names...)...)
		}
		if len(found) > maxOfKind {
			return found[:maxOfKind]
		}
	}
	return found
}

// value is the first of some values here or below.
func (e *element) value(names ...string) string {
	for _, name := range names {
		if v := e.values[name]; v != "" {
			return v
		}
	}
	for _, child := range e.children {
		if v := child.value(names...); v != "" {
			return v
		}
	}
	return ""
}

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

func (e *element) power() (p Power, err error) {
	heads := e.find("свдов", "свпередовер")
	if len(heads) == 0 {
		return p, unreadable("it is no power of attorney")
	}
	head := heads[0]
	p.Passed = head.name == "свпередовер" || len(e.find("передоверие", "свпередовер")) > 0
	if p.Number = strings.ToLower(head.value("номдовер")); !uuid.MatchString(p.Number) {
		return p, unreadable("the number %.50q", p.Number)
	}
	if p.From, err = day(head.value("датавыддовер", "датаначдовер")); err != nil {
		return p, unreadable("the day of issue: %v", err)
	}
	if p.To, err = day(head.value("срокдейст", "датакондовер")); err != nil {
		return p, unreadable("the end: %v", err)
	}
	if p.To.Before(p.From) {
		return p, unreadable("it ends before it begins")
	}
	p.Principals, p.Heads = principals(e.find("свдоверит", "свпередполн"))
	p.Representatives = representatives(e.find("свуппред", "свполучполн"))
	if len(p.Principals) == 0 || len(p.Representatives) == 0 {
		return p, unreadable("%d principals, %d representatives", len(p.Principals), len(p.Representatives))
	}
	p.Items, p.Joint = powers(e.find("свполн"))
	return p, nil
}

func day(value string) (calendar.Date, error) {
	for _, form := range []string{time.DateOnly, "02.01.2006"} {
		if at, err := time.Parse(form, value); err == nil {
			return calendar.DateOf(at, time.UTC), nil
		}
	}
	return calendar.Date{}, errors.New("no date")
}

// principals are organisations and entrepreneurs, with the people who act for them.
func principals(parts []*element) (parties []Party, heads []Person) {
	parties, heads = []Party{}, []Person{}
	for _, part := range parts {
		for _, org := range part.find("свросорг", "свип", "ипдовер", "фл", "флдовер", "юл") {
			party := Party{Name: org.value("наиморг", "наимип"), INN: checkdigit.Figures(org.value("иннюл", "иннфл", "инн")), OGRN: checkdigit.Figures(org.value("огрн", "огрнип"))}
			if who := personOf(org); party.Name == "" && who.Surname != "" {
				party.Name = who.Full()
			}
			if party.Name != "" || party.INN != "" {
				parties = append(parties, party)
			}
		}
		for _, head := range part.find("лицобездов") {
			if who := personOf(head); who.Surname != "" {
				heads = append(heads, who)
			}
		}
	}
	return parties, heads
}

func representatives(parts []*element) []Person {
	list := []Person{}
	for _, part := range parts {
		if who := personOf(part); who.Surname != "" {
			list = append(list, who)
		}
	}
	return list
}

func personOf(e *element) Person {
	who := Person{INN: checkdigit.Figures(e.value("иннфл")), SNILS: checkdigit.Figures(e.value("снилс", "снилсфл")), Post: e.value("должность", "должн")}
	for _, name := range e.find("фио") {
		who.Surname, who.Name, who.Patronymic = name.value("фамилия"), name.value("имя"), name.value("отчество")
		break
	}
	return who
}

// Full is the whole name.
func (p Person) Full() string {
	return strings.Join(strings.Fields(p.Surname+" "+p.Name+" "+p.Patronymic), " ")
}

func powers(parts []*element) (items []Item, joint bool) {
	items = []Item{}
	for _, part := range parts {
		joint = joint || slices.Contains([]string{"1", "2"}, part.values["прсовмполн"])
		if text := part.values["текстполн"]; text != "" {
			items = append(items, Item{Text: text})
		}
		for _, one := range part.find("машполн") {
			for _, item := range append(one.find("полн"), one) {
				if code := item.values["кодполн"]; code != "" {
					items = append(items, Item{Code: code, Text: item.values["наимполн"]})
				}
			}
		}
	}
	return items, joint
}
