package examine_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/passport/container"
	"veche/internal/passport/examine"
	"veche/internal/passport/passporttest"
)

var later = passporttest.Signed.AddDate(1, 6, 0) // the certificate has expired by then

func options(s *passporttest.Sample) examine.Options {
	return examine.Options{Trust: pki.Trust{Roots: pki.NewPool(s.Root.Certificate)}, At: later, Key: s.Verifier}
}

func check(t *testing.T, raw []byte, o examine.Options) *examine.Report {
	t.Helper()
	r, err := examine.Passport(t.Context(), bytes.NewReader(raw), int64(len(raw)), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// codes are all reasons of a report: of the passport, of its signatures, of their signers.
func codes(r *examine.Report) (all []string) {
	for _, f := range r.Findings {
		all = append(all, string(f.Code))
	}
	for _, s := range r.Signatures {
		for _, f := range s.Findings {
			all = append(all, string(f.Code))
		}
		if s.Report == nil {
			continue
		}
		for _, f := range s.Report.Findings {
			all = append(all, string(f.Code))
		}
		for _, signer := range s.Report.Signers {
			for _, f := range signer.Findings {
				all = append(all, string(f.Code))
			}
		}
	}
	return all
}

func TestAGoodPassport(t *testing.T) {
	s := passporttest.New(t)
	r := check(t, s.Bytes(), options(s))
	if r.Verdict != reason.Valid || len(codes(r)) != 0 {
		t.Fatalf("%v\n%s", codes(r), r.Russian())
	}
	if !r.Journal.Confirmed || len(r.Journal.Acts) != 3 || r.Files[0].Signed != 1 || r.Files[1].Signed != 0 || !r.Files[1].Intact {
		t.Errorf("%+v %+v", r.Journal, r.Files)
	}
	for _, words := range []string{"Паспорт документа подтверждён", "Письмо № 01-12/55 от 01.06.2026", "Подписал: Воронова Анна Петровна", "не позднее 01.06.2026", "Зарегистрирован", "Ключ журнала совпадает"} {
		if !strings.Contains(r.Russian(), words) {
			t.Errorf("the report does not say %q:\n%s", words, r.Russian())
		}
	}
}

// bodySeal puts the seal of the body with a key of the sample's authority.
func bodySeal(s *passporttest.Sample) func([]byte) ([]byte, error) {
	return func(content []byte) ([]byte, error) {
		return cms.Sign(s.T.Context(), cms.Octets(content), cms.SigningOptions{Time: passporttest.Signed}, s.Person)
	}
}

func TestSealOfTheBodyIsNamed(t *testing.T) {
	s := passporttest.New(t)
	s.Content.BodySealed, s.BodySeal = true, bodySeal(s)
	raw := s.Bytes()
	soon := options(s)
	soon.Trust.Revocation = pki.RevocationIfKnown
	soon.At = passporttest.Signed.AddDate(0, 1, 0)
	for _, c := range []struct {
		name    string
		options examine.Options
		want    examine.Code
	}{
		{"believed", soon, examine.BodySealGood},
		{"long after, without a time stamp", options(s), examine.BodySealUnproven},
		{"of an authority that nobody has confirmed", examine.Options{At: soon.At, Key: s.Verifier}, examine.BodySealUnproven},
	} {
		t.Run(c.name, func(t *testing.T) {
			report, err := examine.Passport(t.Context(), bytes.NewReader(raw), int64(len(raw)), c.options)
			if err != nil || report.BodySeal == nil || !slices.ContainsFunc(report.Findings, func(f examine.Finding) bool { return f.Code == c.want }) {
				t.Errorf("%v, %+v", err, report)
			}
			if !strings.Contains(report.Russian(), "Печать органа") {
				t.Error(report.Russian())
			}
		})
	}
}

func TestEqualPassportsAreEqualToTheByte(t *testing.T) {
	s := passporttest.New(t)
	first := s.Bytes()
	if !bytes.Equal(first, s.Bytes()) {
		t.Error("the same parts give other bytes")
	}
	if size, err := container.Size(s.Parts()); err != nil || size != int64(len(first)) {
		t.Errorf("%d bytes were foretold, %d written: %v", size, len(first), err)
	}
}

// TestDefectsAreNamed: each defect has a reason of its own. What is spoilt with the key of the installation in hand
// (another seal, other lists) is found all the same.
func TestDefectsAreNamed(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(s *passporttest.Sample) []byte
		with  func(s *passporttest.Sample, o *examine.Options)
		want  string
		weigh reason.Verdict
	}{
		{name: "a flipped byte of an attachment", want: "file_changed", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			raw := s.Bytes()
			raw[bytes.Index(raw, passporttest.Plan)+3] ^= 1
			return raw
		}},
		{name: "a swapped attachment", want: "file_swapped", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			return rewritten(s, func(files map[string][]byte) {
				files["files/01-main.txt"], files["files/02-attachment.txt"] = files["files/02-attachment.txt"], files["files/01-main.txt"]
			})
		}},
		{name: "an attachment replaced with new lists", want: "file_replaced", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Files["files/02-attachment.txt"] = []byte("Другой план\n")
			return s.Bytes()
		}},
		{name: "new lists without the seal's key", want: "seal_broken", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			other := passporttest.New(t)
			return rewritten(s, func(files map[string][]byte) {
				files["files/02-attachment.txt"] = []byte("Другой план\n")
				relist(files)
				files[container.Seal] = seal(other, files)
			})
		}},
		{name: "a signed text replaced with lists and seal", want: "content_changed", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Files["files/01-main.txt"] = []byte("Дороги не отремонтированы.\n")
			part := container.Bytes("x", s.Files["files/01-main.txt"])
			s.Content.Files[0].SHA256, s.Content.Files[0].Streebog256 = part.SHA256, part.Streebog256
			return s.Bytes()
		}},
		{name: "a statement of a reader about another text", want: "statement_foreign", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Content.Signatures[0].Purpose = "acknowledgement" // over bytes that name no text of this passport
			return s.Bytes()
		}},
		{name: "the seal of the body over another list", want: "body_seal_broken", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Content.BodySealed, s.BodySeal = true, func([]byte) ([]byte, error) { return bodySeal(s)([]byte("другая опись")) }
			return s.Bytes()
		}},
		{name: "the seal of the body taken away", want: "body_seal_missing", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Content.BodySealed, s.BodySeal = true, bodySeal(s)
			return rewritten(s, func(files map[string][]byte) { delete(files, container.BodySeal) })
		}},
		{name: "a removed file", want: "file_missing", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			return rewritten(s, func(files map[string][]byte) { delete(files, "files/02-attachment.txt") })
		}},
		{name: "a removed signature", want: "file_missing", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			return rewritten(s, func(files map[string][]byte) { delete(files, "signatures/01.p7s") })
		}},
		{name: "an added file", want: "file_extra", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			return rewritten(s, func(files map[string][]byte) { files["files/03-attachment.txt"] = []byte("!") })
		}},
		{name: "lists that disagree", want: "lists_disagree", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			return rewritten(s, func(files map[string][]byte) {
				list := files[container.ManifestStreebog]
				files[container.ManifestStreebog] = list[bytes.IndexByte(list, '\n')+1:]
			})
		}},
		{name: "a torn list", want: "list_malformed", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			return rewritten(s, func(files map[string][]byte) { files[container.ManifestSHA256] = []byte("abc") })
		}},
		{name: "a torn inventory", want: "list_malformed", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			return rewritten(s, func(files map[string][]byte) { files[container.InventoryName] = []byte("{") })
		}},
		{name: "a revoked certificate", want: "revoked_before_signing", weigh: reason.Invalid, with: func(s *passporttest.Sample, o *examine.Options) {
			s.CA.Revoke(s.Person.Certificate.X509.SerialNumber, passporttest.Signed.Add(-time.Hour), 1)
			o.Trust.CRLs = s.Lists(later)
		}},
		{name: "a root that nobody trusts", want: "untrusted_root", weigh: reason.Indeterminate, with: func(_ *passporttest.Sample, o *examine.Options) { o.Trust.Roots = nil }},
		{name: "a moment before the signature", want: "moment_too_early", weigh: reason.Indeterminate, with: func(_ *passporttest.Sample, o *examine.Options) { o.At = passporttest.Signed.Add(time.Hour) }},
		{name: "a moment before the certificate", want: "not_yet_valid", weigh: reason.Invalid, with: func(_ *passporttest.Sample, o *examine.Options) { o.At = passporttest.Signed.AddDate(-1, 0, 0) }},
		{name: "a forged checkpoint", want: "checkpoint_forged", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Files[container.Checkpoint] = bytes.Replace(s.Files[container.Checkpoint], []byte("\n3\n"), []byte("\n4\n"), 1)
			return s.Bytes()
		}},
		{name: "a checkpoint of another root", want: "journal_act_unproven", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Checkpoint(make([]byte, 32))
			return s.Bytes()
		}},
		{name: "an act changed after the fact", want: "journal_act_unproven", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Files["journal/0003.json"] = bytes.Replace(s.Files["journal/0003.json"], []byte("Белова"), []byte("Зуева!"), 1)
			return s.Bytes()
		}},
		{name: "an act of another document", want: "journal_act_foreign", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Content.Document.ID = 8
			return s.Bytes()
		}},
		{name: "another number on the card", want: "number_differs", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			s.Content.Document.Number = "01-12/56"
			return s.Bytes()
		}},
		{name: "a passport of another installation", want: "journal_key_other", weigh: reason.Invalid, with: func(_ *passporttest.Sample, o *examine.Options) { o.Key = passporttest.New(t).Verifier }},
		{name: "a key that nobody compared", want: "journal_key_not_compared", weigh: reason.Valid, with: func(_ *passporttest.Sample, o *examine.Options) { o.Key = "" }},
		{name: "no signature and no key", want: "journal_key_unconfirmed", weigh: reason.Indeterminate, with: func(s *passporttest.Sample, o *examine.Options) {
			o.Key, s.Content.Signatures = "", nil
		}},
		{name: "a simple signature that the journal tells of", want: "simple_signature", weigh: reason.Valid, with: func(s *passporttest.Sample, _ *examine.Options) {
			s.Content.Signatures[0].Kind, s.Content.Signatures[0].Path = "simple", ""
		}},
		{name: "a simple signature that it does not tell of", want: "simple_signature_unproven", weigh: reason.Indeterminate, with: func(s *passporttest.Sample, _ *examine.Options) {
			s.Content.Signatures[0] = container.Signature{ID: 99, Kind: "simple", SHA256: s.Content.Signatures[0].SHA256}
		}},
		{name: "a signature of a demonstration", want: "demonstration_signature", weigh: reason.Valid, with: func(s *passporttest.Sample, _ *examine.Options) { s.Content.Signatures[0].Demo = true }},
		{name: "no archive at all", want: "archive_malformed", weigh: reason.Invalid, spoil: func(*passporttest.Sample) []byte { return bytes.Repeat([]byte("не архив "), 40) }},
		{name: "half of the archive", want: "archive_malformed", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte { return s.Bytes()[:4000] }},
		{name: "a path out of the folder", want: "archive_path", weigh: reason.Invalid, spoil: func(*passporttest.Sample) []byte { return zipped(t, zip.Store, "../../etc/passwd", []byte("x")) }},
		{name: "an absolute path", want: "archive_path", weigh: reason.Invalid, spoil: func(*passporttest.Sample) []byte { return zipped(t, zip.Store, "/etc/passwd", []byte("x")) }},
		{name: "a path of Windows", want: "archive_path", weigh: reason.Invalid, spoil: func(*passporttest.Sample) []byte { return zipped(t, zip.Store, `..\evil`, []byte("x")) }},
		{name: "a bomb", want: "archive_bomb", weigh: reason.Invalid, spoil: func(*passporttest.Sample) []byte {
			return zipped(t, zip.Deflate, "files/01-main.txt", make([]byte, 64<<20))
		}},
		{name: "a repacked archive", want: "archive_changed", weigh: reason.Invalid, spoil: func(s *passporttest.Sample) []byte {
			var b bytes.Buffer
			out := zip.NewWriter(&b)
			for _, name := range sortedNames(s) {
				w, _ := out.CreateHeader(&zip.FileHeader{Name: name, Modified: later})
				w.Write(content(s, name))
			}
			out.Close()
			return b.Bytes()
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := passporttest.New(t)
			o := options(s)
			if c.with != nil {
				c.with(s, &o)
			}
			make := (*passporttest.Sample).Bytes
			if c.spoil != nil {
				make = c.spoil
			}
			r := check(t, make(s), o)
			if !slices.Contains(codes(r), c.want) || r.Verdict != c.weigh {
				t.Errorf("%s %v instead of %s %s\n%s", r.Verdict, codes(r), c.weigh, c.want, r.Russian())
			}
		})
	}
}

// TestEveryByteCounts: whatever bit is flipped, the passport is no longer confirmed. One byte in 23 is tried in a run,
// beginning anywhere.
func TestEveryByteCounts(t *testing.T) {
	s := passporttest.New(t)
	raw := s.Bytes()
	o := options(s)
	for i := rand.IntN(23); i < len(raw); i += 23 {
		raw[i] ^= 1 << (i % 8)
		if r := check(t, raw, o); r.Verdict != reason.Invalid || len(codes(r)) == 0 {
			t.Fatalf("byte %d of %d: %s %v", i, len(raw), r.Verdict, codes(r))
		}
		raw[i] ^= 1 << (i % 8)
	}
}

// TestALongPassportNeedsLittleMemory: 300 MB of attachments are checked in a few megabytes.
func TestALongPassportNeedsLittleMemory(t *testing.T) {
	s := passporttest.New(t)
	parts := slices.DeleteFunc(s.Parts(), func(p container.Part) bool {
		return p.Path == container.Seal || strings.HasPrefix(p.Path, "manifest-")
	})
	const long = 300 << 20
	part, err := container.Measure("files/03-attachment.bin", func() (io.ReadCloser, error) { return io.NopCloser(io.LimitReader(pattern{}, long)), nil })
	if err != nil {
		t.Fatal(err)
	}
	if parts, err = container.Close(append(parts, part), s, nil); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(t.TempDir(), "passport.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := container.Write(f, parts); err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil || info.Size() < long {
		t.Fatal(info.Size(), err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	r, err := examine.Passport(t.Context(), f, info.Size(), options(s))
	runtime.ReadMemStats(&after)
	if err != nil || r.Verdict != reason.Valid {
		t.Fatalf("%v %v", err, codes(r))
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 32<<20 {
		t.Errorf("%d MB were taken for a passport of %d MB", taken>>20, info.Size()>>20)
	}
}

type pattern struct{}

func (pattern) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(i)
	}
	return len(b), nil
}

func TestEveryReasonHasItsSentence(t *testing.T) {
	seen := map[string]examine.Code{}
	for _, code := range examine.Codes() {
		sentence := code.Russian()
		if other, twice := seen[sentence]; sentence == "" || twice {
			t.Errorf("%s says the same as %s: %q", code, other, sentence)
		}
		seen[sentence] = code
	}
}

func zipped(t *testing.T, method uint16, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	w, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func content(s *passporttest.Sample, name string) []byte {
	raw := s.Bytes()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		s.T.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		s.T.Fatal(err)
	}
	all, err := io.ReadAll(f)
	if err != nil {
		s.T.Fatal(err)
	}
	return all
}

func sortedNames(s *passporttest.Sample) (names []string) {
	for _, p := range s.Parts() {
		names = append(names, p.Path)
	}
	return names
}

// rewritten is the passport in its own form after somebody without the key has changed its files.
func rewritten(s *passporttest.Sample, change func(files map[string][]byte)) []byte {
	files := map[string][]byte{}
	for _, name := range sortedNames(s) {
		files[name] = content(s, name)
	}
	change(files)
	var b bytes.Buffer
	if err := container.Write(&b, parts(files)); err != nil {
		s.T.Fatal(err)
	}
	return b.Bytes()
}

func parts(files map[string][]byte) (list []container.Part) {
	for name, raw := range files {
		list = append(list, container.Bytes(name, raw))
	}
	return list
}

func relist(files map[string][]byte) {
	delete(files, container.ManifestSHA256)
	delete(files, container.ManifestStreebog)
	delete(files, container.Seal)
	files[container.ManifestSHA256], files[container.ManifestStreebog] = container.Manifests(parts(files))
}

func seal(by *passporttest.Sample, files map[string][]byte) []byte {
	text := container.Statement(container.Bytes("", files[container.ManifestSHA256]), container.Bytes("", files[container.ManifestStreebog]))
	signed, err := by.Certify(text)
	if err != nil {
		panic(fmt.Sprint(err))
	}
	return []byte(signed)
}
