package trust

import (
	"context"
	"net/url"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// When a list is fetched again: some time before it ends, in any case after a while, and not sooner than this after a
// failed attempt.
const (
	refreshBefore = 2 * time.Hour
	refreshAfter  = 12 * time.Hour
	retryAfter    = 30 * time.Minute
	atATime       = 20
)

// system is who keeps lists by the clock.
var system = auth.System("trust")

// Refresh fetches the lists that are due from their addresses on hosts of the list.
func (s *Service) Refresh(ctx context.Context) error {
	if err := s.notePoints(ctx); err != nil {
		return err
	}
	now := s.db.Now()
	due, err := db.All[Point](ctx, s.db, `SELECT `+db.Columns[Point]("p")+` FROM revocation_points p
		LEFT JOIN revocation_lists l ON l.id = p.list_id
		WHERE p.host IN (SELECT host FROM fetch_hosts WHERE removed_at IS NULL)
		  AND (p.tried_at IS NULL OR p.tried_at < $1)
		  AND (p.tried_at IS NULL OR p.list_id IS NULL OR p.tried_at < $2 OR l.next_update < $3)
		ORDER BY p.id LIMIT $4`, now.Add(-retryAfter), now.Add(-refreshAfter), now.Add(refreshBefore), atATime)
	if err != nil || len(due) == 0 {
		return err
	}
	fetcher, err := s.Fetcher(ctx, s.db)
	if err != nil {
		return err
	}
	for _, p := range due {
		err := s.refreshPoint(ctx, fetcher, p)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// refreshPoint fetches one list and writes what came of it. A refusal of what was brought is written and no fault.
func (s *Service) refreshPoint(ctx context.Context, f pki.Fetcher, p Point) error {
	trouble, detail := "", ""
	raw, err := f.Fetch(ctx, pki.ResourceCRL, p.Address, nil)
	if err != nil {
		trouble, detail = "unreachable", err.Error()
	} else if _, err := s.KeepList(ctx, system, raw, p.Address); err != nil {
		code, ours := strings.CutPrefix(fail.Code(err), "trust.")
		if !ours {
			return err
		}
		trouble, detail = code, err.Error()
	}
	return s.db.Tx(ctx, system, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE revocation_points SET tried_at = $2, trouble = $3, detail = $4 WHERE id = $1", p.ID, tx.Now, trouble, detail)
		return err
	})
}

// notePoints writes down the addresses that trusted certificates name for the lists of their issuers.
func (s *Service) notePoints(ctx context.Context) error {
	trust, err := s.Trust(ctx, s.db)
	if err != nil {
		return err
	}
	known, err := db.All[string](ctx, s.db, "SELECT address FROM revocation_points")
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, address := range known {
		have[address] = true
	}
	var news []string
	for _, c := range trust.Intermediates.Certificates() {
		for _, address := range c.X509.CRLDistributionPoints {
			if !have[address] {
				have[address] = true
				news = append(news, address)
			}
		}
	}
	if len(news) == 0 {
		return nil
	}
	return s.db.Tx(ctx, system, func(tx *db.Tx) error {
		for _, address := range news {
			if err := addPoint(ctx, tx, address); err != nil {
				return err
			}
		}
		return nil
	})
}

// addPoint writes an address down once; one that is no web address is passed over.
func addPoint(ctx context.Context, tx *db.Tx, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(address) > 1000 {
		return nil
	}
	_, err = tx.Exec(ctx, "INSERT INTO revocation_points (address, host) VALUES ($1, $2) ON CONFLICT (address) DO NOTHING", address, strings.ToLower(u.Host))
	return err
}

// notePoint writes down where a list came from.
func notePoint(ctx context.Context, tx *db.Tx, address string, listID int64) error {
	if err := addPoint(ctx, tx, address); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "UPDATE revocation_points SET list_id = $2, tried_at = $3, trouble = '', detail = '' WHERE address = $1", address, listID, tx.Now)
	return err
}

// Points are the addresses of lists on allowed hosts, those with trouble first.
func (s *Service) Points(ctx context.Context, by auth.Actor) ([]Point, error) {
	if err := s.see(ctx, s.db, by); err != nil {
		return nil, err
	}
	return db.All[Point](ctx, s.db, "SELECT "+pointColumns+` FROM revocation_points
		WHERE host IN (SELECT host FROM fetch_hosts WHERE removed_at IS NULL) ORDER BY CASE trouble WHEN '' THEN 1 ELSE 0 END, address LIMIT 200`)
}

// Due asks for all lists to be fetched now.
type Due struct{}

// Kind names the job.
func (Due) Kind() string { return "trust.refresh_due" }

// RefreshNow makes every list on an allowed host due and gives the work to a job.
func (s *Service) RefreshNow(ctx context.Context, by auth.Actor) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.see(ctx, tx, by); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE revocation_points SET tried_at = NULL"); err != nil {
			return err
		}
		return jobs.Add(ctx, tx, Due{})
	})
}
