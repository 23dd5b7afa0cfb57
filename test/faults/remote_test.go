package faults

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/exchange/remotesign"
)

// TestKilledWhileThePhoneIsAsked: the program is killed while the phone rings and again as soon as it is confirmed. The
// request goes on under the same code, and the document is signed once.
func TestKilledWhileThePhoneIsAsked(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		minister, tables := s.as("surnin").steppedUp(), s.tables()
		id := one[int64](s, tables, "SELECT MIN(id) FROM documents WHERE state = 'on_signature'")
		x := act[remotesign.View](minister, "POST", fmt.Sprintf("/api/documents/%d/remote-signing", id), remotesign.BeginInput{SHA256: minister.text(id).SHA256})
		s.kill()
		s.start()
		s.until("the phone shows the same request", func() bool { return s.confirmed(x.Code) })
		<-time.After(time.Duration(rand.IntN(2500)) * time.Millisecond)
		s.kill()
		s.start()
		s.until("the document is signed", func() bool {
			s.confirmed(x.Code) // the phone of the demonstration forgets with the program, and is asked again
			now := one[remotesign.State](s, tables, "SELECT state FROM remote_signings WHERE id = $1", x.ID)
			if now != remotesign.Waiting && now != remotesign.Signed {
				s.Fatalf("the request is %s", now)
			}
			return now == remotesign.Signed
		})
		if n := one[int](s, tables, "SELECT COUNT(*) FROM signatures WHERE document_id = $1", id); n != 1 {
			s.Errorf("%d signatures", n)
		}
		if card := minister.card(id); card.State != documents.Signed {
			s.Errorf("the card is %s", card.State)
		}
	})
}

var confirmForm = regexp.MustCompile(`(?s)<strong>(\d{4})</strong>.*?<form method="post" action="([^"]+)"`)

// confirmed presses the button on the phone of the demonstration; it reports false where the request is not there.
func (s *stand) confirmed(code string) bool {
	s.Helper()
	answer, err := http.Get(s.address + "/remote-signer/")
	if err != nil {
		s.Fatal(err)
	}
	defer answer.Body.Close()
	html, err := io.ReadAll(answer.Body)
	if err != nil {
		s.Fatal(err)
	}
	for _, shown := range confirmForm.FindAllStringSubmatch(string(html), -1) {
		if shown[1] != code {
			continue
		}
		pressed, err := http.Post(s.address+shown[2], "application/x-www-form-urlencoded", strings.NewReader(url.Values{"how": {"confirm"}}.Encode()))
		if err != nil {
			s.Fatal(err)
		}
		pressed.Body.Close()
		return pressed.StatusCode == http.StatusOK
	}
	return false
}
