package portal

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Paths of the pages. The home of the whole portal will be "/"; the office keeps its own pages beside these.
const (
	receptionPath = "/reception"
	accountPath   = "/account"
	enteredPath   = accountPath + "/entered"
)

// Limits by address: a library or an office of many rooms may come from one.
var (
	reading  = api.Limit{PerMinute: 600}
	writing  = api.Limit{PerMinute: 120}
	entering = api.Limit{PerMinute: 60}
	guessing = api.Limit{PerMinute: 10}
)

// Assets are the built styles and scripts; package web has them.
type Assets interface{ URL(source string) string }

// Routes declares the pages.
func Routes(a *api.API, s *Service, assets Assets) {
	p := newPages(s, assets)
	public := func(pattern string, limit api.Limit, h handler) { a.Page(pattern, limit, h, p.refuse) }
	own := func(pattern string, limit api.Limit, h ownHandler) { a.Page(pattern, limit, p.known(h), p.refuse) }
	public("GET "+receptionPath, reading, p.home)
	public("GET "+receptionPath+"/channels", reading, p.channels)
	public("GET "+receptionPath+"/view", reading, p.viewForm)
	public("POST "+receptionPath+"/view", writing, p.setView)
	public("GET "+receptionPath+"/track", reading, p.trackForm)
	public("POST "+receptionPath+"/track", guessing, p.track)
	public("GET "+receptionPath+"/{slug}", reading, p.body)
	public("GET "+receptionPath+"/{slug}/snippet", reading, p.snippet)
	public("GET "+receptionPath+"/{slug}/visits", reading, p.days)
	public("GET "+receptionPath+"/{slug}/answers", reading, p.publicAnswers)
	public("GET /answers/{id}", reading, p.publicAnswer)

	public("GET "+accountPath+"/sign-in", reading, p.signIn)
	public("GET "+accountPath+"/enter", entering, p.enter)
	public("GET "+enteredPath, entering, p.entered)
	public("POST "+accountPath+"/sign-out", writing, p.signOut)
	own("GET "+accountPath, reading, p.account)
	own("POST "+accountPath+"/person", writing, p.asPerson)
	own("POST "+accountPath+"/wishes", writing, p.wishes)
	own("GET "+accountPath+"/write", writing, p.begin)
	own("GET "+accountPath+"/write/{key}/{step}", reading, p.showStep)
	public("POST "+accountPath+"/write/{key}/{step}", writing, p.saveStep)
	own("POST "+accountPath+"/write/{key}/files/{id}/remove", writing, p.removeFile)
	own("POST "+accountPath+"/write/{key}/discard", writing, p.discard)
	own("GET "+accountPath+"/appeals/{receipt}", reading, p.appeal)
	own("POST "+accountPath+"/appeals/{receipt}/documents", writing, p.addDocuments)
	own("POST "+accountPath+"/appeals/{receipt}/withdraw", writing, p.withdraw)
	own("POST "+accountPath+"/appeals/{receipt}/rate", writing, p.rate)
	own("GET "+accountPath+"/appeals/{receipt}/files/{id}", reading, p.file)
	own("GET "+visitPath+"/new", reading, p.visitForm)
	own("POST "+visitPath, writing, p.bookVisit)
	own("POST "+visitPath+"/{id}/cancel", writing, p.cancelVisit)
	p.serviceRoutes(a)
	p.formRoutes(a)
	p.applicationRoutes(a)
	adminRoutes(a, s)
}

type (
	handler    = func(w http.ResponseWriter, r *http.Request, by auth.Actor) error
	ownHandler = func(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error
)

// The cookies: the stay of a citizen, and his way to the provider and back.
const (
	stayCookie = "veche_citizen"
	wayCookie  = "veche_way"
)

func (p *pages) cookie(name, value, path string, age int) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: path, HttpOnly: true, Secure: p.settings.Secure, SameSite: http.SameSiteLaxMode, MaxAge: age}
}

func (p *pages) visitor(r *http.Request) (Visitor, error) {
	c, err := r.Cookie(stayCookie)
	if err != nil {
		return Visitor{}, nil
	}
	return p.Visitor(r.Context(), c.Value)
}

// known lets in who is signed in and sends others to the page of the sign-in, with the way back.
func (p *pages) known(h ownHandler) handler {
	return func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		v, err := p.visitor(r)
		switch {
		case err != nil:
			return err
		case v.SignedIn():
			return h(w, r, by, v)
		}
		next := accountPath
		if r.Method == http.MethodGet {
			next = r.URL.RequestURI()
		}
		http.Redirect(w, r, accountPath+"/sign-in?next="+url.QueryEscape(next), http.StatusSeeOther)
		return nil
	}
}

// signIn says what the sign-in needs and where it leads.
func (p *pages) signIn(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	next := inside(r.URL.Query().Get("next"))
	way, _, _ := strings.Cut(next, "?")
	return p.show(w, r, http.StatusOK, "sign_in", view{Title: "Вход", Services: ofServices(way), Data: map[string]any{
		"Enter": accountPath + "/enter?next=" + url.QueryEscape(next), "Reception": !ofServices(way)}})
}

// enter sends the browser to the provider.
func (p *pages) enter(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	v, err := p.visitor(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	address, err := p.leave(w, r, by, v, Leaving{Organisation: q.Get("organisation"), Next: q.Get("next")})
	if err != nil {
		return err
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}

func (p *pages) leave(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor, l Leaving) (string, error) {
	l.Callback = p.callback(r.Host, r.TLS != nil)
	address, browser, err := p.Leave(r.Context(), by, v, l)
	if err == nil {
		http.SetCookie(w, p.cookie(wayCookie, browser, accountPath, int(wayTime.Seconds())))
	}
	return address, err
}

// entered takes the browser back from the provider.
func (p *pages) entered(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	q, browser := r.URL.Query(), ""
	if c, err := r.Cookie(wayCookie); err == nil {
		browser = c.Value
	}
	if q.Get("error") != "" || q.Get("code") == "" {
		if _, err := p.Cancelled(r.Context(), by, q.Get("state"), browser); err != nil {
			return err
		}
		http.Redirect(w, r, accountPath+"/sign-in", http.StatusSeeOther)
		return nil
	}
	a, err := p.Arrive(r.Context(), by, q.Get("state"), browser, q.Get("code"), p.callback(r.Host, r.TLS != nil))
	if err != nil {
		return err
	}
	http.SetCookie(w, p.cookie(wayCookie, "", accountPath, -1))
	http.SetCookie(w, p.cookie(stayCookie, a.Token, "/", int(stay.Seconds())))
	http.Redirect(w, r, a.Next, http.StatusSeeOther)
	return nil
}

func (p *pages) signOut(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	v, err := p.visitor(r)
	if err == nil {
		err = p.SignOut(r.Context(), by, v)
	}
	http.SetCookie(w, p.cookie(stayCookie, "", "/", -1))
	if err != nil {
		return err
	}
	http.Redirect(w, r, receptionPath, http.StatusSeeOther)
	return nil
}

// statusByKind is how a refusal is answered.
var statusByKind = map[fail.Kind]int{fail.Invalid: 422, fail.SignedOut: 401, fail.Denied: 403, fail.NotFound: 404, fail.Conflict: 409,
	fail.TooLarge: 413, fail.TooMany: 429, fail.Unready: 503}

// refuse shows what a person can do about a refusal; a fault of ours says only that it is one.
func (p *pages) refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, known := statusByKind[fail.KindOf(err)]
	if !known {
		status = http.StatusInternalServerError
	}
	words := refusals[fail.Code(err)]
	if words == "" {
		words = "У нас неполадка, мы уже разбираемся. Попробуйте ещё раз через несколько минут: начатые заявления и обращения сохранены."
	}
	title := "Не получилось"
	if status == http.StatusNotFound {
		title = "Не найдено"
	}
	again := status >= http.StatusInternalServerError && r.Method == http.MethodGet
	if shown := p.show(w, r, status, "refusal", view{Title: title, Failed: words, Data: refusalView{api.RequestID(r.Context()), again}}); shown != nil {
		http.Error(w, words, status)
	}
}

// refusalView is what is told beside the sentence of a refusal.
type refusalView struct {
	Request string // for support, to find it in the log
	Again   bool   // the same page may come when the fault is over
}

// sentence is what a form says of a refusal that the person mends at once; other errors go on.
func sentence(err error) (string, error) {
	words := refusals[fail.Code(err)]
	if words == "" || errors.Is(err, http.ErrAbortHandler) {
		return "", err
	}
	return words, nil
}
