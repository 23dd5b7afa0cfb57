package portal

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"veche/internal/appeals"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// stepView is what the pages of the form show.
type stepView struct {
	Draft
	Form     Form
	Step     Step
	No       int
	Of       int
	Back     Step
	Files    []DraftFile
	Pages    []BodyPage
	Suggests Suggestion
	Page     *BodyPage // the chosen body
	Topic    string
	Capacity Capacity
	Register calendar.Date // last day of the registration, if it were sent now
	Most     map[string]int
	Order    []Problem
	More     bool // the body was chosen just now: its officials can be chosen too
}

// Problem is one line of the list over a form.
type Problem struct{ Field, Words string }

var stepTitles = map[Step]string{StepText: "Что случилось", StepWhom: "Кому вы пишете", StepFiles: "Файлы", StepAuthor: "О вас", StepCheck: "Проверьте и отправьте"}

func writePath(key string, step Step) string {
	return accountPath + "/write/" + key + "/" + string(step)
}

// begin goes on with the newest draft in which nothing stands yet, or makes one.
func (p *pages) begin(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	var bodyID int64
	if slug := r.URL.Query().Get("body"); slug != "" {
		page, err := p.pageBySlug(r.Context(), slug)
		if err != nil {
			return err
		}
		bodyID = page.BodyID
	}
	list, err := p.Drafts(r.Context(), v)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(d Draft) bool { return d.Form.V.Subject == "" && d.Form.V.Text == "" })
	var d Draft
	if i < 0 {
		d, err = p.Begin(r.Context(), by, v, bodyID)
	} else {
		d, err = p.change(r.Context(), by, v, list[i].Key, func(_ *db.Tx, d *Draft) error { d.Form.V.BodyID = bodyID; return nil })
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, writePath(d.Key, StepText), http.StatusSeeOther)
	return nil
}

func (p *pages) showStep(w http.ResponseWriter, r *http.Request, _ auth.Actor, v Visitor) error {
	step := Step(r.PathValue("step"))
	d, err := p.draft(r.Context(), p.db, v, r.PathValue("key"), "")
	switch {
	case err != nil:
		return err
	case !slices.Contains(Steps, step):
		return fail.New(fail.NotFound, "reception.no_page", "step %q", step)
	case d.Receipt != "":
		http.Redirect(w, r, accountPath+"/appeals/"+d.Receipt, http.StatusSeeOther)
		return nil
	}
	if lacks, yes := d.Form.V.incomplete(v); yes && step == StepCheck && lacks != StepCheck {
		http.Redirect(w, r, writePath(d.Key, lacks), http.StatusSeeOther)
		return nil
	}
	return p.step(w, r, http.StatusOK, v, d, step, nil, "")
}

// step shows a page of the form, with what is wrong on it.
func (p *pages) step(w http.ResponseWriter, r *http.Request, status int, v Visitor, d Draft, step Step, problems Problems, failed string) error {
	s := stepView{Draft: d, Form: d.Form.V, Step: step, No: slices.Index(Steps, step) + 1, Of: len(Steps), Capacity: v.Capacity(),
		Most: map[string]int{"text": mostText, "subject": mostSubject, "files": mostFiles}}
	if s.No > 1 {
		s.Back = Steps[s.No-2]
	}
	s.More = r.URL.Query().Get("more") != ""
	if err := p.fillStep(r, &s); err != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(problems)) {
		s.Order = append(s.Order, Problem{field, problems[field]})
	}
	title := stepTitles[step]
	if len(problems) > 0 || failed != "" {
		title = "Ошибка: " + title
	}
	return p.show(w, r, status, "step_"+string(step), view{Title: title, Visitor: v, Script: true, Problems: problems, Failed: failed, Data: s})
}

func (p *pages) fillStep(r *http.Request, s *stepView) (err error) {
	ctx := r.Context()
	if s.Files, err = p.draftFiles(ctx, p.db, s.Draft.ID); err != nil {
		return err
	}
	if s.Step != StepWhom && s.Step != StepCheck {
		return nil
	}
	if s.Pages, err = p.Pages(ctx); err != nil {
		return err
	}
	if i := slices.IndexFunc(s.Pages, func(b BodyPage) bool { return b.BodyID == s.Form.BodyID }); i >= 0 {
		s.Page = &s.Pages[i]
	}
	if s.Suggests, err = p.Suggest(ctx, s.Form.Subject+" "+s.Form.Text); err != nil {
		return err
	}
	if s.Topic, err = p.themeTitle(ctx, s.Form.Topic); err != nil {
		return err
	}
	if s.Page != nil {
		deadline, err := p.Appeals.RegisterBy(ctx, p.db, s.Page.BodyID, p.db.Now())
		if err != nil {
			return err
		}
		s.Register = deadline.Date
	}
	return nil
}

// saveStep takes what a page of the form has sent. It may come after the session is over: then the text is held while its
// author signs in again.
func (p *pages) saveStep(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	v, err := p.visitor(r)
	if err != nil {
		return err
	}
	key, step := r.PathValue("key"), Step(r.PathValue("step"))
	switch {
	case !slices.Contains(Steps, step):
		return fail.New(fail.NotFound, "reception.no_page", "step %q", step)
	case step == StepFiles && v.SignedIn():
		return p.addFiles(w, r, by, v, key)
	case step == StepFiles:
		http.Redirect(w, r, accountPath+"/sign-in?next="+url.QueryEscape(writePath(key, step)), http.StatusSeeOther)
		return nil
	}
	if err := readForm(w, r); err != nil {
		return err
	}
	switch {
	case !v.SignedIn():
		return p.hold(w, r, by, key, step)
	case step == StepCheck:
		return p.send(w, r, by, v, key)
	}
	more := false
	d, err := p.change(r.Context(), by, v, key, func(_ *db.Tx, d *Draft) error {
		was := d.Form.V.BodyID
		d.Form.V.read(step, r.PostForm)
		officials, err := p.offered(r, &d.Form.V)
		more = step == StepWhom && officials && d.Form.V.BodyID != was
		return err
	})
	if err != nil {
		return err
	}
	if r.Header.Get("Veche-Autosave") != "" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	if problems := d.Form.V.check(step, v); len(problems) > 0 {
		return p.step(w, r, http.StatusUnprocessableEntity, v, d, step, problems, "")
	}
	next := writePath(key, step.next())
	if more {
		next = writePath(key, step) + "?more=1"
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

// hold keeps a form that came without a session and asks its author in.
func (p *pages) hold(w http.ResponseWriter, r *http.Request, by auth.Actor, key string, step Step) error {
	if r.Header.Get("Veche-Autosave") != "" {
		w.WriteHeader(http.StatusUnauthorized)
		return nil
	}
	r.PostForm.Set("step", string(step))
	address, err := p.leave(w, r, by, Visitor{}, Leaving{Next: writePath(key, step), DraftKey: key, Held: r.PostForm.Encode()})
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusUnauthorized, "held", view{Title: "Войдите ещё раз", Data: map[string]string{"Enter": address}})
}

// send lodges the appeal. The second press of the same button finds the same receipt.
func (p *pages) send(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor, key string) error {
	receipt, err := p.Lodge(r.Context(), by, v, key)
	if fail.Is(err, "reception.incomplete") {
		http.Redirect(w, r, writePath(key, StepCheck), http.StatusSeeOther) // which leads to what lacks
		return nil
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, accountPath+"/appeals/"+receipt+"?sent=1", http.StatusSeeOther)
	return nil
}

func (p *pages) addFiles(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor, key string) error {
	d, err := p.draft(r.Context(), p.db, v, key, "")
	if err != nil {
		return err
	}
	known, err := p.draftFiles(r.Context(), p.db, d.ID)
	if err != nil {
		return err
	}
	var size int64
	for _, f := range known {
		size += f.Size
	}
	list, err := p.receive(w, r, len(known), size)
	if err == nil {
		_, err = p.change(r.Context(), by, v, key, func(tx *db.Tx, d *Draft) error { return p.putFiles(r.Context(), tx, d.ID, list) })
	}
	if err != nil {
		words, unknown := sentence(err)
		if unknown != nil {
			return unknown
		}
		return p.step(w, r, statusByKind[fail.KindOf(err)], v, d, StepFiles, nil, words)
	}
	http.Redirect(w, r, writePath(key, StepFiles), http.StatusSeeOther)
	return nil
}

func (p *pages) removeFile(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	key := r.PathValue("key")
	_, err := p.change(r.Context(), by, v, key, func(tx *db.Tx, d *Draft) error {
		_, err := tx.Exec(r.Context(), "DELETE FROM reception_files WHERE id = $1 AND draft_id = $2", id, d.ID)
		return err
	})
	if err != nil {
		return err
	}
	http.Redirect(w, r, writePath(key, StepFiles), http.StatusSeeOther)
	return nil
}

func (p *pages) discard(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	if err := p.Discard(r.Context(), by, v, r.PathValue("key")); err != nil {
		return err
	}
	http.Redirect(w, r, accountPath, http.StatusSeeOther)
	return nil
}

// offered drops what no list of ours has offered: a body without a page, an official of another body, a theme that is
// none. It tells whether the body has officials to choose from.
func (p *pages) offered(r *http.Request, f *Form) (officials bool, err error) {
	if appeals.CheckCode(f.Topic) != nil {
		f.Topic = ""
	}
	page, err := p.pageOf(r.Context(), f.BodyID)
	switch {
	case fail.KindOf(err) == fail.NotFound:
		f.BodyID, f.Official = 0, ""
		return false, nil
	case err != nil:
		return false, err
	}
	named := func(o Official) bool { return o.Name+", "+o.Post == f.Official }
	if !slices.ContainsFunc(page.Officials.V, named) {
		f.Official = ""
	}
	return len(page.Officials.V) > 0, nil
}
