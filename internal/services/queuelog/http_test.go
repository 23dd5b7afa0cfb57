package queuelog_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/transparency/proof"
	"veche/internal/services/queuelog"
)

type nobody struct{}

func (nobody) Actor(*http.Request) (auth.Actor, error) {
	return auth.Actor{}, nil
}

func TestEverybodySeesTheLogAndNothingElse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOrder(t, d).day()
		mux := http.NewServeMux()
		queuelog.Routes(api.New(mux, nobody{}, quiet), o.log)
		get := func(path string) (int, string) {
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			body, err := io.ReadAll(w.Body)
			must(t, err)
			return w.Code, string(body)
		}
		_, key := get("/api/order/key")
		of, err := proof.VerifierOf(strings.TrimSpace(key), o.log.Origin(school))
		must(t, err)
		verifier, err := note.NewVerifier(of)
		must(t, err)
		if _, note := get("/api/order/12/2026/checkpoint"); !strings.HasPrefix(note, name+"/12/2026\n700\n") {
			t.Errorf("%s", note)
		}
		if code, tile := get("/api/order/12/2026/tile/0/001"); code != 200 || len(tile) != 256*32 {
			t.Errorf("%d, %d bytes", code, len(tile))
		}
		mine := o.receipt(42)
		code, text := get(fmt.Sprintf("/api/order/12/2026/proof?sequence=42&leaf=%x", mine.Hash))
		if code != 200 || text != mine.Proof {
			t.Fatalf("%d %s", code, text)
		}
		shown, err := proof.ReadOffline(text)
		must(t, err)
		if _, err := proof.ReadCheckpoint(shown.Checkpoint, verifier); err != nil {
			t.Error(err)
		}
		for _, path := range []string{
			"/api/order/12/2026/proof", "/api/order/12/2026/proof?sequence=42&leaf=00", "/api/order/12/2026/proof?sequence=x",
			fmt.Sprintf("/api/order/12/2026/proof?sequence=43&leaf=%x", mine.Hash), fmt.Sprintf("/api/order/12/2026/proof?sequence=42&leaf=%x&size=x", mine.Hash),
			"/api/order/12/2025/checkpoint", "/api/order/13/2026/checkpoint", "/api/order/x/2026/checkpoint",
			"/api/order/12/2026/tile/0/%2e%2e", "/api/order/12/2026/tile/0/009", "/api/order/12/2026/tile/..%2f..%2fcheckpoint",
		} {
			if code, body := get(path); code != 404 {
				t.Errorf("%s: %d %q", path, code, body)
			}
		}
		if code, tile := get("/api/order/12/2026/tile/1/000.p/2"); code != 200 || len(tile) != 64 {
			t.Errorf("the upper tile: %d", code)
		}
	})
}
