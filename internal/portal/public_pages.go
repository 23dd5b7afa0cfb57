package portal

import (
	"net/http"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// home is the reception of all bodies.
func (p *pages) home(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	list, err := p.Pages(r.Context())
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "home", view{Title: "Интернет-приёмная", About: "Написать обращение в орган власти Республики и следить за ответом.", Public: true, Data: list})
}

// channels says what is an appeal, by which way, and why.
func (p *pages) channels(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	return p.show(w, r, http.StatusOK, "channels", view{Title: "Что считается обращением", Public: true})
}

// body is the page of one body.
func (p *pages) body(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	page, err := p.pageBySlug(r.Context(), r.PathValue("slug"))
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "body", view{Title: page.Name, Public: true, Data: page})
}

// snippet is the frame that the site of a body shows. It knows nobody, sets nothing, and its link opens in a tab of its
// own: the sign-in is never inside somebody else's page.
func (p *pages) snippet(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	page, err := p.pageBySlug(r.Context(), r.PathValue("slug"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", policy(false, "*"))
	return p.write(w, r, http.StatusOK, "snippet", view{Title: page.ShortName, Bare: true, Public: true, Data: page})
}

// choices are the colours and sizes that the cookie of the office has too.
var choices = struct{ Themes, Sizes, Spacings, Pictures []choice }{
	Themes:   []choice{{"", "Как в системе"}, {"light", "Светлая"}, {"dark", "Тёмная"}, {"contrast", "Чёрным по белому"}, {"contrast-dark", "Белым по чёрному"}, {"contrast-blue", "Тёмно-синим по голубому"}},
	Sizes:    []choice{{"s", "Обычный"}, {"m", "Крупнее, 125 %"}, {"l", "Крупный, 150 %"}, {"xl", "Очень крупный, 200 %"}},
	Spacings: []choice{{"", "Обычные"}, {"wide", "Широкие"}},
	Pictures: []choice{{"", "Показывать"}, {"plain", "Не показывать"}},
}

type choice struct{ Value, Words string }

const (
	viewCookie = "veche_view"
	viewAge    = 365 * 24 * 60 * 60
)

// viewForm is the «версия для слабовидящих»: the same pages in other colours and sizes (ГОСТ Р 52872-2019).
func (p *pages) viewForm(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	var kept []string
	if c, err := r.Cookie(viewCookie); err == nil {
		kept = strings.Split(c.Value, ".")
	}
	next := viewedFrom(r.URL.Query().Get("next"))
	return p.show(w, r, http.StatusOK, "view", view{Title: "Версия для слабовидящих", Services: ofServices(next), Data: map[string]any{
		"Choices": choices, "Theme": keptOf(choices.Themes, kept), "Size": keptOf(choices.Sizes, kept), "Spacing": keptOf(choices.Spacings, kept),
		"Pictures": keptOf(choices.Pictures, kept), "Next": next}})
}

// keptOf is the choice that the cookie has kept, or the usual one, which stands first.
func keptOf(list []choice, kept []string) string {
	for _, word := range kept {
		if one := picked(list, word); one != "" {
			return one
		}
	}
	return list[0].Value
}

// setView keeps the choice for a year. Only known words are kept.
func (p *pages) setView(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	c := p.cookie(viewCookie, chosenView(r), "/", viewAge)
	c.HttpOnly = false // the office reads it too
	http.SetCookie(w, c)
	http.Redirect(w, r, viewedFrom(r.PostForm.Get("next")), http.StatusSeeOther)
	return nil
}

// viewedFrom is the page from which somebody came to the choice; who came from nowhere goes home.
func viewedFrom(next string) string {
	if next == "" {
		return servicesPath
	}
	return inside(next)
}

// chosenView is the cookie of the choice: known words between points.
func chosenView(r *http.Request) string {
	var words []string
	for _, word := range []string{picked(choices.Themes, r.PostForm.Get("theme")), picked(choices.Sizes, r.PostForm.Get("size")), picked(choices.Spacings, r.PostForm.Get("spacing")),
		picked(choices.Pictures, r.PostForm.Get("pictures"))} {
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, ".")
}

func picked(list []choice, word string) string {
	for _, one := range list {
		if one.Value == word {
			return word
		}
	}
	return ""
}

// trackForm asks for number and code of a paper appeal.
func (p *pages) trackForm(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	return p.show(w, r, http.StatusOK, "track", view{Title: "Проверить обращение", Public: true, Data: map[string]any{"Number": ""}})
}

// track shows how the appeal goes.
func (p *pages) track(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	number, code := clean(r.PostForm.Get("number"), false), clean(r.PostForm.Get("code"), false)
	t, err := p.Track(r.Context(), cut(number, 100), cut(code, 50))
	if fail.Is(err, "reception.not_tracked") {
		words, _ := sentence(err)
		return p.show(w, r, http.StatusNotFound, "track", view{Title: "Ошибка: обращение не найдено", Failed: words, Data: map[string]any{"Number": number}})
	}
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "tracked", view{Title: "Обращение № " + t.Number, Data: t})
}

// mostForm bounds a form without files: a text of ten thousand letters in url-encoding.
const mostForm = 512 << 10

func readForm(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		return fail.New(fail.TooLarge, "reception.form_large", "%v", err)
	}
	return nil
}
