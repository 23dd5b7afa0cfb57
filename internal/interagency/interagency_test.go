package interagency_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/interagency"
	"veche/internal/interagency/simulator"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	smevsim "veche/smev/simulator"
)

func TestARequestGoesOutAndItsAnswerIsAttachedWithItsSignatureCheck(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		q := s.ask("address", true)
		if q.State != interagency.Sent || q.DueAt == nil || q.DueAt.Sub(*q.SentAt) != 48*time.Hour {
			t.Fatalf("sent: %+v", q)
		}
		s.round()
		c := s.card(q.ID)
		if c.State != interagency.Answered || len(c.Answers) != 1 || c.Overdue || len(s.told) != 1 || s.told[0].About() != (interagency.Ref{Kind: "service_application", ID: 7}) {
			t.Fatalf("answered: %+v, told %+v", c, s.told)
		}
		a := c.Answers[0]
		if a.Verdict == "" || a.Verdict == "invalid" || !strings.Contains(a.Sender, "Федеральная служба") || a.Late || len(a.Files) != 1 || a.Files[0].Signature == "" || a.Files[0].SHA256 == "" {
			t.Errorf("evidence: %+v", a)
		}
		if len(a.Facts) != 2 || a.Facts[0].Label != "Адрес" || !c.Signed {
			t.Errorf("facts: %+v", a.Facts)
		}
		if _, asked, _ := s.agency.Look(); len(asked) != 1 || asked[0].Facts[2].Value != "А < Б & В" {
			t.Errorf("the other side read: %+v", asked)
		}
		if n := s.count("SELECT count(*) FROM notices WHERE code = 'interagency.answered'"); n != 1 {
			t.Errorf("%d notices", n)
		}
	})
}

func TestARealTimeRequestIsAnsweredWithinTheClick(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		stop := make(chan struct{})
		done := make(chan struct{})
		go func() {
			defer close(done)
			for {
				select {
				case <-stop:
					return
				default:
					_ = s.agency.Step(t.Context())
				}
			}
		}()
		q := s.ask("income", true)
		close(stop)
		<-done
		if q.State != interagency.Answered {
			t.Errorf("after the click: %+v", q)
		}

		s.ok(s.agency.Behave(simulator.Conduct{Manner: simulator.Rightly, Delay: time.Hour}))
		began := time.Now()
		q = s.ask("income", true)
		if q.State != interagency.Sent && q.State != interagency.Delivered || time.Since(began) > 4*time.Second {
			t.Errorf("nobody answers in time: %s after %s", q.State, time.Since(began))
		}
		s.round()
		s.pass(61 * time.Minute)
		s.round()
		if c := s.card(q.ID); c.State != interagency.Answered || !c.Answers[0].Late || c.Overdue {
			t.Errorf("answered later: %s %+v %+v", c.State, c.Sendings, c.Answers)
		}
	})
}

// Scenario 18: an answer after 48 hours leaves a mark and changes no term; here nothing but the request changes.
func TestScenario18AnAnswerAfter48HoursIsMarkedAndAttached(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.ok(s.agency.Behave(simulator.Conduct{Manner: simulator.Never}))
		q := s.ask("address", true)
		s.round()
		s.pass(47 * time.Hour)
		if c := s.card(q.ID); c.Overdue || c.State == interagency.Timeout {
			t.Fatalf("before the term: %+v", c)
		}
		s.pass(2 * time.Hour)
		c := s.card(q.ID)
		if c.State != interagency.Timeout || !c.Overdue || !slices.Contains(c.Actions, "resend") {
			t.Fatalf("after the term: %+v", c)
		}
		s.pass(time.Hour)
		if n := s.count("SELECT count(*) FROM notices WHERE code = 'interagency.overdue'"); n != 1 {
			t.Errorf("told %d times", n)
		}
		first := c.Sendings[0].MessageID
		must(s.Resend(t.Context(), s.officer, q.ID))(t)
		s.round()
		c = s.card(q.ID)
		if c.State != interagency.Resent && c.State != interagency.Delivered || len(c.Sendings) != 2 || c.Sendings[1].MessageID == first || !c.Overdue {
			t.Fatalf("sent again: %+v", c)
		}
		_, asked, _ := s.agency.Look()
		s.ok(s.agency.Answer(asked[len(asked)-1].ID)) // the first one, after two days
		s.round()
		c = s.card(q.ID)
		if c.State != interagency.Answered || len(c.Answers) != 1 || c.Answers[0].SendingNo != 1 || !c.Overdue || len(s.told) != 1 {
			t.Errorf("the late answer: %s %+v %+v", c.State, c.Sendings, c.Answers)
		}
		s.ok(s.agency.Answer(asked[0].ID)) // and the second
		s.round()
		if c = s.card(q.ID); c.State != interagency.Answered || len(c.Answers) != 2 || len(s.told) != 2 {
			t.Errorf("both answers: %+v", c)
		}
	})
}

func TestARefusalAndAWrongAnswerAreShownAsTheyCame(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.ok(s.agency.Behave(simulator.Conduct{Manner: simulator.Refuses}))
		q := s.ask("address", true)
		s.round()
		if c := s.card(q.ID); c.State != interagency.Rejected || c.Answers[0].Rejected != "NO_DATA" || c.Answers[0].Words == "" {
			t.Errorf("refused: %+v", c)
		}
		s.ok(s.agency.Behave(simulator.Conduct{Manner: simulator.Wrongly}))
		must(s.Resend(t.Context(), s.officer, q.ID))(t)
		s.round()
		if c := s.card(q.ID); c.State != interagency.Answered || c.Answers[0].Facts[0].Label != "text" {
			t.Errorf("wrong: %+v", c)
		}
	})
}

func TestTheNodeMayHaveAnyBadDay(t *testing.T) {
	for _, mood := range []smevsim.Mood{smevsim.LostAnswer, smevsim.LostAck, smevsim.Duplicate, smevsim.Reorder, smevsim.Overflow, smevsim.LateRejection} {
		t.Run(string(mood), func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				s := newStand(t, d)
				s.rough = true
				times := 2
				if mood == smevsim.LateRejection {
					times = 1
				}
				s.ok(s.node.Moods.Set(mood, times))
				q := s.ask("address", true)
				for range 6 {
					s.late += time.Minute
					s.round()
				}
				c := s.card(q.ID)
				if mood == smevsim.LateRejection {
					if c.State != interagency.Rejected || c.Problem == "" {
						t.Fatalf("refused late: %+v", c)
					}
					must(s.Resend(t.Context(), s.officer, q.ID))(t)
					for range 6 {
						s.late += time.Minute
						s.round()
					}
					c = s.card(q.ID)
				}
				_, asked, _ := s.agency.Look()
				if c.State != interagency.Answered || len(c.Answers) != 1 || len(asked) != 1 || len(s.told) != 1 {
					t.Errorf("state %s, answers %d, asked %d, told %d, problem %q", c.State, len(c.Answers), len(asked), len(s.told), c.Problem)
				}
			})
		})
	}
}

func TestFieldsAreCheckedBeforeARequestLeaves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		ask := func(kind string, fields map[string]string) error {
			_, err := s.AskBy(t.Context(), s.officer, interagency.AskInput{Kind: kind, Fields: fields, Send: true})
			return err
		}
		s.refused("interagency.fields_wrong", ask("address", map[string]string{}))
		s.refused("interagency.fields_wrong", ask("address", map[string]string{"snils": "112-233-445 96"}))
		s.refused("interagency.fields_wrong", ask("address", map[string]string{"snils": goodSNILS, "birthDate": "29.02.1981"}))
		s.refused("interagency.kind_unknown", ask("нет", nil))
		q := s.ask("address", false)
		if q.State != interagency.Draft {
			t.Fatalf("a draft: %+v", q)
		}
		must(s.Change(t.Context(), s.officer, q.ID, interagency.AskInput{Fields: map[string]string{"snils": goodSNILS, "unknown": "x"}, Send: true}))(t)
		_, err := s.SendNow(t.Context(), s.officer, q.ID, nil)
		s.refused("interagency.wrong_state", err)
	})
}

func TestOthersSeeNothingOfIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		q := s.ask("address", true)
		_, err := s.Show(t.Context(), s.stranger, q.ID)
		s.refused("interagency.request_not_found", err)
		_, err = s.Raw(t.Context(), s.stranger, q.ID)
		s.refused("interagency.request_not_found", err)
		_, err = s.Resend(t.Context(), s.stranger, q.ID)
		s.refused("interagency.request_not_found", err)
		list, _, err := s.Requests(t.Context(), s.stranger, interagency.Filter{Queue: interagency.Open}, "")
		if err != nil || len(list) != 0 {
			t.Errorf("%v %+v", err, list)
		}
		_, err = s.SaveKind(t.Context(), s.stranger, interagency.KindInput{Kind: interagency.Kind{Code: "y", Name: "Y", Term: interagency.Working, ToName: "Z", Letter: "x"}})
		s.refused("interagency.denied", err)
		nobody := auth.Actor{PersonID: s.officer.PersonID, BodyID: s.body}
		_, _, err = s.Requests(t.Context(), nobody, interagency.Filter{Queue: interagency.Open}, "")
		s.refused("interagency.denied", err)
	})
}
