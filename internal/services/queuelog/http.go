package queuelog

import (
	"fmt"
	"net/http"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/jobs"
	"veche/internal/services/receipt"
)

// sealEvery keeps a proof ready long before the ten seconds that are promised.
const sealEvery = 2 * time.Second

// Jobs lets one node seal at a time.
func Jobs(w *jobs.Worker, s *Service) { w.Every("queuelog.seal", sealEvery, s.Seal) }

// publicLimit is per address: a school or a mobile operator has one for very many people.
var publicLimit = api.Limit{PerMinute: 12_000, Burst: 2_000}

// Routes shows the log to everybody: it holds salted hashes only. The layout is that of C2SP tlog-tiles, so that anybody
// can keep a copy with tools of others.
func Routes(a *api.API, s *Service) {
	a.Open("GET /api/order/key", publicLimit, s.showKey)
	a.Open("GET /api/order/{service}/{year}/proof", publicLimit, s.showProof)
	a.Open("GET /api/order/{service}/{year}/checkpoint", publicLimit, s.showCheckpoint)
	a.Open("GET /api/order/{service}/{year}/tile/{tile...}", publicLimit, s.showTile)
}

// showKey publishes the verifier key. A copy of it belongs where we cannot replace it.
func (s *Service) showKey(w http.ResponseWriter, _ *http.Request, _ auth.Actor) error {
	plain(w)
	_, err := fmt.Fprintln(w, s.key.Verifier)
	return err
}

func plain(w http.ResponseWriter) { w.Header().Set("Content-Type", "text/plain; charset=utf-8") }

// refOf reads the log out of the path.
func refOf(r *http.Request) (Ref, error) {
	service, err := strconv.ParseInt(r.PathValue("service"), 10, 64)
	if err != nil {
		return Ref{}, errUnknown
	}
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return Ref{}, errUnknown
	}
	return Ref{service, year}, nil
}

// showProof gives the proof of a receipt (C2SP tlog-proof) to whoever knows its leaf.
func (s *Service) showProof(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	ref, err := refOf(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	sequence, err := strconv.ParseInt(query.Get("sequence"), 10, 64)
	if err != nil {
		return errUnknown
	}
	var leaf receipt.Hash
	if err := leaf.UnmarshalText([]byte(query.Get("leaf"))); err != nil {
		return errUnknown
	}
	size := uint64(0)
	if text := query.Get("size"); text != "" {
		if size, err = strconv.ParseUint(text, 10, 63); err != nil {
			return errUnknown
		}
	}
	o, err := s.Prove(r.Context(), ref, sequence, leaf, size)
	if err != nil {
		return err
	}
	plain(w)
	_, err = w.Write([]byte(o.Text()))
	return err
}

// known is a log that somebody stands in: others are not opened for a stranger.
func (s *Service) known(r *http.Request) (*queue, error) {
	ref, err := refOf(r)
	if err != nil {
		return nil, err
	}
	q, _, err := s.covering(r.Context(), ref, 1, 0)
	return q, err
}

func (s *Service) showCheckpoint(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	q, err := s.known(r)
	if err != nil {
		return err
	}
	plain(w)
	w.Header().Set("Cache-Control", "no-store")
	http.ServeFile(w, r, filepath.Join(q.folder.Dir, "checkpoint"))
	return nil
}

// tilePath is the name of a tile; nothing else is served from the folder.
var tilePath = regexp.MustCompile(`^[0-9]{1,2}(/x[0-9]{3})*/[0-9]{3}(\.p/[0-9]{1,3})?$`)

func (s *Service) showTile(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	q, err := s.known(r)
	if err != nil {
		return err
	}
	tile := r.PathValue("tile")
	if !tilePath.MatchString(tile) {
		return errUnknown
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeFile(w, r, filepath.Join(q.folder.Dir, "tile", filepath.FromSlash(tile)))
	return nil
}
