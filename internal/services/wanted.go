package services

import (
	"strconv"
	"strings"

	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// Wanted is what an officer types to find an application in a register: its number, its last figures alone («123»: the place
// in the order), or the beginning of the name of the child.
type Wanted struct {
	Number   string // the whole number, "" where only its last figures are typed
	Sequence int64  // 0: a name is typed
	Name     string // folded
}

// WantedOf reads what is typed; false where nothing is.
func WantedOf(typed string) (Wanted, bool) {
	name := text.Fold(typed)
	if name == "" {
		return Wanted{}, false
	}
	key := text.NumberKey(typed)
	last := key[strings.LastIndexByte(key, '-')+1:]
	n, err := strconv.ParseInt(last, 10, 64)
	if err != nil || n <= 0 {
		return Wanted{Name: name}, true
	}
	if last == key {
		key = ""
	}
	return Wanted{Number: key, Sequence: n}, true
}

// In is the condition on the rows of a register, which names its columns sequence, number and child_fold. A number is looked
// up by its place in the order: the caller narrows to one order, whose index then serves it, as that on the name serves a name.
func (w Wanted) In(args *[]any, register string) string {
	if w.Sequence == 0 {
		return db.Begins(args, register+".child_fold", w.Name)
	}
	place := register + ".sequence = " + db.Arg(args, w.Sequence)
	if w.Number == "" {
		return place
	}
	return place + " AND " + register + ".number = " + db.Arg(args, w.Number)
}
