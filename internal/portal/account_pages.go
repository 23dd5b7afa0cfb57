package portal

import (
	"net/http"
	"net/url"
	"strconv"

	"veche/internal/appeals/visits"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/drafts"
)

// accountView is the first page of the account.
type accountView struct {
	Appeals      []Mine
	Drafts       []Draft
	Unseen       map[int64]int
	Visits       []visits.Booked
	Applications []services.Listed
	Waiting      []drafts.Sent // accepted, and not yet before an officer
	Begun        []started     // applications that are not sent
}

func (p *pages) account(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) (err error) {
	var a accountView
	if a.Appeals, err = p.AppealsOf(r.Context(), v); err != nil {
		return err
	}
	if a.Drafts, err = p.Drafts(r.Context(), v); err != nil {
		return err
	}
	if a.Unseen, err = p.unseen(r.Context(), v); err != nil {
		return err
	}
	if a.Visits, err = p.Visits.BookedBy(r.Context(), v.Citizen.ID); err != nil {
		return err
	}
	if a.Applications, err = p.ApplicationsOf(r.Context(), v); err != nil {
		return err
	}
	if a.Waiting, err = p.waitingOf(r.Context(), v); err != nil {
		return err
	}
	if a.Begun, err = p.begun(r, v); err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "account", view{Title: "Личный кабинет", Visitor: v, Data: a})
}

// asPerson goes on in his own name.
func (p *pages) asPerson(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	err := p.db.Tx(r.Context(), v.as(by), func(tx *db.Tx) error {
		if _, err := tx.Exec(r.Context(), "UPDATE citizen_sessions SET organisation_id = NULL, chief = false WHERE id = $1", v.Session.ID); err != nil {
			return err
		}
		return audit.Write(r.Context(), tx, audit.Entry{Action: "citizen.acts_for_himself", Object: v.Citizen.Ref()})
	})
	if err != nil {
		return err
	}
	http.Redirect(w, r, accountPath, http.StatusSeeOther)
	return nil
}

func (p *pages) wishes(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	if err := p.Wish(r.Context(), by, v, r.PostForm.Get("notices") != ""); err != nil {
		return err
	}
	http.Redirect(w, r, accountPath, http.StatusSeeOther)
	return nil
}

// appealView is the page of one appeal.
type appealView struct {
	Mine
	Sent   bool
	Came   string // moment of arrival in the body's zone
	Events []Event
}

// Event is one line of the course, the newest first.
type Event struct {
	When  string
	Words string
}

func (p *pages) appeal(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	return p.showAppeal(w, r, http.StatusOK, by, v, "")
}

func (p *pages) showAppeal(w http.ResponseWriter, r *http.Request, status int, by auth.Actor, v Visitor, failed string) error {
	m, err := p.Mine(r.Context(), v, r.PathValue("receipt"))
	if err != nil {
		return err
	}
	if err := p.seen(r.Context(), v.as(by), m); err != nil {
		return err
	}
	zone := p.zone(r.Context(), m.Lodged.BodyID)
	a := appealView{Mine: m, Sent: r.URL.Query().Get("sent") != "", Came: when(m.LodgedAt, zone)}
	for i := len(m.Notices) - 1; i >= 0; i-- {
		a.Events = append(a.Events, Event{when(m.Notices[i].CreatedAt, zone), m.Notices[i].Words(m.AuthorView)})
	}
	a.Events = append(a.Events, Event{a.Came, "Обращение принято. Квитанция " + m.Receipt + "."})
	return p.show(w, r, status, "appeal", view{Title: m.Subject, Visitor: v, Script: true, Failed: failed, Data: a})
}

// after shows the appeal again, with a refusal in words where there was one.
func (p *pages) after(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor, err error) error {
	if err == nil {
		http.Redirect(w, r, accountPath+"/appeals/"+url.PathEscape(r.PathValue("receipt")), http.StatusSeeOther)
		return nil
	}
	words, unknown := sentence(err)
	if unknown != nil || fail.KindOf(err) == fail.NotFound {
		return err
	}
	return p.showAppeal(w, r, statusByKind[fail.KindOf(err)], by, v, words)
}

func (p *pages) addDocuments(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	receipt := r.PathValue("receipt")
	if _, err := p.own(r.Context(), p.db, v, receipt); err != nil {
		return err // before megabytes have travelled
	}
	list, err := p.receive(w, r, 0, 0)
	if err == nil {
		err = p.Add(r.Context(), by, v, receipt, list)
	}
	return p.after(w, r, by, v, err)
}

func (p *pages) withdraw(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	return p.after(w, r, by, v, p.Withdraw(r.Context(), by, v, r.PathValue("receipt")))
}

func (p *pages) rate(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	rating, _ := strconv.Atoi(r.PostForm.Get("rating"))
	return p.after(w, r, by, v, p.Rate(r.Context(), by, v, r.PathValue("receipt"), rating, r.PostForm.Get("words")))
}

// file sends a file of an answer.
func (p *pages) file(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	f, err := p.AnswerFile(r.Context(), v, r.PathValue("receipt"), id)
	if err != nil {
		return err
	}
	return p.sendFile(w, r, f)
}

func (p *pages) sendFile(w http.ResponseWriter, r *http.Request, f documents.File) error {
	content, err := p.Files.Open(r.Context(), f.SHA256)
	if err != nil {
		return err
	}
	defer content.Close()
	h := w.Header()
	api.Attach(h, "application/octet-stream", f.Name)
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", f.CreatedAt, content)
	return nil
}
