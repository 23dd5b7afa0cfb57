package signing_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/signing"
)

// only is a door through which one person comes.
type only struct{ by auth.Actor }

func (o only) Actor(*http.Request) (auth.Actor, error) { return o.by, nil }

// upload sends a form with the hash of the text and a detached signature.
func upload(t *testing.T, s *signing.Service, by auth.Actor, id int64, sha256 string, file []byte) *httptest.ResponseRecorder {
	t.Helper()
	door := api.New(http.NewServeMux(), only{by}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	signing.Routes(door, s)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	ok(t, w.WriteField("sha256", sha256))
	if file != nil {
		part, err := w.CreateFormFile("file", "подпись.p7s")
		ok(t, err)
		_, err = part.Write(file)
		ok(t, err)
	}
	ok(t, w.Close())
	r := httptest.NewRequest("POST", "/api/documents/"+strconv.FormatInt(id, 10)+"/attach-signature", &form)
	r.Header.Set("Content-Type", w.FormDataContentType())
	answer := httptest.NewRecorder()
	door.Handler(api.Outside{}).ServeHTTP(answer, r)
	return answer
}

func TestDetachedSignatureIsUploaded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Order)
		cms := m.CMS(m.Minister, letterText)
		cases := []struct {
			name   string
			by     auth.Actor
			file   []byte
			status int
			code   string
		}{
			{"an assistant", m.Assistant, cms, http.StatusForbidden, "signing.assistant"},
			{"a stranger", m.Head, cms, http.StatusNotFound, "document.not_found"},
			{"no file", m.Minister, nil, http.StatusUnprocessableEntity, "signing.no_file"},
			{"a letter instead of a signature", m.Minister, []byte("Уважаемый"), http.StatusUnprocessableEntity, "signing.not_a_signature"},
			{"more than a signature can be", m.Minister, bytes.Repeat(cms, 8_000), http.StatusRequestEntityTooLarge, "request.too_large"},
			{"the signature", m.Minister, cms, http.StatusOK, ""},
			{"the same again", m.Minister, cms, http.StatusConflict, "signing.already_signed"},
		}
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				answer := upload(t, m.Signing, c.by, card.ID, v.SHA256, c.file)
				var p api.Problem
				if err := json.Unmarshal(answer.Body.Bytes(), &p); err != nil {
					t.Fatal(err)
				}
				if answer.Code != c.status || p.Code != c.code {
					t.Errorf("%d %s", answer.Code, answer.Body)
				}
			})
		}
	})
}
