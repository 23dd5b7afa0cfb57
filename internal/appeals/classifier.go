package appeals

import (
	"regexp"
	"strings"

	"veche/internal/platform/fail"
)

// Theme is a node of the thematic classifier: section.thematic.topic.question[.sub-question], higher nodes padded with
// zeros. The classifier is a dictionary of its owner and comes as a file; codes are checked, meanings are not.
type Theme struct {
	Code         string `db:"code" json:"code"`
	Title        string `db:"title" json:"title"`
	Jurisdiction string `db:"jurisdiction" json:"jurisdiction" enum:",federal,joint,regional,local"`
}

var themeCode = regexp.MustCompile(`^\d{4}(\.\d{4}){3,4}$`)

const zero = "0000"

// CheckCode says what is wrong with a code: its form, or a hole in it (a topic without its thematic group).
func CheckCode(code string) error {
	if !themeCode.MatchString(code) {
		return fail.Field("appeal.theme_code", "code", "format")
	}
	hole := false
	for i, group := range strings.Split(code, ".") {
		if group == zero {
			if i == 0 {
				return fail.Field("appeal.theme_code", "code", "no_section")
			}
			hole = true
			continue
		}
		if hole {
			return fail.Field("appeal.theme_code", "code", "hole")
		}
	}
	return nil
}

// Parent is the code one level up, empty for a section.
func (t Theme) Parent() string {
	groups := strings.Split(t.Code, ".")
	if len(groups) == 5 {
		return strings.Join(groups[:4], ".")
	}
	for i := len(groups) - 1; i > 0; i-- {
		if groups[i] != zero {
			groups[i] = zero
			return strings.Join(groups, ".")
		}
	}
	return ""
}

// Leaf reports whether questions may be put under the node: a section or a topic is too wide.
func (t Theme) Leaf() bool {
	groups := strings.Split(t.Code, ".")
	return len(groups) == 5 || groups[3] != zero
}

// padded is the code of the node that a section of a code names.
func padded(section string) string {
	for n := strings.Count(section, ".") + 1; n < 4; n++ {
		section += "." + zero
	}
	return section
}
