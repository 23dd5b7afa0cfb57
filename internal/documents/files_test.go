package documents

import (
	"errors"
	"os"
	"strings"
	"testing"

	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestVersionsAreAddedByTheAuthorWhileHeWrites(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		draft := must(o.CreateDraft(t.Context(), o.officer, DraftInput{Flow: Outgoing, KindID: o.reply, Summary: "О сроках"}))(t)
		first := must(o.AddVersion(t.Context(), o.officer, draft.ID, o.stored("письмо.txt", "Просим продлить срок до мая."), ""))(t)
		_, err := o.AddVersion(t.Context(), o.officer, draft.ID, o.stored("письмо.txt", "Просим продлить срок до мая."), "")
		refused(t, err, "version.same")
		second := must(o.AddVersion(t.Context(), o.officer, draft.ID, o.stored("письмо.txt", "Просим продлить срок до июня."), "учтено замечание"))(t)
		if first.No != 1 || second.No != 2 {
			t.Errorf("versions %d, %d", first.No, second.No)
		}
		for _, id := range []int64{first.FileID, second.FileID} {
			if err := o.prepare(t.Context(), convert.Tools{}, id); err != nil {
				t.Fatal(err)
			}
		}
		diff := must(o.Difference(t.Context(), o.officer, draft.ID, 1, 2))(t)
		var gone, come string
		for _, c := range diff.Changes {
			switch c.Op {
			case "delete":
				gone += c.Text
			case "insert":
				come += c.Text
			}
		}
		if !diff.Ready || !strings.Contains(gone, "мая") || !strings.Contains(come, "июня") || strings.Contains(gone, "срок") {
			t.Errorf("difference %+v", diff)
		}
		o.tx(func(tx *db.Tx) error {
			now := must(o.Lock(t.Context(), tx, draft.ID))(t)
			return o.Move(t.Context(), tx, &now, OnSignature, "test", nil)
		})
		_, err = o.AddVersion(t.Context(), o.officer, draft.ID, o.stored("письмо.txt", "Третий текст"), "")
		refused(t, err, "document.wrong_state")
	})
}

func TestFilesThatAreNotWhatTheySeem(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		for _, c := range []struct{ what, name, content, kind, trouble string }{
			{"a plain text is shown as PDF and can be searched", "письмо.txt", "Просим согласовать проект.", "txt", ""},
			{"a broken PDF is kept and named", "скан.pdf", "%PDF-1.7\n1 0 obj\n<<broken", "pdf", "broken"},
			{"an extension that lies is told", "скан.pdf", "Просто текст, а не PDF.", "txt", "wrong_extension"},
			{"what nobody can show is kept", "архив.zip", "PK\x05\x06" + strings.Repeat("\x00", 18), "zip", "no_preview"},
		} {
			t.Run(c.what, func(t *testing.T) {
				card := must(o.Receive(t.Context(), o.clerk, []Stored{o.stored(c.name, c.content)}))(t)
				f := must(o.Files(t.Context(), d, card.ID))(t)[0]
				if err := o.prepare(t.Context(), convert.Tools{}, f.ID); err != nil {
					t.Fatal(err)
				}
				f = must(o.FileByID(t.Context(), d, f.ID))(t)
				if f.Kind != c.kind || f.Trouble != c.trouble {
					t.Errorf("found %s %q", f.Kind, f.Trouble)
				}
				if shown := c.trouble == "" || c.trouble == "wrong_extension"; (f.Preview != "") != shown {
					t.Errorf("preview %q", f.Preview)
				}
			})
		}
	})
}

func TestDamagedFileIsFlagged(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		card := o.received("подлинник")
		f := must(o.Files(t.Context(), d, card.ID))(t)[0]
		path := o.files.Path(f.SHA256)
		if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, []byte("подлиннык"), 0o600)); err != nil {
			t.Fatal(err)
		}
		_, err := o.files.Open(t.Context(), f.SHA256)
		refused(t, err, "file.damaged")
		if err := o.flagDamaged(t.Context(), o.clerk, f.SHA256); err != nil {
			t.Fatal(err)
		}
		if f = must(o.FileByID(t.Context(), d, f.ID))(t); f.DamagedAt == nil {
			t.Error("scenario 5: the card does not show the damage")
		}
		audittest.Has(t, d, card.Ref(), "file.damaged", "", "")
		o.tx(func(tx *db.Tx) error { return o.Damage(t.Context(), tx, f.SHA256, false) })
		if f = must(o.FileByID(t.Context(), d, f.ID))(t); f.DamagedAt != nil {
			t.Error("the flag stays on a file that was restored")
		}
	})
}
