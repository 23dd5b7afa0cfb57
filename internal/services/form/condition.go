package form

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// condition decides whether a page or a field is asked. It looks only at what was asked before, so one walk in the order
// of the pages decides everything; an answer that is not there makes every plain condition false.
type condition interface {
	holds(r *reading, base int) bool
}

type (
	all   []condition
	anyOf []condition
	not   struct{ inner condition }
	// plain looks at one answer of the same scope.
	plain struct {
		slot int
		says func(r *reading, s slot) bool
	}
)

func (c all) holds(r *reading, base int) bool {
	for _, one := range c {
		if !one.holds(r, base) {
			return false
		}
	}
	return true
}

func (c anyOf) holds(r *reading, base int) bool {
	for _, one := range c {
		if one.holds(r, base) {
			return true
		}
	}
	return false
}

func (c not) holds(r *reading, base int) bool { return !c.inner.holds(r, base) }

func (c plain) holds(r *reading, base int) bool {
	s := r.slots[base+c.slot]
	return s.kind != absent && c.says(r, s)
}

// rawCondition is a condition as it is written: one of all, any, not, or a field with one thing said of it.
type rawCondition struct {
	All    []rawCondition `json:"all"`
	Any    []rawCondition `json:"any"`
	Not    *rawCondition  `json:"not"`
	Field  string         `json:"field"`
	Is     any            `json:"is"`
	In     []any          `json:"in"`
	Has    string         `json:"has"`
	Filled bool           `json:"filled"`
	Before string         `json:"before"`
	After  string         `json:"after"`
	Least  *float64       `json:"least"`
	Most   *float64       `json:"most"`
}

func readCondition(raw json.RawMessage, within *scope) (condition, error) {
	var c rawCondition
	if err := strict(raw, &c); err != nil {
		return nil, fmt.Errorf("условие записано не так: %s", unread(raw, err))
	}
	return c.compile(within, 0)
}

func (c rawCondition) compile(within *scope, depth int) (condition, error) {
	said := count(c.All != nil, c.Any != nil, c.Not != nil, c.Is != nil, c.In != nil, c.Has != "", c.Filled, c.Before != "", c.After != "", c.Least != nil, c.Most != nil)
	grouped := c.All != nil || c.Any != nil || c.Not != nil
	switch {
	case depth > mostDepth:
		return nil, fmt.Errorf("условие вложено глубже %d уровней", mostDepth)
	case said != 1 || grouped == (c.Field != ""):
		return nil, fmt.Errorf("условие не закончено: выберите вопрос, с чем его сравнить, и ответ")
	case c.Not != nil:
		inner, err := c.Not.compile(within, depth+1)
		return not{inner}, err
	case grouped:
		list := make([]condition, 0, len(c.All)+len(c.Any))
		for _, one := range slices.Concat(c.All, c.Any) {
			compiled, err := one.compile(within, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, compiled)
		}
		if c.All != nil {
			return all(list), nil
		}
		return anyOf(list), nil
	}
	f := within.asked[c.Field]
	if f == nil {
		title := c.Field
		if later := named(within.group, c.Field); later != nil {
			title = either(later.Title, c.Field)
		}
		return nil, fmt.Errorf("условие смотрит на вопрос «%s», но раньше его не задают", title)
	}
	if f.broken { // what is wrong with it is told at its own place
		return plain{slot: f.slot}, nil
	}
	says, err := c.plain(f)
	return plain{f.slot, says}, err
}

// plain is what the condition says of one field; the field must be of a kind of which it can be said.
func (c rawCondition) plain(f *field) (func(r *reading, s slot) bool, error) {
	switch {
	case c.Filled:
		return func(*reading, slot) bool { return true }, nil
	case c.Is != nil:
		return f.equals([]any{c.Is})
	case c.In != nil:
		return f.equals(c.In)
	case c.Has != "":
		return f.contains(c.Has)
	case c.Before != "" || c.After != "":
		m, err := readMoment(c.Before + c.After)
		if err != nil || f.format != formats["date"] {
			return nil, cmpErr(err, fmt.Errorf("раньше и позже сравнивают даты, а «%s» – не дата", f.title))
		}
		earlier := c.Before != ""
		return func(r *reading, s slot) bool {
			day := dayOf(r.content(s))
			return !day.IsZero() && (earlier && day.Before(m.on(r.today)) || !earlier && day.After(m.on(r.today)))
		}, nil
	}
	if f.kind != number && f.kind != integer {
		return nil, fmt.Errorf("больше и меньше сравнивают числа, а «%s» – не число", f.title)
	}
	return func(r *reading, s slot) bool {
		n, ok := r.number(s)
		return ok && (c.Least == nil || n >= *c.Least) && (c.Most == nil || n <= *c.Most)
	}, nil
}

// equals compares an answer with what stands in the form.
func (f *field) equals(values []any) (func(r *reading, s slot) bool, error) {
	var words [][]byte
	var numbers []float64
	var ticks []kind
	for _, one := range values {
		switch v := one.(type) {
		case string:
			if f.kind != text || f.choices != nil && !f.offers(v) {
				return nil, fmt.Errorf("в условии стоит ответ «%[2]s», которого вопрос «%[1]s» не предлагает", f.title, v)
			}
			words = append(words, []byte(v))
		case float64:
			if f.kind != number && f.kind != integer {
				return nil, fmt.Errorf("в условии стоит число, а ответ на вопрос «%s» – не число", f.title)
			}
			numbers = append(numbers, v)
		case bool:
			if f.kind != boolean {
				return nil, fmt.Errorf("в условии стоит «да» или «нет», а на вопрос «%s» отвечают иначе", f.title)
			}
			ticks = append(ticks, map[bool]kind{true: yes, false: no}[v])
		default:
			return nil, fmt.Errorf("в условии о вопросе «%s» стоит то, что не бывает ответом", f.title)
		}
	}
	return func(r *reading, s slot) bool {
		switch s.kind {
		case text, escaped:
			content := r.content(s)
			return slices.ContainsFunc(words, func(w []byte) bool { return bytes.Equal(w, content) })
		case number:
			n, ok := r.number(s)
			return ok && slices.Contains(numbers, n)
		}
		return slices.Contains(ticks, s.kind)
	}, nil
}

func (f *field) offers(code string) bool { _, known := f.choices[code]; return known }

// contains tells whether an answer of several choices holds one of them.
func (f *field) contains(code string) (func(r *reading, s slot) bool, error) {
	if f.kind != list || f.item.choices == nil || !f.item.offers(code) {
		return nil, fmt.Errorf("отметить «%[2]s» в вопросе «%[1]s» нельзя: такого ответа в нём нет", f.title, code)
	}
	want := []byte(code)
	return func(r *reading, s slot) bool {
		for at := s.first; at != 0; at = r.slots[at].next {
			if bytes.Equal(r.content(r.slots[at]), want) {
				return true
			}
		}
		return false
	}, nil
}

func count(facts ...bool) (n int) {
	for _, one := range facts {
		if one {
			n++
		}
	}
	return n
}

func cmpErr(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

// number reads a JSON number; one that is too long to be an answer is none.
func (r *reading) number(s slot) (float64, bool) {
	if s.kind != number || s.end-s.start > 24 {
		return 0, false
	}
	n, err := strconv.ParseFloat(string(r.answers[s.start:s.end]), 64)
	return n, err == nil && n >= -1<<53 && n <= 1<<53
}
