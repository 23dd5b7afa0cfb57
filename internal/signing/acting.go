package signing

import (
	"strings"
	"unicode"
)

// ActingPost is the post of an acting officer in a mark: «И. о. заместителя министра». Signing «за» or with a slash is
// not allowed (§2.9).
func ActingPost(post string) string {
	parts := strings.Split(strings.TrimSpace(post), " – ")
	for i, part := range parts {
		parts[i] = genitive(part)
	}
	return "И. о. " + lowerFirst(strings.Join(parts, " – "))
}

// governing are nouns in the form of an adjective: what follows them is not theirs to decline («заведующий отделом»).
var governing = map[string]bool{
	"заведующий": true, "управляющий": true, "командующий": true, "дежурный": true, "уполномоченный": true,
	"заведующая": true, "управляющая": true,
}

// genitive declines the head of a post: its adjectives and the first noun; the rest depends on that noun and stays.
func genitive(post string) string {
	words := strings.Fields(post)
	for i, word := range words {
		declined, adjective := declineAdjective(word)
		if !adjective {
			words[i] = declineCompound(word)
			break
		}
		words[i] = declined
		if governing[strings.ToLower(word)] {
			break
		}
	}
	return strings.Join(words, " ")
}

// declineAdjective: первый – первого, главный – главного, ведущий – ведущего, старшая – старшей.
func declineAdjective(word string) (string, bool) {
	stem, ending := cut(word, 2)
	soft := strings.ContainsAny(last(stem), "жчшщ")
	switch ending {
	case "ый", "ой":
		return stem + "ого", true
	case "ий":
		if soft || last(stem) == "н" {
			return stem + "его", true
		}
		return stem + "ого", true
	case "ая":
		if soft {
			return stem + "ей", true
		}
		return stem + "ой", true
	}
	return word, false
}

// still are the first parts of compounds that do not decline: вице-премьера, but специалиста-эксперта.
var still = map[string]bool{"вице": true, "премьер": true, "пресс": true, "генерал": true, "экс": true, "обер": true}

func declineCompound(word string) string {
	parts := strings.Split(word, "-")
	for i, part := range parts {
		if i == len(parts)-1 || !still[strings.ToLower(part)] {
			parts[i] = declineNoun(part)
		}
	}
	return strings.Join(parts, "-")
}

// declineNoun: министр – министра, заместитель – заместителя, глава – главы, судья – судьи.
func declineNoun(word string) string {
	stem, ending := cut(word, 1)
	switch ending {
	case "ь", "й":
		return stem + "я"
	case "а":
		if strings.ContainsAny(last(stem), "гкхжчшщ") {
			return stem + "и"
		}
		return stem + "ы"
	case "я":
		return stem + "и"
	case "о", "е", "у", "и", "э", "ю":
		return word // атташе
	}
	return word + "а"
}

func cut(word string, n int) (stem, ending string) {
	letters := []rune(word)
	n = min(n, len(letters))
	return string(letters[:len(letters)-n]), strings.ToLower(string(letters[len(letters)-n:]))
}

func last(word string) string {
	_, ending := cut(word, 1)
	return ending
}

// lowerFirst lowers the first letter; an abbreviation keeps its capitals.
func lowerFirst(s string) string {
	letters := []rune(s)
	if len(letters) > 1 && unicode.IsUpper(letters[0]) && !unicode.IsUpper(letters[1]) {
		letters[0] = unicode.ToLower(letters[0])
	}
	return string(letters)
}
