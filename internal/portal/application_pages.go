package portal

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/receipt"
)

const applicationPath = accountPath + "/applications"

// applicationRoutes declares the pages of an application in the account.
func (p *pages) applicationRoutes(a *api.API) {
	own := func(pattern string, limit api.Limit, h ownHandler) { a.Page(pattern, limit, p.known(h), p.refuse) }
	one := applicationPath + "/{id}"
	own("GET "+one, reading, p.application)
	own("GET "+one+"/receipt", reading, p.applicationReceipt)
	own("GET "+one+"/receipt/page", reading, p.receiptPage)
	own("GET "+one+"/files/{file}", reading, p.applicationFile(false))
	own("GET "+one+"/result/{file}", reading, p.applicationFile(true))
	own("GET "+one+"/paper", reading, p.registerPaper)
	own("POST "+one+"/leave", writing, p.leaveRegister)
	own("POST "+one+"/direction", writing, p.onApplication(p.answerDirection))
	own("POST "+one+"/wishes", writing, p.onApplication(p.changeWishes))
	own("POST "+one+"/reply", writing, p.replyTo)
	own("POST "+one+"/way", writing, p.onApplication(p.chooseWay))
	own("POST "+one+"/cancel", writing, p.onApplication(p.askCancel))
	own("POST "+one+"/correction", writing, p.onApplication(p.askCorrection))
	own("POST "+one+"/complaint", writing, p.onApplication(p.complain))
}

// applicationView is the page of one application.
type applicationView struct {
	Application
	Stages  []Stage
	Came    string
	Course  []Event // the newest first
	Talk    []talk
	Ways    []services.Way
	Grounds []services.ComplaintGround
}

// talk is one message with its files.
type talk struct {
	services.Message
	When  string
	Mine  bool
	Files []services.File
}

func (p *pages) application(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	return p.showApplication(w, r, http.StatusOK, by, v, "")
}

func applicationID(r *http.Request) int64 {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64) // 0 is nobody's
	return id
}

func (p *pages) showApplication(w http.ResponseWriter, r *http.Request, status int, by auth.Actor, v Visitor, failed string) error {
	a, err := p.Application(r.Context(), v, applicationID(r))
	if err != nil {
		return err
	}
	if err := p.readTalk(r, by, v, a); err != nil {
		return err
	}
	zone := p.zone(r.Context(), a.BodyID)
	page := applicationView{Application: a, Came: when(a.AcceptedAt, zone), Stages: stagesOf(a.Shown), Grounds: services.ComplaintGrounds(),
		Ways: []services.Way{services.ToAccount, services.InPerson, services.ByPost}}
	for i := len(a.Events) - 1; i >= 0; i-- {
		if words := eventWords(a.Events[i]); words != "" {
			page.Course = append(page.Course, Event{when(a.Events[i].At, zone), words})
		}
	}
	page.Course = append(page.Course, Event{page.Came, "Заявление принято под номером " + a.Number + "."})
	page.Talk = talkOf(a, zone)
	return p.show(w, r, status, "application", view{Title: a.Service, Visitor: v, Script: true, Failed: failed, Data: page})
}

func talkOf(a Application, zone *time.Location) (list []talk) {
	for _, m := range a.Messages {
		t := talk{Message: m, When: when(m.At, zone), Mine: m.Author == services.FromApplicant}
		for _, f := range a.Files {
			if f.MessageID != nil && *f.MessageID == m.ID {
				t.Files = append(t.Files, f)
			}
		}
		list = append(list, t)
	}
	return list
}

// readTalk marks what the office has written as read.
func (p *pages) readTalk(r *http.Request, by auth.Actor, v Visitor, a Application) error {
	for _, m := range a.Messages {
		if m.Author == services.FromOffice && m.SeenAt == nil {
			return p.db.Tx(r.Context(), v.as(by), func(tx *db.Tx) error { return p.Services.ReadMessages(r.Context(), tx, a.ID, services.FromApplicant) })
		}
	}
	return nil
}

// applicationReceipt sends the receipt as the file that `veche verify receipt` and the page of the check read.
func (p *pages) applicationReceipt(w http.ResponseWriter, r *http.Request, _ auth.Actor, v Visitor) error {
	made, err := p.ReceiptOf(r.Context(), v, applicationID(r))
	if err != nil {
		return err
	}
	return sendReceipt(w, made)
}

func sendReceipt(w http.ResponseWriter, made receipt.Receipt) error {
	raw, err := made.JSON()
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=receipt-%s.json", made.Number))
	h.Set("Cache-Control", "private, no-store")
	_, err = w.Write(raw)
	return err
}

func (p *pages) applicationFile(ofResult bool) ownHandler {
	return func(w http.ResponseWriter, r *http.Request, _ auth.Actor, v Visitor) error {
		fileID, _ := strconv.ParseInt(r.PathValue("file"), 10, 64)
		f, err := p.ApplicationFile(r.Context(), v, applicationID(r), fileID, ofResult)
		if err != nil {
			return err
		}
		return p.sendFile(w, r, f)
	}
}

// afterAct shows the application again, with a refusal in words where there was one.
func (p *pages) afterAct(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor, err error) error {
	if err == nil {
		http.Redirect(w, r, fmt.Sprintf("%s/%d", applicationPath, applicationID(r)), http.StatusSeeOther)
		return nil
	}
	words, unknown := sentence(err)
	if unknown != nil || fail.KindOf(err) == fail.NotFound {
		return err
	}
	return p.showApplication(w, r, statusByKind[fail.KindOf(err)], by, v, words)
}

// onApplication is an act whose fields come in a plain form.
func (p *pages) onApplication(act func(r *http.Request, tx *db.Tx, id int64) error) ownHandler {
	return func(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
		if err := readForm(w, r); err != nil {
			return err
		}
		id := applicationID(r)
		return p.afterAct(w, r, by, v, p.onOwn(r.Context(), by, v, id, func(tx *db.Tx) error { return act(r, tx, id) }))
	}
}

func (p *pages) chooseWay(r *http.Request, tx *db.Tx, id int64) error {
	return p.Services.ChooseWay(r.Context(), tx, id, services.Way(r.PostForm.Get("way")), cut(clean(r.PostForm.Get("place"), false), 300))
}

func (p *pages) askCancel(r *http.Request, tx *db.Tx, id int64) error {
	return p.Services.AskCancel(r.Context(), tx, id, cut(clean(r.PostForm.Get("reason"), true), 2000))
}

func (p *pages) askCorrection(r *http.Request, tx *db.Tx, id int64) error {
	return p.Services.AskCorrection(r.Context(), tx, id, cut(clean(r.PostForm.Get("text"), true), 2000))
}

func (p *pages) complain(r *http.Request, tx *db.Tx, id int64) error {
	form := r.PostForm
	_, err := p.Services.Complain(r.Context(), tx, services.ComplainInput{ApplicationID: id, Channel: services.Portal,
		Ground: services.ComplaintGround(form.Get("ground")), Against: services.AgainstBody, Text: cut(clean(form.Get("text"), true), mostText)})
	return err
}

// replyTo takes a message and the files beside it in one body.
func (p *pages) replyTo(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	if _, err := p.ownApplication(r.Context(), p.db, v, applicationID(r)); err != nil {
		return err // before megabytes have travelled
	}
	words := ""
	list, err := p.receiveWith(w, r, 0, 0, func(field string, value io.Reader) error {
		raw, err := io.ReadAll(io.LimitReader(value, 4*mostText))
		if field == "text" {
			words = cut(clean(strings.TrimSpace(string(raw)), true), mostText)
		}
		return err
	})
	if fail.Is(err, "reception.file_none") && words != "" {
		err = nil
	}
	if err == nil {
		err = p.ReplyTo(r.Context(), by, v, applicationID(r), words, list)
	}
	return p.afterAct(w, r, by, v, err)
}

// started is a draft in the list of the account.
type started struct {
	Key     string
	Service string
	When    string
}

// begun lists the applications that the visitor has begun and not sent.
func (p *pages) begun(r *http.Request, v Visitor) (list []started, err error) {
	rows, err := p.Begun.ListOf(r.Context(), p.db, v.owner())
	for _, d := range rows {
		zone, failed := time.LoadLocation(d.Zone)
		if failed != nil {
			return nil, errors.Join(err, failed)
		}
		list = append(list, started{d.Key, d.Service, when(d.ChangedAt, zone)})
	}
	return list, err
}
