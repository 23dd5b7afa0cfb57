package formtest

import (
	"regexp/syntax"
	"strings"
	"testing"
)

// matching is the shortest text of a pattern.
func matching(t testing.TB, pattern string) string {
	t.Helper()
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	write(&out, tree)
	return out.String()
}

func write(out *strings.Builder, tree *syntax.Regexp) {
	switch tree.Op {
	case syntax.OpLiteral:
		out.WriteString(string(tree.Rune))
	case syntax.OpCharClass:
		out.WriteRune(tree.Rune[0])
	case syntax.OpRepeat:
		for range tree.Min {
			write(out, tree.Sub[0])
		}
	case syntax.OpPlus, syntax.OpCapture:
		write(out, tree.Sub[0])
	case syntax.OpConcat:
		for _, part := range tree.Sub {
			write(out, part)
		}
	case syntax.OpAlternate:
		write(out, tree.Sub[0])
	}
}
