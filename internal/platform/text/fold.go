package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes texts that people take for equal equal: lower case, ё as е, one space, one kind of
// quotes and dashes, no invisible characters. Columns «…_fold» hold it.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	// Files from some systems spell й as и with a separate breve.
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
			continue
		case invisible(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(foldRune(r))
	}
	return b.String()
}

func foldRune(r rune) rune {
	switch r {
	case 'ё', 'Ё':
		return 'е'
	case '«', '»', '“', '”', '„', '‟', '‹', '›', '″':
		return '"'
	case '’', '‘', '‚', 'ʼ', '′', '`':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−', '⁃':
		return '-'
	default:
		return unicode.ToLower(r)
	}
}

// invisible characters – soft hyphens, joiners, direction marks – come from word processors.
func invisible(r rune) bool { return unicode.Is(unicode.Cf, r) }
