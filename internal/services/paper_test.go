package services

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/documents/blanks"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/convert"
	"veche/internal/platform/fail"
)

// letter is a body's own form.
func letter(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	return must(documents.LetterForm(documents.Outgoing, paragraphs))(t)
}

func TestABodyHasFormsOfItsOwn(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.refused("application.forms_denied", h.PutForm(t.Context(), h.officer, PaperGrant, nil, "справка.docx", letter(t, "{{service}}")))
		unknown := h.PutForm(t.Context(), h.dispatcher, PaperGrant, nil, "справка.docx", letter(t, "{{nonsense}}"))
		h.refused("application.form_field", unknown)
		if why := new(fail.Error); !errors.As(unknown, &why) || why.Params["field"] != "nonsense" || !strings.Contains(fmt.Sprint(why.Params["known"]), "greeting, ground") {
			t.Errorf("the refusal says %+v", why)
		}
		h.refused("application.form_broken", h.PutForm(t.Context(), h.dispatcher, PaperGrant, nil, "справка.docx", []byte("PK")))
		h.ok(h.PutForm(t.Context(), h.dispatcher, PaperGrant, nil, "общая.docx", letter(t, "Общая форма: {{service}}")))
		h.ok(h.PutForm(t.Context(), h.dispatcher, PaperGrant, &h.service, "справка.docx", letter(t, "Справка нужна {{answer.why}} {{answer.absent}} {{request.income}}")))

		id := h.inReview()
		h.decides(id, DecideInput{Outcome: PaperGrant})
		words := h.text(h.signs(id))
		if !strings.Contains(words, "Справка нужна для школы") {
			t.Errorf("the form of the service was not taken: %s", words)
		}
		h.ok(h.ResetForm(t.Context(), h.dispatcher, PaperGrant, &h.service))
		next := h.inReview()
		h.decides(next, DecideInput{Outcome: PaperGrant})
		if words = h.text(h.signs(next)); !strings.Contains(words, "Общая форма: Выдача справки") {
			t.Errorf("the form of the body was not taken: %s", words)
		}
		list := must(h.Forms(t.Context(), h.dispatcher))(t)
		if len(list) != len(paperKinds) || list[0].Name != "общая.docx" || list[1].Name != "" || len(list[1].Fields) == 0 {
			t.Errorf("forms %+v", list)
		}
	})
}

// text is what the signed file says; press keeps the DOCX behind a head.
func (h *house) text(document int64) string {
	h.t.Helper()
	v := must(h.docs.CurrentVersion(h.t.Context(), h.db, document))(h.t)
	raw := must(os.ReadFile(h.Files.Path(v.SHA256)))(h.t)
	_, docx, _ := bytes.Cut(raw, []byte("\n"))
	path := filepath.Join(h.t.TempDir(), "paper.docx")
	h.ok(os.WriteFile(path, docx, 0o600))
	return must(convert.Tools{}.Text(h.t.Context(), path, convert.DOCX))(h.t)
}

func TestEveryPaperOfTheRegulationBecomesAPDFA(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		if strings.Contains(t.Name(), "postgres") { // the converter knows no database
			return
		}
		h.Press = convert.Tools{}
		id := h.inReview()
		pdf := must(h.Preview(t.Context(), h.officer, id, PaperInput{Kind: PaperSuspension, Ground: "s1", Reason: "Фамилии различаются"}))(t)
		if !bytes.HasPrefix(pdf, []byte("%PDF-1.")) || !bytes.Contains(pdf, []byte("<pdfaid:part>2</pdfaid:part>")) {
			t.Fatalf("no PDF/A-2 of %d bytes", len(pdf))
		}
		path := filepath.Join(t.TempDir(), "paper.pdf")
		h.ok(os.WriteFile(path, pdf, 0o600))
		words := must(convert.Tools{}.Text(context.WithoutCancel(t.Context()), path, convert.PDF))(t)
		for _, want := range []string{"Фамилии различаются", "Документы противоречат друг другу", "Уважаемая Анна Ильинична!"} {
			if !strings.Contains(strings.Join(strings.Fields(words), " "), want) {
				t.Errorf("%q is not in %s", want, words)
			}
		}
	})
}

// Every field of every built-in form has a value, whatever the card says.
func TestBuiltInFormsAskForNothingUnknown(t *testing.T) {
	for _, kind := range paperKinds {
		docx := must(kind.builtIn())(t)
		for _, field := range must(blanks.Asked(docx))(t) {
			if !slices.Contains(paperFields, field) {
				t.Errorf("%s asks for %q", kind, field)
			}
		}
	}
	for right, may := range map[auth.Right]bool{RightRoute: true, org.RightAdmin: true, RightConsider: false} {
		if err := mayForms(auth.Actor{Rights: []auth.Right{right}}); (err == nil) != may {
			t.Errorf("with %s: %v", right, err)
		}
	}
}
