package pos

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/smev/smevtest"
)

// writtenByCitizens are texts that people have really sent. They are never printed: a failed test names a line.
func writtenByCitizens(t *testing.T, most int) (texts []string) {
	t.Helper()
	f, err := os.Open(filepath.Join(smevtest.Data(t, "appeals"), "messages-train-dev.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	step := max(1, len(rows)/most)
	for i := 1; i < len(rows) && len(texts) < most; i += step {
		if text := strings.TrimSpace(rows[i][1]); utf8.ValidString(text) && text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// Whatever people write goes through the whole circle as they wrote it.
func TestWhatCitizensReallyWriteGoesThroughTheCircle(t *testing.T) {
	texts := writtenByCitizens(t, 25)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		var ids []string
		for _, text := range texts {
			ids = append(ids, s.submit(citizen(func(i *contract.Item) { i.Text = text })))
		}
		s.round()
		for n, id := range ids {
			item := s.item(id)
			if item.State != Carded {
				t.Fatalf("text %d of %d: the item is %s, %s", n, len(texts), item.State, item.Error)
			}
			list := must(s.docs.Files(t.Context(), d, *item.DocumentID))(t)
			kept, err := s.files.Open(t.Context(), list[0].SHA256)
			s.ok(err)
			stat, err := kept.Stat()
			s.ok(err)
			kept.Close()
			if want := len(contract.Clean(texts[n], 100000)); stat.Size() != int64(want) {
				t.Errorf("text %d: %d octets of %d have come", n, stat.Size(), want)
			}
			s.register(*item.DocumentID)
			s.consider(*item.DocumentID)
			s.answer(*item.DocumentID)
		}
		s.round()
		for n, id := range ids {
			if got := s.there(id); got.Status != contract.StatusConsidered || len(got.Answers) != 1 {
				t.Errorf("text %d: %s, %d answers", n, got.Status, len(got.Answers))
			}
		}
	})
}
