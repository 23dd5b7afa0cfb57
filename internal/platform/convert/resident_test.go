package convert

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// housed are tools with LibreOffices that stay until the end of the test, and a look at the one that sits there.
func housed(t *testing.T, n int) (Tools, func() *resident) {
	t.Helper()
	_, tools := background(t)
	with, end := tools.WithResidents(n)
	t.Cleanup(func() {
		if err := end(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(tools.Dir); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	})
	return with, func() *resident {
		one := <-with.residents.seats
		with.residents.seats <- one
		return one
	}
}

func paragraph(text string) []byte { return docx(`<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>`) }

func (t Tools) says(test *testing.T, kind Format, content []byte) string {
	test.Helper()
	pdf, err := t.ToPDF(test.Context(), write(test, "source", content), kind)
	if err != nil {
		test.Fatal(err)
	}
	defer os.Remove(pdf)
	if err := isPDFA(pdf); err != nil {
		test.Error(err)
	}
	return must(t.Text(test.Context(), pdf, PDF))
}

// seated converts until one sits there and lives; on a busy machine the first may not be ready in time.
func (t Tools) seated(test *testing.T, sitting func() *resident) *resident {
	test.Helper()
	for range 10 {
		t.says(test, DOCX, paragraph("Один"))
		if one := sitting(); one != nil && !closed(one.ended) {
			return one
		}
	}
	test.Fatal("nobody stays")
	return nil
}

func closed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func TestOneLibreOfficeConvertsManyFiles(t *testing.T) {
	t.Parallel()
	tools, sitting := housed(t, 1)
	for range 5 { // a busy machine may let one go before its time; then another takes its place
		for _, c := range []struct {
			kind    Format
			content []byte
			want    string
		}{
			{DOCX, paragraph("Приказ о дорогах"), "Приказ о дорогах"},
			{ODT, odt("<text:p>Приказ о мостах</text:p>"), "Приказ о мостах"},
			{RTF, []byte(rtf), "Приказ о дорогах"},
			{HTML, []byte(`<!DOCTYPE html><meta charset="utf-8"><p>Страница о дорогах</p><img src="http://example.org/x.png">`), "Страница о дорогах"},
			{DOCX, paragraph("Письмо последнее"), "Письмо последнее"},
		} {
			if got := tools.says(t, c.kind, c.content); !strings.Contains(got, c.want) {
				t.Errorf("%s says %q, want %q", c.kind, got, c.want)
			}
		}
		if one := sitting(); one != nil && one.files > 3 {
			return
		}
	}
	t.Error("none has converted several files")
}

// Whatever becomes of a resident, the file is converted.
func TestAResidentThatDiesIsReplaced(t *testing.T) {
	t.Parallel()
	tools, sitting := housed(t, 1)
	one := tools.seated(t, sitting)
	one.kill()
	<-one.ended
	if got := tools.says(t, DOCX, paragraph("Два")); !strings.Contains(got, "Два") {
		t.Error(got)
	}
	next := tools.seated(t, sitting)
	if next == one {
		t.Fatal("nobody has taken its place")
	}
	if err := syscall.Kill(-next.process.Process.Pid, syscall.SIGSTOP); err != nil { // it hangs
		t.Fatal(err)
	}
	tools.Limits.Time = 20 * time.Second
	if got := tools.says(t, DOCX, paragraph("Три")); !strings.Contains(got, "Три") {
		t.Error(got)
	}
	if sitting() == next {
		t.Error("one that hangs goes on sitting there")
	}
	if _, err := os.Stat(socketOf(next.profile)); !os.IsNotExist(err) {
		t.Errorf("its socket is left: %v", err)
	}
}

// A broken file gets the word of a start of its own, and harms nobody after it.
func TestABrokenFileHarmsNoOtherFile(t *testing.T) {
	t.Parallel()
	tools, _ := housed(t, 1)
	tools.says(t, DOCX, paragraph("Один"))
	broken := archive(entry{"[Content_Types].xml", "<Types"}, entry{"word/document.xml", "<w:document"})
	_, err := tools.ToPDF(t.Context(), write(t, "broken", broken), DOCX)
	is(t, err, ErrBroken)
	if got := tools.says(t, DOCX, paragraph("Два")); !strings.Contains(got, "Два") {
		t.Error(got)
	}
}

func TestManyCallersAtOnce(t *testing.T) {
	t.Parallel()
	tools, _ := housed(t, 2)
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			want := fmt.Sprintf("Письмо %d.", i)
			if got := tools.says(t, DOCX, paragraph(want)); !strings.Contains(got, want) {
				t.Errorf("%q instead of %q", got, want)
			}
		})
	}
	all.Wait()
}

func TestAResidentGoesAfterManyFiles(t *testing.T) {
	t.Parallel()
	tools, sitting := housed(t, 1)
	one := tools.seated(t, sitting)
	one.files = mostFiles - 1
	tools.says(t, DOCX, paragraph("Последний"))
	if sitting() == one {
		t.Error("it stays")
	}
	<-one.ended
}

// A program that is killed takes its LibreOffices along: the pipe that tells of its life breaks.
func TestAResidentDoesNotOutliveItsProgram(t *testing.T) {
	t.Parallel()
	tools, sitting := housed(t, 1)
	one := tools.seated(t, sitting)
	if err := one.alive.Close(); err != nil { // as the kernel does when the program ends
		t.Fatal(err)
	}
	select {
	case <-one.ended:
	case <-time.After(20 * time.Second):
		t.Fatal("it lives on")
	}
	for range 400 { // the kernel needs a moment to bury them
		if !worksIn(one.dir) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("a process of it lives on")
}

// worksIn tells that a process has its folder there.
func worksIn(dir string) bool {
	found, _ := filepath.Glob("/proc/[0-9]*/cwd")
	return slices.ContainsFunc(found, func(cwd string) bool {
		at, err := os.Readlink(cwd)
		return err == nil && at == dir
	})
}
