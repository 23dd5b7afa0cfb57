package trust

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestListsAreFetchedFromAllowedHostsOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newInstallation(t, d)
		asked, broken := 0, true
		server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
			asked++
			if broken {
				http.Error(rw, "later", http.StatusServiceUnavailable)
				return
			}
			rw.Write(w.list(w.root))
		}))
		defer server.Close()
		w.root.CRLAddress = server.URL + "/root.crl"
		sub, err := w.root.Subordinate(named("УЦ с адресом"), nationalKey(t), w.now.AddDate(-1, 0, 0), w.now.AddDate(5, 0, 0))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []*pki.Certificate{w.root.Certificate, sub.Certificate} {
			if err := w.add(c); err != nil {
				t.Fatal(err)
			}
		}
		w.refresh()
		if asked != 0 {
			t.Fatal("a host that is not on the list was asked")
		}
		host := strings.TrimPrefix(server.URL, "http://")
		h, err := w.AddHost(t.Context(), w.admin, HostInput{Host: server.URL})
		if err != nil || h.Host != host {
			t.Fatalf("%+v, %v", h, err)
		}
		_, err = w.AddHost(t.Context(), w.admin, HostInput{Host: host})
		want(t, err, "trust.host_known")
		w.refresh()
		if p := w.point(); asked != 1 || p.Trouble != "unreachable" {
			t.Fatalf("asked %d times, %+v", asked, p)
		}
		broken = false
		w.refresh()
		if asked != 1 {
			t.Error("asked again at once after a failure")
		}
		w.later(time.Hour)
		w.refresh()
		if p := w.point(); asked != 2 || p.Trouble != "" || p.ListID == nil {
			t.Fatalf("asked %d times, %+v", asked, p)
		}
		w.later(2 * time.Hour)
		w.refresh()
		if asked != 2 {
			t.Error("a list that is good for a day was fetched again")
		}
		if err := w.RefreshNow(t.Context(), w.admin); err != nil {
			t.Fatal(err)
		}
		w.refresh()
		if asked != 3 {
			t.Error("not fetched though asked for")
		}
		if err := w.RemoveHost(t.Context(), w.admin, h.ID); err != nil {
			t.Fatal(err)
		}
		w.later(48 * time.Hour)
		w.refresh()
		if asked != 3 {
			t.Error("a host that was taken off the list was asked")
		}
		want(t, w.RemoveHost(t.Context(), w.admin, h.ID), "trust.host_absent")
	})
}

func (w *installation) later(d time.Duration) {
	w.now = w.now.Add(d)
	now := w.now
	w.db.SetClock(func() time.Time { return now })
	w.root.Now = func() time.Time { return now }
}

func (w *installation) refresh() {
	w.t.Helper()
	if err := w.Refresh(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func (w *installation) point() Point {
	w.t.Helper()
	list, err := w.Points(w.t.Context(), w.admin)
	if err != nil || len(list) != 1 {
		w.t.Fatalf("%+v, %v", list, err)
	}
	return list[0]
}
