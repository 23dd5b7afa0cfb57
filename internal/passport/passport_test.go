package passport_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/pem"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/acknowledgement"
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/passport"
	"veche/internal/passport/examine"
	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/registry"
	"veche/internal/signing/seal"
	"veche/internal/signing/signingtest"
)

const letterText = "Уважаемый Пётр Ильич! Дороги отремонтированы."

// office is a ministry that exports passports.
type office struct {
	*signingtest.Ministry
	passport *passport.Service
	orders   *assignments.Service
	readers  *acknowledgement.Service
	verifier string
	journal  int64
}

func settle(t *testing.T, d *db.DB) *office {
	t.Helper()
	o := &office{Ministry: signingtest.New(t, d, free{})}
	o.At("2026-11-20 12:00")
	key, verifier, err := audit.OpenKey(filepath.Join(t.TempDir(), "audit.key"), "veche.test/audit")
	ok(t, err)
	sealer, err := audit.NewSealer(d, t.TempDir(), key, verifier)
	ok(t, err)
	numbers, people := registry.New(d, o.Town.Org), o.Town.Org
	orders := assignments.New(d, people, o.Documents, calendar.Russia(), silent{}, assignments.Settings{})
	o.orders, o.readers = orders, acknowledgement.New(d, o.Documents, people, orders, o.Signing)
	shown := cards.New(d, cards.Subjects{Readers: o.readers, Documents: o.Documents, Org: people, Registry: numbers, Assignments: orders, Signing: o.Signing,
		Approval: approval.New(d, o.Documents, people, o.Signing, o.Files, nil, calendar.Russia()), Dispatch: dispatch.New(d, people, o.Documents, o.Signing, orders)})
	o.verifier, o.passport = verifier, passport.New(d, o.Documents, shown, o.Signing, o.Files, sealer, seal.New(d, people, nil, nil))
	o.journal = o.Journal(documents.Outgoing, "01-12/{seq}")
	return o
}

type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

type silent struct{}

func (silent) Notify(context.Context, *db.Tx, int64, string, string, map[string]any) error {
	return nil
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// registered is a letter signed in a way and registered, with an attachment.
func (o *office) registered(t *testing.T, kind int64, sign func(card documents.Document, v documents.Version) error) documents.Document {
	t.Helper()
	card, v := o.Draft(kind, letterText)
	plan, err := o.Files.Put(t.Context(), strings.NewReader("План работ"), 1<<20)
	ok(t, err)
	_, err = o.Documents.AddFile(t.Context(), o.Author, card.ID, documents.Stored{Name: "план работ.txt", Blob: plan})
	ok(t, err)
	ok(t, o.Signing.SendToSignature(t.Context(), o.Author, card.ID))
	ok(t, sign(card, v))
	card, err = o.Documents.Register(t.Context(), o.Town.Actor(o.Clerk.PersonID), card.ID, documents.RegisterInput{JournalID: o.journal})
	ok(t, err)
	return card
}

// byKey signs with the minister's key of the stand, byPassword with his password.
func (o *office) byKey(t *testing.T) func(documents.Document, documents.Version) error {
	return func(card documents.Document, v documents.Version) error {
		_, err := o.Signing.StandSign(t.Context(), o.Minister, card.ID, v.SHA256)
		return err
	}
}

func (o *office) byPassword(t *testing.T) func(documents.Document, documents.Version) error {
	return func(card documents.Document, v documents.Version) error {
		_, err := o.Signing.Sign(t.Context(), o.Minister, card.ID, v.SHA256)
		return err
	}
}

func (o *office) export(t *testing.T, by auth.Actor, id int64) []byte {
	t.Helper()
	e, err := o.passport.Export(t.Context(), by, id)
	ok(t, err)
	var b bytes.Buffer
	ok(t, e.Write(&b))
	if int64(b.Len()) != e.Size {
		t.Errorf("%d bytes were promised, %d written", e.Size, b.Len())
	}
	return b.Bytes()
}

// examined is the passport as an expert judges it a year later: he has the root and the key, and nothing of the house.
func (o *office) examined(t *testing.T, raw []byte) *examine.Report {
	t.Helper()
	options := examine.Options{Trust: pki.Trust{Roots: pki.NewPool(o.Stand.Root())}, At: o.DB.Now().AddDate(1, 0, 0), Key: o.verifier}
	r, err := examine.Passport(t.Context(), bytes.NewReader(raw), int64(len(raw)), options)
	ok(t, err)
	return r
}

func TestPassportOfASignedLetter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		card := o.registered(t, o.Order, o.byKey(t))
		raw := o.export(t, o.Author, card.ID)
		r := o.examined(t, raw)
		if r.Verdict != reason.Valid || len(r.Signatures) != 1 || r.Signatures[0].Verdict != reason.Valid || !r.Journal.Confirmed {
			t.Fatalf("%s\n%s", r.Verdict, r.Russian())
		}
		if len(r.Files) != 2 || r.Files[0].Signed != 1 || r.Files[1].Name != "план работ.txt" || r.Document.Number != "01-12/1" {
			t.Errorf("%+v", r.Files)
		}
		if !strings.Contains(r.Russian(), "Стенд: подпись не имеет юридической силы") {
			t.Error("a signature of the demonstration passes for a real one")
		}
		for _, act := range []string{"document.drafted", "signature.put", "document.signed", "document.register"} {
			if !slices.ContainsFunc(r.Journal.Acts, func(a examine.ActReport) bool { return a.Action == act && a.Proven }) {
				t.Errorf("the journal does not tell of %s", act)
			}
		}
		audittest.Has(t, d, card.Ref(), passport.Exported, "", "")

		t.Run("a power of attorney goes along", func(t *testing.T) {
			power, err := o.Files.Put(t.Context(), strings.NewReader("<Доверенность/>"), 1<<20)
			ok(t, err)
			card := o.registered(t, o.Order, o.byKey(t))
			list, err := o.Signing.List(t.Context(), d, card.ID)
			ok(t, err)
			o.Tx(func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), `INSERT INTO powers_of_attorney (signature_id, document_id, name, sha256, proof, number, power, verdict, findings, checked_at, attached_by, attached_at)
					VALUES ($1, $2, 'доверенность.xml', $3, '', '', '{}', 'valid', '[]', $4, '', $4)`, list[0].ID, card.ID, power.SHA256, tx.Now)
				return err
			})
			if raw := o.export(t, o.Author, card.ID); !bytes.Contains(raw, []byte("evidence/powers/01.xml")) || o.examined(t, raw).Verdict != reason.Valid {
				t.Error("it is not in the passport")
			}
		})
		t.Run("another reader on another day gets the same bytes", func(t *testing.T) {
			o.At("2026-11-21 12:00")
			if !bytes.Equal(raw, o.export(t, o.Minister, card.ID)) {
				t.Error("they differ")
			}
		})
		t.Run("what was revoked before is found with a later list", func(t *testing.T) {
			certificate := o.Key(o.Minister).Certificate
			o.Stand.Authority().Revoke(certificate.X509.SerialNumber, o.DB.Now().AddDate(0, 0, -5), 1)
			list, err := o.Stand.Authority().CRL(400 * 24 * time.Hour)
			ok(t, err)
			options := examine.Options{Trust: pki.Trust{Roots: pki.NewPool(o.Stand.Root()), CRLs: []*pki.CRL{list}}, At: o.DB.Now().Add(time.Hour), Key: o.verifier}
			r, err := examine.Passport(t.Context(), bytes.NewReader(raw), int64(len(raw)), options)
			ok(t, err)
			if r.Verdict != reason.Invalid || !strings.Contains(r.Russian(), "Сертификат отозван до подписания") {
				t.Errorf("%s\n%s", r.Verdict, r.Russian())
			}
		})
	})
}

func TestPassportOfALetterSignedByPassword(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		raw := o.export(t, o.Author, o.registered(t, o.Letter, o.byPassword(t)).ID)
		r := o.examined(t, raw)
		if r.Verdict != reason.Valid || !strings.Contains(r.Russian(), "её подтверждает запись журнала") {
			t.Errorf("%s\n%s", r.Verdict, r.Russian())
		}
	})
}

func TestWhoMayTakeAPassport(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		draft, _ := o.Draft(o.Letter, letterText)
		card := o.registered(t, o.Letter, o.byPassword(t))
		secret := o.registered(t, o.Letter, o.byPassword(t))
		o.Tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE documents SET access_mark = 'dsp' WHERE id = $1", secret.ID)
			return err
		})
		calm := o.Author
		calm.SteppedUp = false
		other := o.Town.Body("Минфин")
		stranger := o.Town.Person(other, o.Town.Unit(other, 0, "Аппарат"), "Крюков Пётр Ильич", "Делопроизводитель", org.Clerk)
		for _, c := range []struct {
			name string
			by   auth.Actor
			id   int64
			code string
		}{
			{"a card without a number has none", o.Author, draft.ID, "passport.not_registered"},
			{"who does not see the card learns nothing", stranger, card.ID, "document.not_found"},
			{"an open card needs no password", calm, card.ID, ""},
			{"a restricted one asks for it again", calm, secret.ID, "session.step_up"},
			{"and gives it then", o.Author, secret.ID, ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, err := o.passport.Export(t.Context(), c.by, c.id)
				if fail.Code(err) != c.code || c.code == "" && err != nil {
					t.Errorf("got %v, want %q", err, c.code)
				}
			})
		}
		audittest.Has(t, d, secret.Ref(), "document.seen", "", "")
	})
}

func TestADamagedFileIsNotExported(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		card := o.registered(t, o.Letter, o.byPassword(t))
		files, err := o.Documents.Files(t.Context(), d, card.ID)
		ok(t, err)
		o.Damage(files[1].SHA256)
		if _, err := o.passport.Export(t.Context(), o.Author, card.ID); !fail.Is(err, "file.damaged") {
			t.Errorf("got %v", err)
		}
	})
}

// TestReadmeIsTrue runs the commands of the README, exactly as they stand in it, with Debian's tools: on a passport as it
// was exported, where all must succeed, and on changed ones, where the right one must fail.
func TestReadmeIsTrue(t *testing.T) {
	for _, tool := range []string{"openssl", "gost12sum", "sha256sum", "basenc", "sh"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("this test needs %s, see test/tools.sh: %v", tool, err)
		}
	}
	d := dbtest.SQLite(t)
	o := settle(t, d)
	for name, sign := range map[string]func(documents.Document, documents.Version) error{"by key": o.byKey(t), "by password": o.byPassword(t)} {
		t.Run(name, func(t *testing.T) {
			kind := map[string]int64{"by key": o.Order, "by password": o.Letter}[name]
			raw := o.export(t, o.Author, o.registered(t, kind, sign).ID)
			dir := o.unpacked(t, raw)
			if out, err := followReadme(t, dir); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for file, change := range map[string]func(path string) error{
				"files/02-attachment.txt": func(path string) error { return os.WriteFile(path, []byte("Другой план"), 0o600) },
				"files/03-extra.txt":      func(path string) error { return os.WriteFile(path, []byte("лишний"), 0o600) },
				"files/01-main.txt":       os.Remove,
				"seal.txt":                func(path string) error { return flipped(path, 20) },
				"journal/checkpoint.txt":  func(path string) error { return flipped(path, 20) },
				"journal/0001.json":       func(path string) error { return flipped(path, 9) },
			} {
				dir := o.unpacked(t, raw)
				ok(t, change(filepath.Join(dir, file)))
				if out, err := followReadme(t, dir); err == nil {
					t.Errorf("a changed %s passes:\n%s", file, out)
				}
			}
		})
	}
}

func (o *office) unpacked(t *testing.T, raw []byte) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "passport")
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	ok(t, err)
	for _, f := range z.File {
		from, err := f.Open()
		ok(t, err)
		content, err := io.ReadAll(from)
		ok(t, err)
		ok(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, f.Name)), 0o700))
		ok(t, os.WriteFile(filepath.Join(dir, f.Name), content, 0o600))
	}
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: o.Stand.Root().Raw()})
	ok(t, os.WriteFile(filepath.Join(dir, "..", "root.pem"), root, 0o600))
	return dir
}

// followReadme runs what stands behind the signs «$» and «>».
func followReadme(t *testing.T, dir string) (string, error) {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(dir, "README.txt"))
	ok(t, err)
	script := "set -e\n"
	for line := range strings.Lines(string(readme)) {
		if strings.HasPrefix(line, "$ ") || strings.HasPrefix(line, "> ") {
			script += line[2:]
		}
	}
	if strings.Count(script, "\n") < 15 {
		t.Fatalf("the README has few commands:\n%s", script)
	}
	cmd := exec.Command("sh", "-c", script)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func flipped(path string, at int) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	raw[at] ^= 1
	return os.WriteFile(path, raw, 0o600)
}

func TestPassportOfAnOrderThatAReaderHasAcknowledgedWithHisKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		o.journal = o.Journal(documents.Directive, "{seq}-од")
		kind := o.Kind(documents.Directive, "Приказ по кадрам", documents.DemandQualified)
		o.Tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE kinds SET acknowledge_with = 'enhanced' WHERE id = $1", kind)
			return err
		})
		card := o.registered(t, kind, o.byKey(t))
		v, err := o.Documents.CurrentVersion(t.Context(), d, card.ID)
		ok(t, err)
		_, err = o.orders.Inform(t.Context(), o.Town.Actor(o.Clerk.PersonID), card.ID, assignments.InformInput{People: []int64{o.Head.PersonID}})
		ok(t, err)
		_, err = o.readers.StandSign(t.Context(), o.Head, card.ID, v.SHA256)
		ok(t, err)

		raw := o.export(t, o.Author, card.ID)
		r := o.examined(t, raw)
		if r.Verdict != reason.Valid || len(r.Signatures) != 2 || r.Signatures[1].Purpose != "acknowledgement" || r.Signatures[1].Verdict != reason.Valid {
			t.Fatalf("%s\n%s", r.Verdict, r.Russian())
		}
		for _, words := range []string{"Ознакомление: Громова Н. П.", "ОТМЕТКА ОБ ОЗНАКОМЛЕНИИ"} {
			if !strings.Contains(r.Russian(), words) && !bytes.Contains(raw, []byte(words)) {
				t.Errorf("the passport does not say «%s»", words)
			}
		}
		if !bytes.Equal(raw, o.export(t, o.Minister, card.ID)) {
			t.Error("another reader gets other bytes")
		}
	})
}
