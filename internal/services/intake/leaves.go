package intake

import (
	"context"
	"fmt"

	"veche/internal/platform/db"
)

// Leaves are the leaf hashes of a series in its order, from the application after a sequence. A gap is an error: between
// two applications nothing is ever missing.
func (s *Service) Leaves(ctx context.Context, r db.Reader, serviceID int64, year int, after int64, limit int) ([][]byte, error) {
	type place struct {
		Sequence int64  `db:"sequence"`
		Hash     []byte `db:"leaf"`
	}
	list, err := db.All[place](ctx, r, "SELECT sequence, leaf FROM intake WHERE service_id = $1 AND year = $2 AND sequence > $3 ORDER BY sequence LIMIT $4",
		serviceID, year, after, limit)
	if err != nil {
		return nil, err
	}
	hashes := make([][]byte, len(list))
	for i, p := range list {
		if after++; p.Sequence != after {
			return nil, fmt.Errorf("the application %d of %d-%d is not there any more", after, serviceID, year)
		}
		hashes[i] = p.Hash
	}
	return hashes, nil
}
