package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"veche/internal/org"
	"veche/internal/platform/auth"
)

// TestRolesGiveTheRightsThatSubjectsDeclare: a right without a role can never be used, a role's right without a subject
// protects nothing.
func TestRolesGiveTheRightsThatSubjectsDeclare(t *testing.T) {
	declaration := regexp.MustCompile(`auth\.Right\s*=\s*"([^"]+)"`)
	var declared []auth.Right
	var sources []string
	for _, depth := range []string{"../*/*.go", "../*/*/*.go"} {
		found, err := filepath.Glob(depth)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, found...)
	}
	for _, path := range sources {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range declaration.FindAllSubmatch(text, -1) {
			declared = append(declared, auth.Right(found[1]))
		}
	}
	given := org.RightsOf(org.Roles())
	for _, right := range declared {
		if !slices.Contains(given, right) {
			t.Errorf("no role gives %s", right)
		}
	}
	for _, right := range given {
		if !slices.Contains(declared, right) {
			t.Errorf("no subject declares %s", right)
		}
	}
}
