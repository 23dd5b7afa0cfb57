package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"veche/internal/seed"
)

// Clerks is how people of the office fared meanwhile.
type Clerks struct {
	Inbox Fared `json:"inbox"`
	Card  Fared `json:"card"`
}

// Fared is how the requests of one kind went.
type Fared struct {
	PerSecond float64        `json:"per_s"`
	P50       float64        `json:"p50_ms"`
	P99       float64        `json:"p99_ms"`
	Max       float64        `json:"max_ms"`
	Errors    int            `json:"errors"`
	ErrorsBy  map[string]int `json:"errors_by,omitempty"`
}

// settle gives the database a region with people and letters.
func (s *site) settle(ctx context.Context) error {
	s.say("settling a region …\n")
	return seed.Region(ctx, s.app, seed.Options{Documents: 300, Seed: 1, Now: time.Now()})
}

// clerks begin to open inboxes and cards; what it returns waits for their end and tells how it went.
func (s *site) clerks(ctx context.Context) (func() *Clerks, error) {
	if s.Options.Clerks == 0 {
		return func() *Clerks { return nil }, nil
	}
	cookie, cards, err := s.signIn(ctx)
	if err != nil {
		return nil, fmt.Errorf("sign a clerk in: %w", err)
	}
	inbox := func(int64) string { return "/api/tasks" }
	card := func(n int64) string { return fmt.Sprintf("/api/cards/%d", cards[n%int64(len(cards))]) }
	one, two := s.asking(ctx, cookie, inbox, warmTime), s.asking(ctx, cookie, card, warmTime)
	<-one
	<-two
	one, two = s.asking(ctx, cookie, inbox, s.Duration), s.asking(ctx, cookie, card, s.Duration)
	return func() *Clerks { return &Clerks{Inbox: <-one, Card: <-two} }, nil
}

// asking makes half of the requests, of one kind.
func (s *site) asking(ctx context.Context, cookie string, path func(n int64) string, long time.Duration) <-chan Fared {
	var turn atomic.Int64
	request := func(_ context.Context, b []byte) ([]byte, [16]byte, error) {
		return fmt.Appendf(b[:0], "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n", path(turn.Add(1)), s.servers[0].Address, cookie), [16]byte{}, nil
	}
	done := make(chan Fared, 1)
	go func() {
		var r Result
		r.fill(Load{Duration: long}, offer(ctx, Load{Rate: s.Options.Clerks / 2, Duration: long, Connections: 16, Addresses: s.fronts()}, request))
		done <- Fared{PerSecond: r.AcceptedPerSec, P50: r.P50, P99: r.P99, Max: r.Max, Errors: r.Errors, ErrorsBy: r.ErrorsBy}
	}()
	return done
}

// signIn lets a clerk in and finds cards that she may open.
func (s *site) signIn(ctx context.Context) (cookie string, cards []int64, err error) {
	at := "http://" + s.servers[0].Address
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, at+"/auth/sign-in", strings.NewReader(`{"login":"vasileva","password":"`+seed.Password+`"}`))
	if err != nil {
		return "", nil, err
	}
	post.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(post)
	if err != nil {
		return "", nil, err
	}
	answer.Body.Close()
	for _, c := range answer.Cookies() {
		cookie += c.Name + "=" + c.Value + "; "
	}
	get, err := http.NewRequestWithContext(ctx, http.MethodGet, at+"/api/cards?flow=incoming&limit=100", nil)
	if err != nil {
		return "", nil, err
	}
	get.Header.Set("Cookie", cookie)
	if answer, err = http.DefaultClient.Do(get); err != nil {
		return "", nil, err
	}
	defer answer.Body.Close()
	var list struct{ Items []struct{ ID int64 } }
	if err := json.NewDecoder(answer.Body).Decode(&list); err != nil || len(list.Items) == 0 {
		return "", nil, fmt.Errorf("status %d, %d cards: %w", answer.StatusCode, len(list.Items), err)
	}
	for _, one := range list.Items {
		cards = append(cards, one.ID)
	}
	return cookie, cards, nil
}
