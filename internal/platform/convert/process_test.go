package convert

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// program puts a shell script in the place of a foreign program.
func program(t *testing.T, name, script string) Tools {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return Tools{Path: dir, Dir: t.TempDir()}
}

func TestEveryProgramIsPresentHere(t *testing.T) {
	ctx, tools := background(t)
	for _, tool := range tools.Detect(ctx) {
		if tool.Name == pdftotext || tool.Name == pdfinfo || tool.Package == "libreoffice-writer-nogui" {
			if !tool.Present || tool.Version == "" {
				t.Errorf("%+v: install it to run these tests", tool)
			}
		}
	}
}

func TestAMissingProgramIsNamed(t *testing.T) {
	tools := Tools{Path: t.TempDir(), Dir: t.TempDir()}
	ctx := t.Context()
	for _, tool := range tools.Detect(ctx) {
		if tool.Package != "" && tool.Present {
			t.Errorf("%s is present in an empty folder", tool.Name)
		}
		if tool.Purpose == "" {
			t.Errorf("%s has no purpose", tool.Name)
		}
	}
	pdf := pdfFile(t, "Приказ")
	_, err := tools.Pages(ctx, pdf)
	is(t, err, ErrToolMissing)
	_, err = tools.Text(ctx, pdf, PDF)
	is(t, err, ErrToolMissing)
	_, err = tools.ToPDF(ctx, write(t, "a", docx("<w:p/>")), DOCX)
	is(t, err, ErrToolMissing)
	if !strings.Contains(err.Error(), soffice) {
		t.Errorf("the error %q does not say what is missing", err)
	}
	if got, err := tools.Text(ctx, write(t, "a", docx(`<w:p><w:r><w:t>Приказ</w:t></w:r></w:p>`)), DOCX); err != nil || got != "Приказ" {
		t.Errorf("what needs no program does not work without them: %q, %v", got, err)
	}
	if _, err := tools.ToPDF(ctx, write(t, "a", pngFile(drawing(9, 9))), PNG); err != nil {
		t.Errorf("a picture is not printed without programs: %v", err)
	}
}

func TestASlowProgramIsStoppedWithItsChildren(t *testing.T) {
	tools := program(t, pdftotext, `sleep 600 & echo $! > "$HOME/../child"; wait`)
	tools.Limits.Time = 300 * time.Millisecond
	_, err := tools.Text(t.Context(), pdfFile(t, "Приказ"), PDF)
	is(t, err, ErrTimeout)
	child := must(strconv.Atoi(strings.TrimSpace(string(must(os.ReadFile(filepath.Join(tools.Dir, "child")))))))
	for range 200 { // the kernel needs a moment to bury it
		if errors.Is(syscall.Kill(child, 0), syscall.ESRCH) || dead(child) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("the child of the stopped program lives on")
}

// dead tells a process that is only waiting to be buried by its parent.
func dead(pid int) bool {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	return err != nil || strings.Contains(string(stat), ") Z ")
}

func TestAProgramRunsWithinItsLimits(t *testing.T) {
	tools := program(t, pdftotext, `ulimit -v; ulimit -f; ulimit -c; pwd; env | cut -d= -f1 | sort | tr '\n' ' '`)
	tools.Limits = Limits{Memory: 64 << 20, Output: 1 << 20}
	t.Setenv("VECHE_SECRET", "not for programs")
	got := strings.Split(must(tools.Text(t.Context(), pdfFile(t, "Приказ"), PDF)), "\n")
	if got[0] != "65536" || got[1] != "2048" || got[2] != "0" {
		t.Errorf("the limits are %q", got[:3])
	}
	if !strings.HasPrefix(got[3], tools.Dir) {
		t.Errorf("it works in %s", got[3])
	}
	if strings.Contains(got[4], "VECHE") {
		t.Errorf("it sees %s", got[4])
	}
}

func TestAProgramHasNoNetwork(t *testing.T) {
	tools := program(t, pdftotext, `grep -c : /proc/net/dev`)
	interfaces := strings.TrimSpace(must(tools.Text(t.Context(), pdfFile(t, "Приказ"), PDF)))
	isolated := false
	for _, tool := range tools.Detect(t.Context()) {
		isolated = isolated || tool.Name == "unshare" && tool.Present
	}
	if isolated && interfaces != "1" {
		t.Errorf("%s network interfaces are seen, only the loop is allowed", interfaces)
	}
}

func TestAProgramThatWritesTooMuchIsStopped(t *testing.T) {
	t.Run("on the screen it is cut off", func(t *testing.T) {
		tools := program(t, pdftotext, `yes слово`)
		tools.Limits.Text = 10_000
		if got := must(tools.Text(t.Context(), pdfFile(t, "Приказ"), PDF)); len(got) < 9_000 || len(got) > 10_000 {
			t.Errorf("%d bytes came", len(got))
		}
	})
	t.Run("into a file it is refused", func(t *testing.T) {
		tools := program(t, pdftotext, `exec dd if=/dev/zero of=big bs=65536 count=64`)
		tools.Limits.Output = 1 << 20
		_, err := tools.Text(t.Context(), pdfFile(t, "Приказ"), PDF)
		is(t, err, ErrTooLarge)
	})
}
