package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// order is the one order of the subjects: a subject imports those above its own line and never its neighbours
// (architecture.md §1). An upward need is met by a job or by a two-line interface declared where it is used. Changing
// this list is a decision about the house.
var order = [][]string{
	{"org"},
	{"trust"},
	{"registry"},
	{"documents"},
	{"tasks"},
	{"assignments", "signing"},
	{"approval", "acknowledgement"},
	{"dispatch"},
	{"cards"},
	{"passport"},
	{"interagency"},
	{"appeals", "services", "acts", "indicators"},
	{"mfc", "archive", "recognition", "portal"},
	{"reports"},
	{"exchange"},
}

// libraries are public and hold nothing of the product; each may use those named behind it.
var libraries = map[string][]string{"gost": {}, "cms": {"gost"}, "ers": {"cms", "gost"}, "smev": {"cms", "gost"}}

func TestWhoMayImportWhom(t *testing.T) {
	seen := 0
	for from, imports := range importsOf(t, "..") {
		for _, to := range imports {
			seen++
			if why := forbidden(from, to); why != "" {
				t.Errorf("%s imports %s: %s", from, to, why)
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d imports were looked at", seen)
	}
}

func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		from, to string
		allowed  bool
	}{
		{"internal/documents", "internal/org", true},
		{"internal/org", "internal/documents", false},
		{"internal/assignments", "internal/signing", false},
		{"internal/exchange/mail", "internal/dispatch", true},
		{"internal/dispatch", "internal/exchange/mail", false},
		{"internal/exchange/mail", "internal/exchange/smev", false},
		{"internal/exchange/pos/simulator", "internal/exchange/pos/contract", true},
		{"internal/exchange/pos/simulator", "internal/exchange/mail", false},
		{"internal/platform/api", "internal/platform/auth", true},
		{"internal/platform/api", "internal/org", false},
		{"internal/platform/files", "gost", true},
		{"internal/reports", "internal/app", false},
		{"cmd/veche", "internal/app", true},
		{"internal/seed", "internal/app", true},
		{"internal/app", "internal/org", true},
		{"gost", "internal/platform/db", false},
		{"cms", "gost", true},
		{"gost", "cms", false},
		{"internal/org/orgtest", "internal/org", true},
		{"internal/org/orgtest", "internal/documents", false},
	} {
		if why := forbidden(c.from, c.to); (why == "") != c.allowed {
			t.Errorf("%s → %s: %q", c.from, c.to, why)
		}
	}
}

// forbidden says why one package of ours may not import another, "" when it may.
func forbidden(from, to string) string {
	first, _, _ := strings.Cut(from, "/")
	second, _, _ := strings.Cut(to, "/")
	if uses, library := libraries[first]; library {
		if first != second && !slices.Contains(uses, second) {
			return "a public library holds nothing of the product"
		}
		return ""
	}
	if _, library := libraries[second]; library {
		return ""
	}
	switch {
	case first == "cmd" || from == "internal/app" || from == "internal/seed" || strings.HasPrefix(from, "test/load/"):
		return "" // these put the house together, or fill the whole of it
	case to == "internal/seed":
		return "only a command settles a region"
	case to == "internal/app":
		return "only commands import the whole house"
	case strings.HasPrefix(from, "internal/platform/"):
		if !strings.HasPrefix(to, "internal/platform/") && to != "internal/migrations" {
			return "platform knows no business word"
		}
		return ""
	case strings.HasPrefix(to, "internal/platform/") || to == "web":
		return ""
	}
	return leftwards(subjectOf(from), subjectOf(to), systemOf(from) == systemOf(to))
}

// systemOf is the foreign system of a package of exchange: its format, its mapping and its simulator know each other.
func systemOf(path string) string {
	parts := strings.SplitN(path, "/", 4)
	return strings.Join(parts[:min(len(parts), 3)], "/")
}

func leftwards(from, to string, within bool) string {
	here, there := line(from), line(to)
	switch {
	case here < 0 || there < 0:
		return "one of them does not stand in the order"
	case from == to && (from != "exchange" || within):
		return ""
	case there >= here:
		return to + " does not stand before " + from
	}
	return ""
}

func line(subject string) int {
	return slices.IndexFunc(order, func(names []string) bool { return slices.Contains(names, subject) })
}

func subjectOf(path string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(path, "internal/"), "/")
	return name
}

// importsOf reads the imports of the program itself (not of its tests) from the sources: package → packages of ours.
func importsOf(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".") && name != ".." {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		from, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if to, ours := strings.CutPrefix(to, "veche/"); ours {
				found[filepath.ToSlash(from)] = append(found[filepath.ToSlash(from)], to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
