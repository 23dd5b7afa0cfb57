package documents

import (
	"archive/zip"
	"io"
	"strings"
	"testing"

	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestADraftBeginsWithTheTemplateOfItsFlow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		memo, order := o.kind(Internal, "Служебная записка", ""), o.kind(Directive, "Приказ", "")
		for _, c := range []struct {
			name string
			in   DraftInput
			says []string
		}{
			{"letter", DraftInput{Flow: Outgoing, KindID: o.reply}, []string{"О ремонте", "Минстрой", o.minister.Name}},
			{"memo", DraftInput{Flow: Internal, KindID: memo, AddresseeID: &o.minister.PersonID}, []string{"СЛУЖЕБНАЯ ЗАПИСКА", "Министр", "О ремонте"}},
			{"order", DraftInput{Flow: Directive, KindID: order}, []string{"ПРИКАЗ", "О ремонте", o.minister.Name}},
		} {
			c.in.Summary, c.in.SignatoryID, c.in.Template = "О ремонте", &o.minister.PersonID, true
			made := must(o.CreateDraft(t.Context(), o.officer, c.in))(t)
			v := must(o.CurrentVersion(t.Context(), d, made.ID))(t)
			text := o.docx(v.SHA256)
			for _, words := range c.says {
				if !strings.Contains(text, words) {
					t.Errorf("%s does not say %q", c.name, words)
				}
			}
			if v.No != 1 || strings.Contains(text, "{{") {
				t.Errorf("%s: version %d, an empty field %t", c.name, v.No, strings.Contains(text, "{{"))
			}
			if (made.AddresseeID != nil) != (c.in.Flow == Internal) {
				t.Errorf("%s is addressed to %v", c.name, made.AddresseeID)
			}
		}
		plain := must(o.CreateDraft(t.Context(), o.officer, DraftInput{Flow: Directive, KindID: order, Summary: "Без текста"}))(t)
		_, err := o.CurrentVersion(t.Context(), d, plain.ID)
		refused(t, err, "version.not_found")
		elsewhere := o.town.Body("Минздрав")
		foreign := o.town.Person(elsewhere, o.town.Unit(elsewhere, 0, "Отдел"), "Белов Ян Карлович", "Врач", org.Executive)
		_, err = o.CreateDraft(t.Context(), o.officer, DraftInput{Flow: Internal, KindID: memo, AddresseeID: &foreign.PersonID, Template: true})
		refused(t, err, "document.fields_wrong")
		_, err = o.CreateDraft(t.Context(), o.officer, DraftInput{Flow: Incoming, KindID: o.letter})
		refused(t, err, "document.fields_wrong")
	})
}

// docx is the main part of a stored DOCX.
func (o *office) docx(sha string) string {
	o.t.Helper()
	z, err := zip.OpenReader(o.files.Path(sha))
	if err != nil {
		o.t.Fatal(err)
	}
	defer z.Close()
	part := must(z.Open("word/document.xml"))(o.t)
	return string(must(io.ReadAll(part))(o.t))
}

func TestTheLifeOfACardByItsFlow(t *testing.T) {
	for _, c := range []struct {
		flow Flow
		way  []State
	}{
		{Outgoing, []State{Draft, InApproval, Approved, OnSignature, Signed, Registered, Dispatching, Dispatched, Delivered, Filed}},
		{Internal, []State{Draft, OnSignature, Signed, Registered, WithExecutive, Resolved, InExecution, Executed, Filed}},
		{Internal, []State{Registered, ForInformation, Filed}},
		{Directive, []State{Draft, InApproval, InRevision, InApproval, Approved, OnSignature, Signed, Registered, Filed}},
	} {
		for i, to := range c.way[1:] {
			if err := (Document{Flow: c.flow, State: c.way[i]}).canMove(to); err != nil {
				t.Errorf("%v", err)
			}
		}
	}
	for flow, to := range map[Flow]State{Internal: Dispatching, Directive: WithExecutive, Outgoing: WithExecutive} {
		refused(t, Document{Flow: flow, State: Registered}.canMove(to), "document.wrong_state")
	}
}
