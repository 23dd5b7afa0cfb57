package interagency

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// How much of a text is kept to be found by it.
const (
	mostWords   = 20
	mostLetters = 60
)

// wordsOf are the words of a folded text without the signs around them.
func wordsOf(fold string) []string {
	return strings.FieldsFunc(fold, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
}

// nameOf is what is typed in the form in which names are kept: a number of a person without spaces and hyphens.
func nameOf(typed string) string {
	figures := strings.NewReplacer(" ", "", "-", "").Replace(strings.TrimSpace(typed))
	if strings.Trim(figures, "0123456789") == "" && len(figures) >= 10 {
		return figures
	}
	return strings.Join(wordsOf(text.Fold(typed)), " ")
}

// beginnings are the texts by which a row is found: each from all of its words on, so that a person is found by the surname and
// an organisation by its name behind the form of property.
func beginnings(texts ...string) (list []string) {
	for _, one := range texts {
		words := strings.Fields(nameOf(one))
		for i := range min(len(words), mostWords) {
			letters := []rune(strings.Join(words[i:], " "))
			list = append(list, string(letters[:min(len(letters), mostLetters)]))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// told are the fields that tell of whom a request is: its texts one behind another, as a name stands in three of them, and
// the numbers of a person.
func told(fields []Field, values map[string]string) []string {
	var words, list []string
	for _, f := range fields {
		switch f.Kind {
		case Text:
			words = append(words, values[f.Name])
		case SNILS, INN:
			list = append(list, values[f.Name])
		}
	}
	return append(list, strings.Join(words, " "))
}

// keepNames lets a row be found by these texts, and by no others.
func keepNames(ctx context.Context, tx *db.Tx, of side, bodyID, rowID int64, texts ...string) error {
	if _, err := tx.Exec(ctx, "DELETE FROM interagency_names WHERE row_id = $1 AND side = $2", rowID, of.name); err != nil {
		return err
	}
	names := beginnings(texts...)
	n := len(names)
	if n == 0 {
		return nil
	}
	return db.InsertMany(ctx, tx, "interagency_names", db.Column{Name: "side", Values: slices.Repeat([]string{of.name}, n)},
		db.Column{Name: "body_id", Values: slices.Repeat([]int64{bodyID}, n)}, db.Column{Name: "name", Values: names},
		db.Column{Name: "row_id", Values: slices.Repeat([]int64{rowID}, n)})
}

// findable keeps by what a request of ours is found.
func (q Request) findable(ctx context.Context, tx *db.Tx, k Kind) error {
	return keepNames(ctx, tx, asked, q.BodyID, q.ID, append(told(k.Fields, q.Fields), q.AboutWho)...)
}

// findable keeps by what a request of others is found: who asks, and what he tells of whom he asks about. What cannot be
// read tells nothing.
func (n Inquiry) findable(ctx context.Context, tx *db.Tx, k Kind) error {
	values := map[string]string{}
	if facts, err := Facts([]byte(n.Content), k.Fields); err == nil {
		for _, f := range facts {
			values[f.Name] = f.Value
		}
	}
	return keepNames(ctx, tx, served, n.BodyID, n.ID, append(told(k.Fields, values), n.Sender)...)
}
