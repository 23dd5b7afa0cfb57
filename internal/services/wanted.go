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

// Named is the condition on a folded name that it begins as it is typed. An index on the column serves it.
func (w Wanted) Named(args *[]any, column string) string {
	return column + " >= " + db.Arg(args, w.Name) + " AND " + column + " < " + db.Arg(args, w.Name+"\U0010FFFF")
}
