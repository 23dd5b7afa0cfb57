package sheet

import "strings"

// wrap cuts text into lines of the width, in the font that is set. Lines break at spaces but not at
// non-breaking ones; a word that is longer than the line is cut. Line breaks of the text stay, blank lines too.
func (s *Sheet) wrap(text string, width float64) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var lines []string
	for line := range strings.SplitSeq(printable(text), "\n") {
		lines = append(lines, s.wrapLine(line, width)...)
	}
	return lines
}

// wrapLine keeps the spaces before the first word: authors indent paragraphs with them.
func (s *Sheet) wrapLine(text string, width float64) []string {
	isSpace := func(r rune) bool { return r == ' ' }
	var lines []string
	line := text[:len(text)-len(strings.TrimLeftFunc(text, isSpace))]
	empty := true
	for _, word := range strings.FieldsFunc(text, isSpace) {
		longer := line + word
		if !empty {
			longer = line + " " + word
		}
		if s.pdf.GetStringWidth(longer) <= width {
			line, empty = longer, false
			continue
		}
		if !empty {
			lines = append(lines, line)
		}
		var full []string
		full, line = s.cut(word, width)
		lines, empty = append(lines, full...), false
	}
	return append(lines, line)
}

// cut divides a word that is too long into full lines and a rest.
func (s *Sheet) cut(word string, width float64) (full []string, rest string) {
	used := 0.0
	start := 0
	for i, r := range word {
		w := s.pdf.GetStringWidth(string(r))
		if used+w > width && i > start {
			full = append(full, word[start:i])
			start, used = i, 0
		}
		used += w
	}
	return full, word[start:]
}
