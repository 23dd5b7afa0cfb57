package remotesign_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/exchange/remotesign"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// TestWhatIsWorthARepeat tells refusals, which a repeat does not mend, from trouble on the way.
func TestWhatIsWorthARepeat(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		code   string // of a refusal; "" is trouble on the way
	}{
		{"a refusal with its code", 422, `{"code":"unknown_signer","text":"нет ключа"}`, "unknown_signer"},
		{"a code that the protocol does not know", 403, `{"code":"contract_ended"}`, "contract_ended"},
		{"a page of a proxy", 502, "<html>Bad gateway</html>", ""},
		{"a refusal without a code", 404, "not found", ""},
		{"overload", 429, `{"code":"too_many"}`, ""},
		{"a fault of the service", 500, `{"code":"internal"}`, ""},
		{"another address", 302, "", ""},
		{"half an answer", 200, `{"id":"1","ke`, ""},
		{"an endless answer", 200, strings.Repeat(" ", 9<<20), "too_large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(c.status)
				io.WriteString(w, c.body)
			}))
			defer server.Close()
			_, err := remotesign.NewClient(remotesign.Server{URL: server.URL}).Status(t.Context(), "1")
			var refusal *remotesign.Refusal
			if err == nil || errors.As(err, &refusal) != (c.code != "") || refusal != nil && refusal.Code != c.code {
				t.Errorf("got %v", err)
			}
		})
	}
}

// rewritten changes the answers of the service.
func (o *office) rewritten(change func(answer map[string]any)) {
	whole := o.wire.to
	o.wire.to = trip(func(r *http.Request) (*http.Response, error) {
		answer, err := whole.RoundTrip(r)
		if err != nil || answer.StatusCode != http.StatusOK {
			return answer, err
		}
		var body map[string]any
		if err := json.NewDecoder(answer.Body).Decode(&body); err != nil {
			return nil, err
		}
		change(body)
		raw, err := json.Marshal(body)
		answer.Body = io.NopCloser(bytes.NewReader(raw))
		return answer, err
	})
}

type trip func(r *http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestAnAnswerAboutSomethingElseSignsNothing: the service mixes requests up, at any of its answers.
func TestAnAnswerAboutSomethingElseSignsNothing(t *testing.T) {
	for name, change := range map[string]func(answer map[string]any){
		"another key": func(a map[string]any) { a["key"] = "of-another-request" },
		"another key in the result": func(a map[string]any) {
			if _, result := a["form"]; result {
				a["key"] = "of-another-request"
			}
		},
		"another form": func(a map[string]any) {
			if _, result := a["form"]; result {
				a["form"] = "xml"
			}
		},
		"a state that is none": func(a map[string]any) {
			if a["state"] == "signed" {
				a["state"] = "perhaps"
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				o := settle(t, d, simulator.Confirm, remotesign.FormCMS)
				o.rewritten(change)
				card, x := o.begun()
				o.pass(4)
				o.unsigned(card, x.ID, remotesign.Failed, "remote.wrong_answer")
			})
		})
	}
}

// TestTheServiceReadsNoRestrictedDocuments: of a document «ДСП» it learns the kind alone (§2.11).
func TestTheServiceReadsNoRestrictedDocuments(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, mark := range []documents.Mark{documents.Open, documents.Restricted} {
			o := settle(t, d, simulator.Ask, remotesign.FormCMS)
			sent := ""
			o.wire.before = func(r *http.Request) error {
				if r.Method == "POST" && strings.HasSuffix(r.URL.Path, "/requests") {
					raw, err := io.ReadAll(r.Body)
					sent, r.Body = string(raw), io.NopCloser(bytes.NewReader(raw))
					return err
				}
				return nil
			}
			card, v := o.sent()
			o.Tx(func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), "UPDATE documents SET access_mark = $1 WHERE id = $2", mark, card.ID)
				if err != nil {
					return err
				}
				card.AccessMark = mark
				return o.Documents.Grant(t.Context(), tx, card, auth.Named(o.Minister.PersonID), "signature")
			})
			minister := o.Town.Actor(o.Minister.PersonID)
			minister.SteppedUp = true
			_, err := o.remote.Begin(t.Context(), minister, card.ID, v.SHA256)
			o.ok(err)
			o.pass(1)
			if shown := strings.Contains(sent, "О ремонте дорог"); shown != (mark == documents.Open) || !strings.Contains(sent, "Приказ") {
				t.Errorf("with the mark %q the service reads %s", mark, sent)
			}
		}
	})
}
