package faults

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"veche/internal/cards"
	"veche/internal/documents"
	"veche/internal/org"
)

const (
	mega  = 1 << 20
	large = 300 * mega // a scan of a project documentation
)

// noise is a PDF by its first bytes and noise behind them: as much as is asked for.
func noise(size int64) io.Reader {
	head := "%PDF-1.7\n"
	return io.MultiReader(strings.NewReader(head), io.LimitReader(rand.NewChaCha8([32]byte{9}), size-int64(len(head))))
}

// stream uploads what a reader gives; the body is never whole in memory, neither here nor there.
func (c *client) stream(path, name string, content io.Reader) (answer, error) {
	read, write := io.Pipe()
	form := multipart.NewWriter(write)
	go func() {
		part, err := form.CreatePart(partHeader("files", name))
		if err == nil {
			_, err = io.Copy(part, content)
		}
		if err == nil {
			err = form.Close()
		}
		write.CloseWithError(err)
	}()
	return c.send("POST", path, form.FormDataContentType(), read)
}

// TestFileOf300MB: it is taken in constant memory while others go on with their work, comes back as it was, and the card
// tells why it shows no preview.
func TestFileOf300MB(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		c, other := s.as("vasileva"), s.as("belova")
		before := s.memory("VmRSS")
		halfway := make(chan struct{})
		sum := sha256.New()
		scan := noise(large)
		content := io.MultiReader(io.LimitReader(scan, large/2), after(halfway), scan)
		uploaded := make(chan answer, 1)
		go func() {
			a, err := c.stream("/api/incoming", "проект.pdf", io.TeeReader(content, sum))
			if err != nil {
				s.Error(err)
			}
			uploaded <- a
		}()
		<-halfway
		get[org.Me](other, "/api/me")
		put[documents.Done](other, "/api/incoming", file{"письмо.pdf", printed("Письмо", "Между делом.")})
		id := decoded[documents.Done](c, "POST", "/api/incoming", <-uploaded).ID

		var f cards.File
		s.until("the file is looked at", func() bool { f = c.card(id).Files[0]; return !f.Reading })
		if f.Size != large || f.SHA256 != hex.EncodeToString(sum.Sum(nil)) || f.HasPreview || f.Trouble != "too_large" {
			s.Errorf("the card tells of the file: %+v", f)
		}
		c.refused(404, "file.no_preview", "GET", fmt.Sprintf("/api/files/%d/preview", f.ID), nil)
		if sha := c.downloaded(f.ID); sha != f.SHA256 {
			s.Errorf("%s came back", sha)
		}
		if grown := s.memory("VmHWM") - before; grown > large/4 {
			s.Errorf("the program took %d MB for a file of %d MB", grown/mega, large/mega)
		}
	})
}

// after is an empty reader that tells when it is reached.
func after(reached chan<- struct{}) io.Reader { return &signal{reached} }

type signal struct{ reached chan<- struct{} }

func (s *signal) Read([]byte) (int, error) {
	if s.reached != nil {
		close(s.reached)
		s.reached = nil
	}
	return 0, io.EOF
}

// downloaded is the hash of a file as it comes, without keeping it.
func (c *client) downloaded(id int64) string {
	c.Helper()
	r, err := c.request("GET", fmt.Sprintf("/api/files/%d", id), "", nil)
	if err != nil {
		c.Fatal(err)
	}
	w, err := c.http.Do(r)
	if err != nil {
		c.Fatal(err)
	}
	defer w.Body.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, w.Body); err != nil {
		c.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// memory is a figure of the running program as the system keeps it: VmRSS, or the most so far, VmHWM.
func (s *stand) memory(figure string) int64 {
	s.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.child.process.Process.Pid))
	if err != nil {
		s.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if value, found := strings.CutPrefix(line, figure+":"); found {
			kilobytes, err := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			if err != nil {
				s.Fatal(err)
			}
			return kilobytes << 10
		}
	}
	s.Fatalf("the system does not tell %s", figure)
	return 0
}

// TestFilesThatAreNotWhatTheyShouldBe: the letter is taken with whatever bytes it has, and its card says what is wrong.
func TestFilesThatAreNotWhatTheyShouldBe(t *testing.T) {
	good := printed("Письмо", "Обыкновенный текст.")
	locked := encrypted(t, good)
	each(t, func(s *stand) {
		s.start()
		c := s.as("vasileva")
		for _, f := range []struct {
			name, content string
			trouble       string
			preview       bool
			kind          string
		}{
			{"хорошее.pdf", good, "", true, "pdf"},
			{"оборвано.pdf", good[:len(good)/2], "broken", false, "pdf"},
			{"мусор.pdf", "%PDF-1.7\n" + strings.Repeat("мусор ", 500), "broken", false, "pdf"},
			{"закрыто паролем.pdf", locked, "encrypted", false, "pdf"},
			{"на самом деле pdf.docx", good, "wrong_extension", true, "pdf"},
			{"на самом деле текст.pdf", "Просто текст, а не PDF.", "wrong_extension", true, "txt"},
			{"программа.exe", "MZ" + strings.Repeat("\x00", 200), "no_preview", false, "program"},
		} {
			id := put[documents.Done](c, "/api/incoming", file{f.name, f.content}).ID
			var got cards.File
			s.until(f.name+" is looked at", func() bool { got = c.card(id).Files[0]; return !got.Reading })
			if got.Trouble != f.trouble || got.HasPreview != f.preview || got.Kind != f.kind || got.Name != f.name {
				s.Errorf("%s: %+v", f.name, got)
			}
			if a := c.do("GET", fmt.Sprintf("/api/files/%d", got.ID), nil); string(a.body) != f.content || a.header.Get("Content-Type") != "application/octet-stream" {
				s.Errorf("%s comes back as %d %s, %d bytes", f.name, a.status, a.header, len(a.body))
			}
		}
		if n := one[int](s, s.tables(), "SELECT COUNT(*) FROM jobs WHERE state = 'dead' OR attempts > 1"); n != 0 {
			s.Errorf("%d jobs stumbled over the files", n)
		}
	})
}

// encrypted is a PDF that asks for a password.
func encrypted(t *testing.T, pdf string) string {
	t.Helper()
	open, locked := filepath.Join(t.TempDir(), "open.pdf"), filepath.Join(t.TempDir(), "locked.pdf")
	if err := os.WriteFile(open, []byte(pdf), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("qpdf", "--encrypt", "user", "owner", "256", "--", open, locked).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v\n%s", err, out)
	}
	raw, err := os.ReadFile(locked)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestUploadThatBreaksOff: the network goes away in the middle; no card, no file, no half file is left. So it is with a
// file over the limit, with an empty one and with a form that holds none.
func TestUploadThatBreaksOff(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		c, d := s.as("vasileva"), s.tables()
		rows := func() int {
			return one[int](s, d, "SELECT COUNT(*) FROM documents") + one[int](s, d, "SELECT COUNT(*) FROM document_files") + one[int](s, d, "SELECT COUNT(*) FROM blobs")
		}
		before, there := rows(), len(s.wholeFiles())
		if _, err := c.stream("/api/incoming", "письмо.pdf", io.MultiReader(noise(5*mega), broken{})); err == nil {
			s.Error("the network did not break")
		}
		s.until("the bytes that came are thrown away", func() bool { return len(s.unfinished()) == 0 })
		c.tooLarge()
		if files := len(s.wholeFiles()); files != there || len(s.unfinished()) != 0 {
			s.Errorf("%d files, before %d; unfinished: %v", files, there, s.unfinished())
		}
		for _, f := range []struct {
			files []file
			code  string
		}{{nil, "document.no_files"}, {[]file{{"пустой.pdf", ""}}, "file.empty"}} {
			if a, err := c.upload("/api/incoming", f.files...); err != nil || a.status != 422 || a.code() != f.code {
				s.Errorf("%v: %v %v", f.files, a, err)
			}
		}
		c.refused(422, "file.not_multipart", "POST", "/api/incoming", map[string]string{"files": "письмо.pdf"})
		if after := rows(); after != before {
			s.Errorf("%d rows, before %d", after, before)
		}
	})
}

// broken is a network that goes away.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

// tooLarge announces more than the limit; the refusal comes before the bytes are sent.
func (c *client) tooLarge() {
	c.Helper()
	sent := &counted{Reader: noise(2 << 30)}
	r, err := c.request("POST", "/api/incoming", "multipart/form-data; boundary=x", sent)
	if err != nil {
		c.Fatal(err)
	}
	r.ContentLength = 2 << 30
	r.Header.Set("Expect", "100-continue")
	patient := *c.http
	patient.Transport = &http.Transport{ExpectContinueTimeout: 30 * time.Second}
	w, err := patient.Do(r)
	if err != nil {
		c.Fatal(err)
	}
	defer w.Body.Close()
	raw, err := io.ReadAll(w.Body)
	a := answer{w.StatusCode, w.Header, raw}
	if err != nil || a.status != 413 || a.code() != "file.too_large" || sent.n != 0 {
		c.Errorf("two gigabytes: %v %v, %d bytes were sent", a, err, sent.n)
	}
	if !strings.Contains(string(raw), `"limit_mb":1024`) {
		c.Errorf("the refusal does not name the limit: %s", raw)
	}
}

// counted counts what is read.
type counted struct {
	io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// unfinished are files that have no final name yet.
func (s *stand) unfinished() (names []string) {
	s.Helper()
	entries, err := os.ReadDir(filepath.Join(s.data, "files", "tmp"))
	if err != nil {
		s.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
