package simulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/smev"
	"veche/smev/message"
	"veche/smev/simulator"
)

// pair is a consumer and a provider who answers every request by its number, with a file.
type pair struct {
	*stand
	consumer, provider *smev.Exchange
	ours, theirs       smev.Store
	asked              map[string]int // times each request took effect, by its text
	answered           map[string]int // times each answer took effect, by the key of its request
	rejected           []*smev.Outgoing
	byReference        bool
}

func newPair(t testing.TB, change ...func(*simulator.Options)) *pair {
	p := &pair{stand: newStand(t, change...), ours: smev.NewMemoryStore(), theirs: smev.NewMemoryStore(), asked: map[string]int{}, answered: map[string]int{}}
	p.connect(message.V13)
	return p
}

func (p *pair) connect(v message.Version) {
	p.provider = smev.NewExchange(p.client(v, p.stand.provider), p.theirs, smev.Settings{Queues: requests, Now: p.clock.Now, Handlers: smev.Handlers{Request: p.onRequest}})
	p.consumer = smev.NewExchange(p.client(v, p.stand.consumer), p.ours, smev.Settings{Queues: responses, Now: p.clock.Now, Handlers: smev.Handlers{Response: p.onResponse,
		Rejected: func(_ context.Context, out *smev.Outgoing) error {
			p.rejected = append(p.rejected, out)
			return nil
		}}})
}

func (p *pair) onRequest(_ context.Context, in *smev.Incoming) (*smev.Reply, error) {
	p.asked[string(in.Received.Request.Content)]++
	if len(in.Files) != 1 || in.Files[0].Problem != "" || text(p.t, p.theirs, in.Files[0]) != "файл" {
		return nil, fmt.Errorf("files: %+v", in.Files)
	}
	return &smev.Reply{Body: message.Body{Content: answer("да"), Attachments: []message.Attachment{{ID: "a", MimeType: "text/plain"}}},
		Files: []smev.File{put(p.t, p.theirs, "a", "ответ")}}, nil
}

func (p *pair) onResponse(_ context.Context, in *smev.Incoming, out *smev.Outgoing) error {
	if out == nil {
		return errors.New("an answer to nobody")
	}
	p.answered[out.Key]++
	return nil
}

func (p *pair) ask(n int) *smev.Outgoing {
	p.t.Helper()
	a := message.Attachment{ID: "f", MimeType: "text/plain"}
	if p.byReference {
		a = message.Attachment{ID: string(message.NewMessageIDs(nil).Next()), ByReference: true, FileName: "f.txt", MimeType: "text/plain"}
	}
	o, err := p.consumer.Request(p.t.Context(), fmt.Sprint(n), message.Request{Body: message.Body{Content: query(n), Attachments: []message.Attachment{a}}},
		[]smev.File{put(p.t, p.ours, a.ID, "файл")}, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	return o
}

// turn lets both work, with an hour between, until nothing is left to do or the patience ends. Errors of single steps are
// what the moods are for.
func (p *pair) turn(rounds int) (problems []string) {
	for range rounds {
		for _, e := range []*smev.Exchange{p.consumer, p.provider} {
			if err := e.Step(p.t.Context()); err != nil {
				problems = append(problems, err.Error())
			}
		}
		p.clock.pass(time.Hour)
	}
	return problems
}

// Whatever the node does, each request takes effect once and is answered once.
func TestEveryMoodIsSurvived(t *testing.T) {
	once := func(moods ...simulator.Mood) func(*pair) {
		return func(p *pair) {
			for _, m := range moods {
				if err := p.node.Moods.Set(m, 1); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	cases := map[string]func(*pair){
		"a good day":           once(),
		"a lost answer":        once(simulator.LostAnswer),
		"a lost ack":           once(simulator.LostAck),
		"a duplicate":          once(simulator.Duplicate),
		"out of order":         once(simulator.Reorder, simulator.Reorder),
		"a wrong signature":    once(simulator.WrongSignature),
		"an overflow":          once(simulator.Overflow),
		"a failure":            once(simulator.Failure),
		"a stale identifier":   once(simulator.Stale),
		"a file store down":    func(p *pair) { p.byReference = true; p.node.Moods.Set(simulator.FileStoreDown, simulator.Always) },
		"a slow answer":        func(p *pair) { p.node.Moods.SetDelay(time.Millisecond); once(simulator.Slow)(p) },
		"everything at a time": once(simulator.LostAnswer, simulator.LostAck, simulator.Duplicate, simulator.Reorder, simulator.WrongSignature, simulator.Overflow, simulator.Failure),
	}
	for name, mood := range cases {
		t.Run(name, func(t *testing.T) {
			p := newPair(t)
			p.t = t
			mood(p)
			const many = 3
			for n := range many {
				p.ask(n)
			}
			problems := p.turn(3)
			p.node.Moods.Set(simulator.FileStoreDown, 0)
			problems = append(problems, p.turn(5)...)
			for n := range many {
				if p.asked[string(query(n))] != 1 || p.answered[fmt.Sprint(n)] != 1 {
					t.Errorf("request %d was worked on %d times and answered %d times\n%s", n, p.asked[string(query(n))], p.answered[fmt.Sprint(n)], strings.Join(problems, "\n"))
				}
			}
			if len(p.rejected) > 0 {
				t.Errorf("rejected: %+v", p.rejected[0].Fault)
			}
			if left := p.node.Moods.All(); len(left) > 0 && name != "a file store down" {
				t.Errorf("moods that never struck: %v", left)
			}
		})
	}
}

func TestALateRejectionReachesTheSender(t *testing.T) {
	p := newPair(t)
	p.node.Moods.Set(simulator.LateRejection, 1)
	p.ask(1)
	p.turn(2)
	if len(p.rejected) != 1 || !errors.Is(p.rejected[0].Fault, message.InvalidContent) || p.rejected[0].Fault.Code != "028122" || len(p.asked) != 0 {
		t.Fatalf("%+v", p.rejected)
	}
	t.Run("and the mended message goes under another identifier", func(t *testing.T) {
		again, err := p.consumer.Again(t.Context(), p.rejected[0].ID)
		if err != nil || !again.Known(p.rejected[0].ID) || again.ID == p.rejected[0].ID {
			t.Fatalf("%+v, %v", again, err)
		}
		p.turn(3)
		if p.answered["1"] != 1 {
			t.Error("it is not answered")
		}
	})
	p.judge(40)
}

func TestALateRejectionOfAnAnswer(t *testing.T) {
	p := newPair(t)
	p.ask(1)
	if err := p.consumer.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.node.Moods.Set(simulator.LateRejection, 1)
	var told []*smev.Outgoing
	p.provider = smev.NewExchange(p.client(message.V13, p.stand.provider), p.theirs, smev.Settings{Queues: slices.Concat(requests, responses), Now: p.clock.Now,
		Handlers: smev.Handlers{Request: p.onRequest, Rejected: func(_ context.Context, out *smev.Outgoing) error {
			told = append(told, out)
			return nil
		}}})
	p.turn(2)
	if len(told) != 1 || told[0].InReplyTo == "" || told[0].Progress != message.ResponseRejectedBySMEV {
		t.Errorf("%+v", told)
	}
}

func TestAnExpiredCertificateStopsAMessageUntilAPersonHasActed(t *testing.T) {
	p := newPair(t)
	p.node.Moods.Set(simulator.ExpiredCertificate, simulator.Always)
	o := p.ask(1)
	p.turn(3)
	if len(p.rejected) != 1 || p.rejected[0].Fault.StableCode() != "smev.signature.certificate_expired" {
		t.Fatalf("%+v", p.rejected)
	}
	p.node.Moods.Set(simulator.ExpiredCertificate, 0)
	if _, err := p.consumer.Again(t.Context(), o.ID); err != nil {
		t.Fatal(err)
	}
	p.turn(3)
	if p.answered["1"] != 1 {
		t.Error("it is not answered")
	}
}

// A message whose first attempt may have arrived is not sent under a new identifier: a person decides.
func TestAStaleMessageInDoubtWaitsForAPerson(t *testing.T) {
	p := newPair(t)
	o := p.ask(1)
	p.node.Moods.Set(simulator.LostAnswer, 1)
	if _, err := p.consumer.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.clock.pass(72 * time.Hour)
	if _, err := p.consumer.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	if kept := must(p.ours.Outgoing(t.Context(), o.ID)); kept.State != smev.Doubtful || len(p.rejected) != 1 {
		t.Fatalf("%+v", kept)
	}
	p.turn(3) // the answer comes all the same, and ends the doubt
	if kept := must(p.ours.Outgoing(t.Context(), o.ID)); kept.State != smev.Answered || p.answered["1"] != 1 {
		t.Errorf("%+v", kept)
	}
}

// After a long break messages that SMEV surely does not have get new identifiers by themselves.
func TestStaleIdentifiersAreIssuedAnew(t *testing.T) {
	p := newPair(t)
	p.node.Moods.Set(simulator.Overflow, simulator.Always)
	o := p.ask(1)
	p.turn(60)
	p.node.Moods.Set(simulator.Overflow, 0)
	p.turn(3)
	kept := must(p.ours.Outgoing(t.Context(), o.ID))
	if kept.ID == o.ID || !slices.Contains(kept.Earlier, o.ID) || kept.Request.ReferenceMessageID != kept.ID || p.answered["1"] != 1 {
		t.Errorf("%+v", kept)
	}
}

// A delivery with a wrong signature is never handed on; when it stays wrong it is refused, and kept as evidence.
func TestADeliveryThatStaysWrongIsRefused(t *testing.T) {
	p := newPair(t)
	o := p.ask(1)
	p.node.Moods.Set(simulator.WrongSignature, simulator.Always)
	p.turn(5)
	if len(p.asked) != 0 {
		t.Fatal("it was worked on")
	}
	if in := must(p.theirs.Incoming(t.Context(), o.ID)); in.Refused == "" || len(in.Document) == 0 {
		t.Errorf("%+v", in)
	}
}

func TestQueueStatistics(t *testing.T) {
	s := newStand(t)
	c := s.client(message.V11, s.consumer)
	provider := s.client(message.V11, s.provider)
	if _, err := provider.GetRequest(t.Context(), requests[0].Selector, smev.NewMemoryStore()); err != nil {
		t.Fatal(err)
	}
	ids := message.NewMessageIDs(nil)
	for range 2 {
		if _, err := c.SendRequest(t.Context(), &message.Request{MessageID: ids.Next(), Body: message.Body{Content: query(1)}}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if queues, err := provider.QueueStatistics(t.Context(), ""); err != nil || len(queues) != 1 || queues[0].Pending != 2 {
		t.Errorf("%+v, %v", queues, err)
	}
	s.judge(40)
}

// NodeID chooses among the answers of one system those for one of its nodes.
func TestAnswersGoToTheNodeThatAsked(t *testing.T) {
	p := newPair(t)
	c := p.client(message.V12, p.stand.consumer)
	ids := message.NewMessageIDs(nil)
	for _, node := range []string{"", "n1", "n2"} {
		if _, err := c.SendRequest(t.Context(), &message.Request{MessageID: ids.Next(), NodeID: node, Body: message.Body{Content: query(len(node)), Attachments: []message.Attachment{{ID: "f", MimeType: "text/plain"}}}},
			map[string]smev.Content{"f": {Size: 8, Open: opener("файл")}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.provider.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, node := range []string{"n2", "", "n1"} {
		d, err := c.GetResponse(t.Context(), message.Selector{NodeID: node}, p.ours)
		if err != nil || d == nil {
			t.Fatalf("%q: %v, %v", node, d, err)
		}
		if err := c.Ack(t.Context(), d.ID(), true); err != nil {
			t.Error(err)
		}
		if d, err := c.GetResponse(t.Context(), message.Selector{NodeID: node}, p.ours); err != nil || d != nil {
			t.Errorf("%q has one more: %+v, %v", node, d, err)
		}
	}
}

func TestMoodsAreSwitchedOverHTTP(t *testing.T) {
	s := newStand(t)
	put := func(body string) *http.Response {
		r := must(http.NewRequestWithContext(t.Context(), http.MethodPut, s.url+"/control/moods", strings.NewReader(body)))
		return must(http.DefaultClient.Do(r))
	}
	response := put(`{"moods":{"overflow":2,"slow":-1},"delay_ms":10}`)
	var got struct {
		Moods map[string]int `json:"moods"`
		Delay int            `json:"delay_ms"`
	}
	err := json.NewDecoder(response.Body).Decode(&got)
	response.Body.Close()
	if err != nil || got.Moods["overflow"] != 2 || got.Moods["slow"] != -1 || got.Delay != 10 {
		t.Errorf("%+v, %v", got, err)
	}
	for _, wrong := range []string{`{"moods":{"angry":1}}`, `{`, `{"x":1}`} {
		response := put(wrong)
		response.Body.Close()
		if response.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", wrong, response.Status)
		}
	}
	page := must(http.Get(s.url + "/"))
	var text bytes.Buffer
	_, err = text.ReadFrom(page.Body)
	page.Body.Close()
	if err != nil || !strings.Contains(text.String(), "ещё 2 раз") || !strings.Contains(text.String(), "всегда") {
		t.Error(text.String())
	}
}
