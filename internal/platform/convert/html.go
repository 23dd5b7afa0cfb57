package convert

import (
	"html"
	"regexp"
	"strings"
)

var (
	unread    = regexp.MustCompile(`(?is)<!--.*?-->|<(script|style|head|template)\b.*?</(script|style|head|template)\s*>`)
	lineTag   = regexp.MustCompile(`(?i)</?(p|div|br|tr|li|ul|ol|table|h[1-6]|blockquote|hr)\b[^>]*>`)
	cellTag   = regexp.MustCompile(`(?i)</t[dh]\s*>`)
	anyTag    = regexp.MustCompile(`<[a-zA-Z/!?][^>]*>`)
	spaces    = regexp.MustCompile(`[ \t\r\n]+`)
	emptyLine = regexp.MustCompile(`\n\s*\n\s*`)
)

// stripHTML is what a reader of the page sees, line by line. It serves search and the printing of
// letters, where the shape of the page does not matter.
func stripHTML(page string) string {
	page = unread.ReplaceAllString(page, " ")
	page = spaces.ReplaceAllString(page, " ")
	page = lineTag.ReplaceAllString(page, "\n")
	page = cellTag.ReplaceAllString(page, "\t")
	page = html.UnescapeString(anyTag.ReplaceAllString(page, ""))
	lines := strings.Split(page, "\n")
	for i, line := range lines {
		lines[i] = strings.Trim(line, " ")
	}
	return strings.TrimSpace(emptyLine.ReplaceAllString(strings.Join(lines, "\n"), "\n"))
}
