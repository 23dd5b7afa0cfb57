package text

import (
	"strings"
	"unicode"
)

// Initials is the name as lists and cards write it: «Петрова А. И.».
func Initials(surname, name, patronymic string) string {
	return strings.TrimSpace(strings.TrimSpace(surname) + " " + initials(name, patronymic))
}

// FullName joins what is known of a name; many people have no patronymic.
func FullName(surname, name, patronymic string) string {
	return strings.Join(strings.Fields(surname+" "+name+" "+patronymic), " ")
}

func initials(names ...string) string {
	var parts []string
	for _, name := range names {
		if initial := initial(strings.TrimSpace(name)); initial != "" {
			parts = append(parts, initial)
		}
	}
	return strings.Join(parts, " ")
}

// initial of a double name keeps both: «Анна-Мария» is «А.-М.».
func initial(name string) string {
	var parts []string
	for part := range strings.SplitSeq(name, "-") {
		for _, r := range strings.TrimSpace(part) {
			parts = append(parts, string(unicode.ToUpper(r))+".")
			break
		}
	}
	return strings.Join(parts, "-")
}
