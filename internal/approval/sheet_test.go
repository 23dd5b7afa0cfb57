package approval_test

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/jobs/jobstest"
)

// read is the text of a PDF as poppler sees it, in one line.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	ok(t, os.WriteFile(path, pdf, 0o600))
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext (package poppler-utils): %v", err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func TestSheetTellsWhoSaidWhatOfWhichText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.At("2026-11-23 10:00")
		day := func(st *approval.Stage) { st.Term = approval.Term{Amount: 1, Unit: approval.Days} }
		card, first, id := h.started(stage("Отдел", day, h.Head, h.clerks[0]), stage("Правовой отдел", nil, h.lawyer))
		h.votes(id, first, h.Head)
		ok(t, h.vote(h.clerks[0], id, first, approval.NotAgreed))
		w := newWorker(t, h)
		jobstest.Run(t, w)
		one := h.current(card.ID).SheetFileID
		if one == nil {
			t.Fatal("there is no sheet of the first cycle")
		}
		sheet, err := h.Sheet(t.Context(), h.Author, card.ID)
		if err != nil || len(sheet.Disagreements) != 1 || sheet.Disagreements[0].Name != h.clerks[0].Name {
			t.Errorf("disagreements %+v, %v", sheet.Disagreements, err)
		}

		second := h.Version(card.ID, "Вторая редакция")
		ok(t, h.NextCycle(t.Context(), h.Author, id, approval.NextInput{Set: approval.AskObjected}))
		jobstest.Run(t, w) // an old announcement does nothing
		if h.current(card.ID).SheetFileID != nil {
			t.Error("a running cycle has the sheet of the one before")
		}
		h.At("2026-11-26 11:00")
		h.votes(id, second, h.clerks[0])
		acting := h.Town.Replaces(h.clerks[1], h.lawyer, "Приказ № 12")
		h.votes(id, second, acting)
		jobstest.Run(t, w)
		jobstest.Run(t, w)

		list, err := h.Documents.Files(t.Context(), d, card.ID)
		ok(t, err)
		var sheets []documents.File
		for _, f := range list {
			if f.Role == documents.Sheet {
				sheets = append(sheets, f)
			}
		}
		if len(sheets) != 2 || sheets[0].ID != *one || sheets[1].ID != *h.current(card.ID).SheetFileID {
			t.Fatalf("sheets %+v", sheets)
		}
		file, err := h.Files.Open(t.Context(), sheets[1].SHA256)
		ok(t, err)
		defer file.Close()
		pdf, err := io.ReadAll(file)
		ok(t, err)
		text := read(t, pdf)
		sheet, err = h.Sheet(t.Context(), h.Author, card.ID)
		ok(t, err)
		for _, want := range []string{
			"Лист согласования", "Минстрой", "О ремонте дорог", "Сидоров Е. К.", "Цикл 1, версия 1: возвращён на доработку 23.11.2026 10:00",
			"Цикл 2, версия 2: согласован 26.11.2026 11:00", "Не согласен", "Нет ссылки на закон", "(для версии 1)", "И. о. начальника",
			"Приказ № 12", "с опозданием", "Протокол разногласий", "Снято", second.SHA256, sheet.Hash,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("the sheet does not say %q:\n%s", want, text)
			}
		}
	})
}

func TestSheetIsPrintedOnDemand(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, _, _ := h.started(stage("Отдел", nil, h.Head))
		s := apitest.New(t, func(a *api.API) { approval.Routes(a, h.Service) })
		path := "/api/documents/" + strconv.FormatInt(card.ID, 10) + "/approval-sheet.pdf"
		answer := s.Do(t, &h.Head, "GET", path, nil)
		if answer.Status != http.StatusOK || answer.Header.Get("Content-Type") != "application/pdf" || !strings.Contains(read(t, answer.Body), "На согласовании") {
			t.Errorf("%d %s", answer.Status, answer.Body[:min(len(answer.Body), 200)])
		}
		apitest.Refused(t, s, &h.lawyer, "GET", path, nil, http.StatusNotFound, "document.not_found")
	})
}
