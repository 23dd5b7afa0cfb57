package epgu

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

// lodging is an application in the words of our form. Files that have a field there stand in it under a code of their own;
// the field of each is written beside it.
func (v Route) lodging(o contract.Order, files []AttachedFile) (Lodging, error) {
	of := func(name string) string { return joined(o, v.Applicant[name]) }
	l := Lodging{ServiceID: v.ServiceID, Applicant: Applicant{SNILS: of("snils"), Surname: of("surname"), Name: of("name"), Patronymic: of("patronymic"),
		Email: of("email"), Phone: of("phone"), Address: of("address")}}
	if day := of("born_on"); day != "" {
		born, err := calendar.Parse(day)
		if err != nil {
			return l, fail.Field("epgu.answers_wrong", "born_on", "wrong_format")
		}
		l.Applicant.BornOn = born
	}
	answers := group{}
	for _, a := range v.Answers {
		if err := a.write(answers, o); err != nil {
			return l, err
		}
	}
	for _, f := range files {
		if f.Field == "" {
			continue
		}
		if err := answers.add(f.Field, map[string]string{"code": f.Code, "name": f.Name}); err != nil {
			return l, err
		}
	}
	text, err := json.Marshal(answers)
	l.Answers = text
	return l, err
}

// sorted tells for each file of a portal in which field of our form it stands. A file that is not what the portal says it is
// stands nowhere.
func (v Route) sorted(files []AttachedFile) []AttachedFile {
	list := slices.Clone(files)
	for i := range list {
		f := &list[i]
		f.Field, f.Code = "", ""
		if !f.whole() {
			continue
		}
		at := slices.IndexFunc(v.Files, func(line FileLine) bool { return line.takes(*f) })
		if at < 0 {
			at = slices.IndexFunc(v.Files, func(line FileLine) bool { return line.From == "" })
		}
		if at >= 0 {
			f.Field, f.Code = v.Files[at].To, f.code(i)
		}
	}
	return list
}

// takes reports whether the line names the file, by the name of its message or by the applicant's.
func (l FileLine) takes(f AttachedFile) bool {
	if l.From == "" {
		return false
	}
	for _, name := range []string{f.Attachment, f.Name} {
		if ok, err := path.Match(strings.ToLower(l.From), strings.ToLower(name)); err == nil && ok {
			return true
		}
	}
	return false
}

// code is that of a file within the answers: 32 hexadecimal figures, the same however often the application is worked.
func (f AttachedFile) code(n int) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(n) + "\x00" + f.SHA256))
	return hex.EncodeToString(sum[:16])
}

// mostItems bounds a list of a foreign content.
const mostItems = 100

// write puts one answer into the form: what stands at a path of theirs, or the same for all; for a path with [] once for
// every item of their list.
func (a Answer) write(into group, o contract.Order) error {
	list, _, many := strings.Cut(a.From, "[]")
	if !many {
		return a.put(into, a.To, a.value(o, a.From))
	}
	for n := range mostItems {
		item := list
		if n > 0 {
			item += "[" + strconv.Itoa(n+1) + "]"
		}
		if !slices.ContainsFunc(o.Details, func(d contract.Fact) bool { return strings.HasPrefix(d.Path, item+"/") }) {
			return nil
		}
		value := a.value(o, strings.ReplaceAll(a.From, list+"[]", item))
		if err := a.put(into, strings.Replace(a.To, "[]", "["+strconv.Itoa(n)+"]", 1), value); err != nil {
			return err
		}
	}
	return nil
}

func (a Answer) value(o contract.Order, from string) string {
	if from == "" {
		return a.Value
	}
	return joined(o, from)
}

func (a Answer) put(into group, to, value string) error {
	if value == "" {
		return nil
	}
	return into.put(to, typed(value, a.Kind))
}

// joined is what stands at a path, or at several one after another: a passport is one answer here and two there.
func joined(o contract.Order, paths string) string {
	value := ""
	for path := range strings.SplitSeq(paths, "+") {
		value += o.Detail(strings.TrimSpace(path))
	}
	return value
}

// notDigits are what people write between figures.
var notDigits = regexp.MustCompile(`\D`)

func typed(value, kind string) any {
	switch {
	case kind == "digits":
		return notDigits.ReplaceAllString(value, "")
	case kind == "number" && json.Valid([]byte(value)):
		return json.RawMessage(value)
	case kind == "boolean":
		return value == "true" || value == "1"
	}
	return value
}

// group are answers by their names; a list within it is a *[]group or a *[]any.
type group map[string]any

// item is a step of a path into a list: «cars[2]».
var item = regexp.MustCompile(`^([^\[\]]+)\[(\d+)\]$`)

// put writes a value at a dotted path of groups and items of lists.
func (g group) put(path string, value any) error {
	at, last, err := g.reach(path)
	if err == nil {
		at[last] = value
	}
	return err
}

// add appends a value to the list at a path.
func (g group) add(path string, value any) error {
	at, last, err := g.reach(path)
	if err != nil {
		return err
	}
	list, ok := at[last].([]any)
	if _, taken := at[last]; taken && !ok {
		return crossed(last)
	}
	at[last] = append(list, value)
	return nil
}

// reach is the group in which the last step of a path stands.
func (g group) reach(path string) (group, string, error) {
	steps := strings.Split(path, ".")
	for ; len(steps) > 1; steps = steps[1:] {
		next, err := g.enter(steps[0])
		if err != nil {
			return nil, "", err
		}
		g = next
	}
	return g, steps[0], nil
}

func (g group) enter(step string) (group, error) {
	if m := item.FindStringSubmatch(step); m != nil {
		n, err := strconv.Atoi(m[2])
		list, ok := g[m[1]].([]any)
		if _, taken := g[m[1]]; err != nil || n > mostItems || taken && !ok {
			return nil, crossed(step)
		}
		for len(list) <= n {
			list = append(list, group{})
		}
		g[m[1]] = list
		if inner, ok := list[n].(group); ok {
			return inner, nil
		}
		return nil, crossed(step)
	}
	if inner, ok := g[step].(group); ok {
		return inner, nil
	}
	if _, taken := g[step]; taken {
		return nil, crossed(step)
	}
	inner := group{}
	g[step] = inner
	return inner, nil
}

func crossed(step string) error {
	return fail.New(fail.Invalid, "epgu.mapping_wrong", "the path %s stands in a value", step)
}
