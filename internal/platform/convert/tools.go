package convert

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Tools runs conversions. The zero value looks for programs in PATH, works in the temporary folder of
// the system and keeps the default limits.
type Tools struct {
	Path   string // folders in which programs are looked for, as in $PATH
	Dir    string // where the private folders of the calls are made
	Limits Limits

	residents *residents // nil: each call starts LibreOffice anew
}

// Limits bound one call. A zero field takes its default.
type Limits struct {
	Time   time.Duration // 2 minutes
	Memory int64         // address space of a program: 4 GiB
	Input  int64         // source file: 200 MiB
	Output int64         // any file a program writes, and what an archive unpacks to: 512 MiB
	Text   int64         // text taken out of a file: 2 MiB, the rest is cut off
	Pixels int           // one picture: 150 million
}

func (l Limits) orDefault() Limits {
	return Limits{
		Time:   or(l.Time, 2*time.Minute),
		Memory: or(l.Memory, 4<<30),
		Input:  or(l.Input, 200<<20),
		Output: or(l.Output, 512<<20),
		Text:   or(l.Text, 2<<20),
		Pixels: or(l.Pixels, 150_000_000),
	}
}

func or[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// Tool is a foreign program and what the product cannot do without it.
type Tool struct {
	Name    string `json:"name"`
	Purpose string `json:"purpose"`
	Package string `json:"package"` // of Debian
	Present bool   `json:"present"`
	Version string `json:"version,omitempty"`
}

const (
	soffice   = "soffice"
	pdftotext = "pdftotext"
	pdfinfo   = "pdfinfo"
)

// Detect tells which programs are there. What is missing stops nothing but its own purpose.
func (t Tools) Detect(ctx context.Context) []Tool {
	office := t.version(ctx, soffice, "--version")
	return []Tool{
		{soffice, "текстовые документы в PDF", "libreoffice-writer-nogui", office != "" && t.hasModule("sw"), office},
		{soffice, "электронные таблицы в PDF", "libreoffice-calc-nogui", office != "" && t.hasModule("sc"), office},
		t.poppler(ctx, pdftotext, "текст из PDF"),
		t.poppler(ctx, pdfinfo, "проверка PDF и число страниц"),
		{"unshare", "запуск программ без доступа к сети", "", isolates(), ""},
	}
}

func (t Tools) poppler(ctx context.Context, name, purpose string) Tool {
	version := t.version(ctx, name, "-v")
	return Tool{name, purpose, "poppler-utils", version != "", version}
}

// version is the first line a program says about itself; empty when it is not there.
func (t Tools) version(ctx context.Context, name, flag string) string {
	dir, err := t.private()
	if err != nil {
		return ""
	}
	defer os.RemoveAll(dir)
	out, err := t.run(ctx, dir, 4096, name, flag)
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(out.stdout)+out.stderr), "\n")
	return line
}

// hasModule tells whether LibreOffice has its part for text (sw) or tables (sc); Debian installs
// them apart from each other.
func (t Tools) hasModule(name string) bool {
	path, err := t.find(soffice)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	_, err = os.Stat(filepath.Join(filepath.Dir(path), "lib"+name+"lo.so"))
	return err == nil
}

// find is the path of a program.
func (t Tools) find(name string) (string, error) {
	if t.Path == "" {
		path, err := exec.LookPath(name)
		if err != nil {
			return "", fmt.Errorf("%w: %s", ErrToolMissing, name)
		}
		return path, nil
	}
	for _, dir := range filepath.SplitList(t.Path) {
		if path, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%w: %s", ErrToolMissing, name)
}

// private makes the folder of one call. Its path is absolute because programs start in it.
func (t Tools) private() (string, error) {
	dir, err := os.MkdirTemp(t.Dir, "convert-")
	if err != nil {
		return "", fmt.Errorf("private folder: %w", err)
	}
	return filepath.Abs(dir)
}

// admit refuses a file by its size before a byte of it is read.
func (t Tools) admit(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if most := t.Limits.orDefault().Input; info.Size() > most {
		return fmt.Errorf("%w: %d bytes, %d are allowed", ErrTooLarge, info.Size(), most)
	}
	if info.Size() == 0 {
		return fmt.Errorf("%w: it is empty", ErrBroken)
	}
	return nil
}

// keep moves a finished file out of the private folder; from then on it belongs to the caller.
func (t Tools) keep(path string) (string, error) {
	kept, err := os.CreateTemp(t.Dir, "converted-*"+filepath.Ext(path))
	if err != nil {
		return "", fmt.Errorf("keep the result: %w", err)
	}
	kept.Close()
	if err := os.Rename(path, kept.Name()); err != nil {
		os.Remove(kept.Name())
		return "", fmt.Errorf("keep the result: %w", err)
	}
	return kept.Name(), nil
}

// copyFile puts the source into a private folder under a name that tells its kind.
func copyFile(dst, src string) error {
	in, err := os.Open(src)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(dst)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
