package cards

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

const (
	mostNumberKeys = 6   // parts of one number
	numberHits     = 20  // cards found by a number: whoever needs more goes on typing
	numberWindow   = 500 //  keys looked at for them
)

// numberKeys are the beginnings by which people remember a number: «01-15/1234» is found by 01-15/1234, by 15/1234
// and by 1234.
func numberKeys(key string) []string {
	if key == "" {
		return nil
	}
	keys := []string{key}
	for i := 1; i < len(key) && len(keys) < mostNumberKeys; i++ {
		if figure(key[i]) && !figure(key[i-1]) {
			keys = append(keys, key[i:])
		}
	}
	return keys
}

func figure(b byte) bool { return '0' <= b && b <= '9' }

// byNumber finds visible cards whose number or sender's number begins with the key: the whole number first, own
// numbers before those of senders, then the newest.
func (s *Service) byNumber(ctx context.Context, by auth.Actor, key, where string, args []any, limit int) ([]int64, error) {
	body, exact, begins := db.Arg(&args, by.BodyID), db.Arg(&args, key), db.Begins(&args, "key", key)
	type found struct {
		ID    int64 `db:"id"`
		Place int   `db:"place"`
	}
	list, err := db.All[found](ctx, s.db, `
		SELECT n.document_id AS id, MIN(CASE WHEN n.key = `+exact+` THEN 0 ELSE 2 END + CASE WHEN n.own THEN 0 ELSE 1 END) AS place
		  FROM (SELECT key, document_id, own FROM search_numbers WHERE body_id = `+body+` AND `+begins+`
		         ORDER BY key LIMIT `+db.Arg(&args, numberWindow)+`) AS n
		  JOIN documents d ON d.id = n.document_id
		 WHERE `+visible("n.document_id", by, &args)+where+`
		 GROUP BY n.document_id ORDER BY place, id DESC LIMIT `+db.Arg(&args, limit), args...)
	ids := []int64{}
	for _, f := range list {
		ids = append(ids, f.ID)
	}
	return ids, err
}
