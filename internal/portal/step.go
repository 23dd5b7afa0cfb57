package portal

import (
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"veche/internal/appeals"
)

// Step is one page of the form.
type Step string

const (
	StepText   Step = "text"
	StepWhom   Step = "whom"
	StepFiles  Step = "files"
	StepAuthor Step = "author"
	StepCheck  Step = "check"
)

// Steps in their order.
var Steps = []Step{StepText, StepWhom, StepFiles, StepAuthor, StepCheck}

func (s Step) next() Step {
	for i, one := range Steps {
		if one == s && i+1 < len(Steps) {
			return Steps[i+1]
		}
	}
	return StepCheck
}

// Limits of what is typed.
const (
	mostSubject = 200
	mostText    = 10_000
	mostLine    = 500
	mostAuthors = 4_000
)

// read takes what a step's page has sent into the form.
func (f *Form) read(step Step, in url.Values) {
	line := func(name string) string { return clean(in.Get(name), false) }
	switch step {
	case StepText:
		f.Subject, f.Text, f.Kind = line("subject"), clean(in.Get("text"), true), appeals.Kind(line("kind"))
	case StepWhom:
		f.BodyID, _ = strconv.ParseInt(in.Get("body"), 10, 64)
		f.Official, f.Topic = line("official"), line("topic")
	case StepAuthor:
		f.Email, f.Phone, f.Address, f.Post, f.Power = line("email"), line("phone"), line("address"), line("post"), line("power")
		f.Collective, f.CoAuthors = in.Get("collective") != "", clean(in.Get("co_authors"), true)
		f.Consent = in.Get("consent") != ""
	}
}

// clean takes out what no keyboard types: broken bytes and control characters. Marks of HTML stay, they are letters here;
// whoever shows the text escapes it.
func clean(s string, lines bool) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines || r == '\t':
			return r
		case r < ' ' || r == 0x7f || r == '\u202e' || r == '\u2066' || r == '\u2067' || r == '\u2068': // these turn lines round
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// Problems are what is wrong, by field, in words for the author.
type Problems map[string]string

func (p Problems) need(field, value, words string) {
	if value == "" {
		p[field] = words
	}
}

func (p Problems) short(field, value string, most int, words string) {
	if n := utf8.RuneCountInString(value); n > most {
		p[field] = words + " – сейчас " + strconv.Itoa(n) + ", можно до " + strconv.Itoa(most) + "."
	}
}

// check says what a step still lacks (59-ФЗ ст. 7 ч. 3; for organisations by analogy, Constitutional Court 19-П).
func (f Form) check(step Step, v Visitor) Problems {
	p := Problems{}
	switch step {
	case StepText:
		p.need("subject", f.Subject, "Напишите в нескольких словах, о чём обращение.")
		p.short("subject", f.Subject, mostSubject, "Сократите тему, знаков")
		p.need("text", f.Text, "Напишите, что случилось и о чём вы просите.")
		p.short("text", f.Text, mostText, "Сократите текст или приложите его файлом, знаков")
		if f.Kind != appeals.Application && f.Kind != appeals.Complaint && f.Kind != appeals.Proposal {
			p["kind"] = "Выберите, что вы хотите: попросить, пожаловаться или предложить."
		}
	case StepWhom:
		if f.BodyID == 0 {
			p["body"] = "Выберите, в какой орган вы пишете."
		}
		p.short("official", f.Official, mostLine, "Сократите имя, знаков")
	case StepAuthor:
		f.checkAuthor(p, v)
	}
	return p
}

func (f Form) checkAuthor(p Problems, v Visitor) {
	if f.Email != "" {
		if a, err := mail.ParseAddress(f.Email); err != nil || a.Address != f.Email || len(f.Email) > 200 {
			p["email"] = "Проверьте адрес электронной почты: он должен быть как name@example.ru. Можно не указывать."
		}
	}
	p.short("phone", f.Phone, 50, "Проверьте телефон, знаков")
	p.short("address", f.Address, mostLine, "Сократите адрес, знаков")
	if v.Capacity() != Person {
		p.need("address", f.Address, "Укажите почтовый адрес организации.")
		p.need("post", f.Post, "Укажите вашу должность в организации.")
		p.short("post", f.Post, mostLine, "Сократите должность, знаков")
	}
	if v.Capacity() == Representative {
		p.need("power", f.Power, "Укажите номер и дату доверенности.")
		p.short("power", f.Power, mostLine, "Сократите сведения о доверенности, знаков")
	}
	if f.Collective {
		p.need("co_authors", f.CoAuthors, "Назовите, кто обращается вместе с вами, – каждого с новой строки.")
		p.short("co_authors", f.CoAuthors, mostAuthors, "Сократите список, знаков")
	}
	if !f.Consent {
		p["consent"] = "Подтвердите, что знаете, как обрабатываются ваши данные."
	}
}

// incomplete is the first step that still lacks something.
func (f Form) incomplete(v Visitor) (Step, bool) {
	for _, step := range Steps {
		if len(f.check(step, v)) > 0 {
			return step, true
		}
	}
	return StepCheck, false
}

// coAuthors are the others, one a line: the name, and behind a comma the address or the mailbox at which each can be answered.
func (f Form) coAuthors() (list []appeals.Author) {
	if !f.Collective {
		return nil
	}
	for line := range strings.SplitSeq(f.CoAuthors, "\n") {
		name, address, _ := strings.Cut(line, ",")
		one := appeals.Author{Name: cut(strings.TrimSpace(name), 300), Address: cut(strings.TrimSpace(address), 500)}
		if strings.Contains(one.Address, "@") {
			one.Address, one.Email = "", cut(one.Address, 200)
		}
		if one.Name != "" {
			list = append(list, one)
		}
	}
	return list
}
