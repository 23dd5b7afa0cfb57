package text

import "strings"

// figures is the width to which numbers are padded for order.
const figures = 10

// Sort is a key whose byte order is the order people expect: words of the alphabet with ё beside е,
// numbers by value, punctuation ignored. Columns «…_sort» hold it, compared byte by byte
// (COLLATE "C" in PostgreSQL).
func Sort(s string) string {
	var b strings.Builder
	for word := range words(Fold(s)) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		padNumbers(&b, word.text)
	}
	return b.String()
}

// padNumbers writes the word, every run of digits in it without leading zeros and padded.
func padNumbers(b *strings.Builder, word string) {
	for len(word) > 0 {
		n := strings.IndexFunc(word, func(r rune) bool { return r < '0' || r > '9' })
		if n < 0 {
			n = len(word)
		}
		if n > 0 {
			number := strings.TrimLeft(word[:n], "0")
			b.WriteString(strings.Repeat("0", max(0, figures-len(number))))
			b.WriteString(number)
			word = word[n:]
			continue
		}
		next := strings.IndexAny(word, "0123456789")
		if next < 0 {
			next = len(word)
		}
		b.WriteString(word[:next])
		word = word[next:]
	}
}
