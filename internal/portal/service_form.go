package portal

import (
	"encoding/json"
	"io"
	"net/http"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/drafts"
	"veche/internal/services/form"
)

// applyPath is where drafts of applications are filled in; a service leads there by /services/{slug}/apply.
const applyPath = accountPath + "/apply"

// saving is the limit of what a browser writes by itself while somebody types.
var saving = api.Limit{PerMinute: 300}

// formRoutes declares the pages and the requests of the wizard.
func (p *pages) formRoutes(a *api.API) {
	own := func(pattern string, limit api.Limit, h ownHandler) { a.Page(pattern, limit, p.known(h), p.refuse) }
	wizard := func(pattern string, limit api.Limit, h ownHandler) {
		a.Page(pattern, limit, p.stays(h), p.refuseWizard)
	}
	own("GET /services/{slug}/apply", reading, p.inTurn(p.apply))
	own("GET "+applyPath+"/{key}", reading, p.fillIn)
	own("GET "+applyPath+"/{key}/receipt", reading, p.sentReceipt)
	own("GET "+applyPath+"/{key}/receipt/page", reading, p.sentReceiptPage)
	wizard("GET "+applyPath+"/{key}/draft", reading, p.showDraft)
	wizard("POST "+applyPath+"/{key}/draft", saving, p.saveDraft)
	wizard("POST "+applyPath+"/{key}/check", writing, p.checkDraft)
	wizard("POST "+applyPath+"/{key}/discard", writing, p.discardDraft)
	wizard("POST "+applyPath+"/{key}/files", writing, p.uploadFile)
	wizard("POST "+applyPath+"/{key}/files/{code}/remove", writing, p.removeUpload)
}

// stays lets in who is signed in. A browser that writes by itself is told that the stay is over; it keeps what was typed.
func (p *pages) stays(h ownHandler) handler {
	return func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		v, err := p.visitor(r)
		switch {
		case err != nil:
			return err
		case !v.SignedIn():
			return fail.New(fail.SignedOut, "session.signed_out", "the stay is over")
		}
		return h(w, r, by, v)
	}
}

// refusal is what the wizard is told: the code, and the sentence for the person.
type refusal struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

func (p *pages) refuseWizard(w http.ResponseWriter, _ *http.Request, err error) {
	status, known := statusByKind[fail.KindOf(err)]
	if !known {
		status = http.StatusInternalServerError
	}
	tell(w, status, refusal{fail.Code(err), refusals[fail.Code(err)]})
}

// tell answers with JSON. What cannot be written any more has nobody to read it.
func tell(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func (v Visitor) owner() drafts.Owner {
	return drafts.Owner{CitizenID: v.Citizen.ID, OrganisationID: v.Session.OrganisationID}
}

// apply goes on with the draft of a service, or begins one.
func (p *pages) apply(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	e, err := p.Catalogue.EntryBySlug(r.Context(), p.db, r.PathValue("slug"))
	if err != nil {
		return err
	}
	if !e.Active {
		return fail.New(fail.Conflict, "draft.service_closed", "service %d is closed", e.ID)
	}
	d, err := p.Begun.Begin(r.Context(), v.as(by), v.owner(), e.ID)
	if err != nil {
		return err
	}
	if d.Version == 1 {
		p.Catalogue.Count(e.ID, catalogue.Started, 1)
	}
	http.Redirect(w, r, applyPath+"/"+d.Key, http.StatusSeeOther)
	return nil
}

// wizardState is all that the wizard begins with.
type wizardState struct {
	Base    string            `json:"base"`
	Service string            `json:"service"`
	Body    string            `json:"body"`
	Form    json.RawMessage   `json:"form"`
	Zone    string            `json:"zone"`
	Today   calendar.Date     `json:"today"`
	Account map[string]string `json:"account"`
	Opens   *time.Time        `json:"opens,omitempty"`
	Ended   bool              `json:"ended,omitempty"`
	draftState
}

// draftState is how a draft stands on the server.
type draftState struct {
	Version int64           `json:"version"`
	Answers json.RawMessage `json:"answers"`
	Page    string          `json:"page"`
	Files   []fileState     `json:"files"`
	SavedAt time.Time       `json:"saved_at"`
	Checked bool            `json:"checked"`
}

type fileState struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// fillIn is the page with the wizard. Without a script it says where else one may apply.
func (p *pages) fillIn(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	ctx := r.Context()
	d, err := p.Begun.Fresh(ctx, v.as(by), v.owner(), r.PathValue("key"))
	if err != nil {
		return err
	}
	if d, err = p.arrived(r, by, v, d); err != nil {
		return err
	}
	e, err := p.Catalogue.EntryByID(ctx, p.db, d.ServiceID)
	if err != nil {
		return err
	}
	version, err := p.Catalogue.VersionByID(ctx, p.db, d.VersionID)
	if err != nil {
		return err
	}
	body, err := p.Org.Body(ctx, p.db, e.BodyID)
	if err != nil {
		return err
	}
	page, err := p.pageOf(ctx, e.BodyID)
	if err != nil && fail.KindOf(err) != fail.NotFound {
		return err
	}
	state := wizardState{Base: applyPath + "/" + d.Key, Service: e.ShortName, Body: body.Name, Form: json.RawMessage(version.Form),
		Account: v.known()}
	zone := p.zone(ctx, e.BodyID)
	state.Zone, state.Today = zone.String(), calendar.DateOf(p.db.Now(), zone)
	door, err := p.doorOf(ctx, version)
	if err != nil {
		return err
	}
	if !door.Opens.IsZero() {
		state.Opens = &door.Opens
	}
	state.Ended = door.Shut && door.Opens.IsZero()
	if state.draftState, err = p.stateOf(r, d); err != nil {
		return err
	}
	sent, err := p.sent(r, d)
	if err != nil {
		return err
	}
	title := e.ShortName
	switch {
	case sent.Number != "":
		title = "Заявление отправлено: " + title
	case sent.First != "":
		title = "Такое заявление уже принято: " + title
	}
	return p.show(w, r, http.StatusOK, "service_form", view{Title: title, Visitor: v, Wizard: true,
		Data: map[string]any{"Service": e, "Body": body, "Page": page, "State": state, "Sent": sent}})
}

// known is what the account knows of the applicant, by the words of x-prefill.
func (v Visitor) known() map[string]string {
	c := v.Citizen
	known := map[string]string{"surname": c.Surname, "name": c.Name, "patronymic": c.Patronymic, "full_name": c.FullName(), "snils": c.SNILS,
		"email": c.Email, "phone": c.Phone, "address": c.Address}
	if !c.BornOn.IsZero() {
		known["birth_date"] = c.BornOn.String()
	}
	if o := v.Organisation; o != nil {
		known["organisation"], known["inn"], known["ogrn"], known["address"] = o.Name, o.INN, o.OGRN, o.Address
	}
	return known
}

func (p *pages) stateOf(r *http.Request, d drafts.Draft) (draftState, error) {
	list, err := p.Begun.FilesOf(r.Context(), p.db, d.ID)
	s := draftState{Version: d.Version, Answers: json.RawMessage(d.Answers), Page: d.Page, Files: make([]fileState, 0, len(list)), SavedAt: d.ChangedAt,
		Checked: d.Checked != ""}
	for _, f := range list {
		s.Files = append(s.Files, fileState{f.Code, f.Name, f.Size})
	}
	return s, err
}

// showDraft is asked when another device has written meanwhile.
func (p *pages) showDraft(w http.ResponseWriter, r *http.Request, _ auth.Actor, v Visitor) error {
	d, err := p.Begun.Open(r.Context(), p.db, v.owner(), r.PathValue("key"))
	if err != nil {
		return err
	}
	return p.tellDraft(w, r, d)
}

func (p *pages) tellDraft(w http.ResponseWriter, r *http.Request, d drafts.Draft) error {
	state, err := p.stateOf(r, d)
	if err == nil {
		tell(w, http.StatusOK, state)
	}
	return err
}

// mostBody bounds what a browser may send at once; package drafts says how much of it may be typed.
const mostBody = 512 << 10

func readJSON(w http.ResponseWriter, r *http.Request, into any) error {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		return fail.New(fail.Invalid, "draft.unreadable", "%v", err)
	}
	return nil
}

func (p *pages) saveDraft(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	var in drafts.Typed
	if err := readJSON(w, r, &in); err != nil {
		return err
	}
	d, err := p.Begun.Save(r.Context(), v.as(by), v.owner(), r.PathValue("key"), in)
	if err != nil {
		return err
	}
	if in.Version == 1 { // each draft once
		p.Catalogue.Count(d.ServiceID, catalogue.Saved, 1)
	}
	return p.tellDraft(w, r, d)
}

// checkedState answers to a check: problems, or a draft that may be sent.
type checkedState struct {
	Problems []form.Problem `json:"problems"`
	Version  int64          `json:"version"`
	Pass     string         `json:"pass"` // with which the answers are sent to the door of the intake
}

func (p *pages) checkDraft(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	var in struct {
		Answers json.RawMessage `json:"answers"`
	}
	if err := readJSON(w, r, &in); err != nil {
		return err
	}
	d, err := p.Begun.Open(r.Context(), p.db, v.owner(), r.PathValue("key"))
	if err != nil {
		return err
	}
	e, err := p.Catalogue.EntryByID(r.Context(), p.db, d.ServiceID)
	if err != nil {
		return err
	}
	today := calendar.DateOf(p.db.Now(), p.zone(r.Context(), e.BodyID))
	d, problems, err := p.Begun.Check(r.Context(), v.as(by), v.owner(), d.Key, in.Answers, today)
	if err != nil {
		return err
	}
	if problems == nil {
		problems = []form.Problem{}
		if d, err = p.admit(r, v.as(by), v, d); err != nil {
			return err
		}
	}
	tell(w, http.StatusOK, checkedState{problems, d.Version, d.Pass})
	return nil
}

func (p *pages) discardDraft(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	if err := p.Begun.Discard(r.Context(), v.as(by), v.owner(), r.PathValue("key")); err != nil {
		return err
	}
	tell(w, http.StatusOK, struct{}{})
	return nil
}

// uploadFile takes one file and tells the code by which the answers name it.
func (p *pages) uploadFile(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	d, err := p.Begun.Open(r.Context(), p.db, v.owner(), r.PathValue("key"))
	if err != nil {
		return err
	}
	list, err := p.receive(w, r, mostFiles-1, 0) // one file at a time
	if err != nil {
		return err
	}
	list[0].Name = cleanName(list[0].Name)
	f, err := p.Begun.PutFile(r.Context(), v.as(by), v.owner(), d.Key, list[0])
	if err != nil {
		return err
	}
	tell(w, http.StatusOK, fileState{f.Code, f.Name, f.Size})
	return nil
}

func (p *pages) removeUpload(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	if err := p.Begun.RemoveFile(r.Context(), v.as(by), v.owner(), r.PathValue("key"), r.PathValue("code")); err != nil {
		return err
	}
	tell(w, http.StatusOK, struct{}{})
	return nil
}
