package enrolment

import (
	"strconv"
	"strings"
	"unicode"

	"veche/internal/platform/calendar"
)

// Side of a street.
type Side string

const (
	BothSides Side = "all"
	Odd       Side = "odd"
	Even      Side = "even"
)

// Territory is a line of the act that assigns addresses to a school (273-ФЗ ст. 9 ч. 1 п. 6).
type Territory struct {
	ID         int64         `db:"id" json:"id"`
	SchoolID   int64         `db:"school_id" json:"school_id"`
	ActNumber  string        `db:"act_number" json:"act_number"`
	ActDate    calendar.Date `db:"act_date" json:"act_date"`
	ValidFrom  calendar.Date `db:"valid_from" json:"valid_from"`
	ValidUntil calendar.Date `db:"valid_until" json:"valid_until,omitzero"`
	Street     string        `db:"street" json:"street"`
	HouseFrom  int           `db:"house_from" json:"house_from"`
	HouseTo    int           `db:"house_to" json:"house_to"`
	Side       Side          `db:"side" json:"side"`
}

// Covers tells whether an address belongs to this line on a day.
func (t Territory) Covers(address string, on calendar.Date) bool {
	if on.Before(t.ValidFrom) || !t.ValidUntil.IsZero() && t.ValidUntil.Before(on) {
		return false
	}
	house, found := houseAfter(wordsOf(address), wordsOf(t.Street))
	switch {
	case !found || house < t.HouseFrom || t.HouseTo != 0 && house > t.HouseTo:
		return false
	case t.Side == Odd:
		return house%2 == 1
	case t.Side == Even:
		return house%2 == 0
	}
	return true
}

// houseAfter finds the name of the street among the words of an address and the number of the house behind it.
func houseAfter(address, street []string) (int, bool) {
	for i := 0; i+len(street) <= len(address); i++ {
		if strings.Join(address[i:i+len(street)], " ") != strings.Join(street, " ") {
			continue
		}
		for _, word := range address[i+len(street):] {
			if n := leadingNumber(word); n > 0 {
				return n, true
			}
			if word != "д" && word != "дом" && word != "ул" && word != "улица" {
				break
			}
		}
	}
	return 0, false
}

// wordsOf are the words of an address in small letters, ё as е; of a street its kind is left out.
func wordsOf(address string) []string {
	folded := strings.ReplaceAll(strings.ToLower(address), "ё", "е")
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	if len(words) > 1 && (words[0] == "ул" || words[0] == "улица") {
		return words[1:]
	}
	return words
}

// leadingNumber is the number of a house: 15 of «15а», «15-1».
func leadingNumber(word string) int {
	end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
	if end < 0 {
		end = len(word)
	}
	n, err := strconv.Atoi(word[:end])
	if err != nil {
		return 0
	}
	return n
}
