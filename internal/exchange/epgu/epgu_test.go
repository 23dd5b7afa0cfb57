package epgu

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/exchange/epgu/contract"
	"veche/internal/exchange/epgu/simulator"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	node "veche/smev/simulator"
)

func TestAnApplicationOfAPortalIsLodgedWithItsFilesAndItsStatusesGoBack(t *testing.T) {
	for _, way := range []Way{ByReply, ByEvent, ByELK} {
		t.Run(string(way), func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				s := newStand(t, d)
				s.mapped(way)
				id := s.submit(simulator.Upload{Name: "фото.jpg", Content: strings.NewReader("изображение")})
				s.round()
				o := s.order(id)
				if o.State != Lodged || o.Number == "" || o.ApplicationID == nil || o.Verdict == "" || o.Verdict == "invalid" {
					t.Fatalf("lodged: %+v", o)
				}
				var l Lodging
				s.ok(json.Unmarshal([]byte(must(db.One[string](t.Context(), d, "SELECT body FROM test_desk"))(t)), &l))
				if l.Applicant.Surname != "Егоров" || l.Applicant.BornOn != calendar.MustParse("1980-02-29") || string(l.Answers) != `{"agree":true,"document":{"number":"123456","series":"9400"},"target":"first"}` {
					t.Errorf("what was lodged: %+v %s", l.Applicant, l.Answers)
				}
				if len(s.desk.files) != 1 || s.desk.files[0].Size == 0 || s.desk.files[0].SHA256 == "" {
					t.Errorf("files: %+v", s.desk.files)
				}
				s.reaches(*o.ApplicationID, "registered", false)
				s.reaches(*o.ApplicationID, "registered", false)
				s.desk.result = s.resultCard()
				s.reaches(*o.ApplicationID, "done", true)
				if got := s.codes(id); got != "2 1 3" {
					t.Errorf("the portal has %q", got)
				}
				if there := s.there(id); len(there.Results) != 1 || there.Results[0].Signature == "" || there.Problem != "" {
					t.Errorf("the result there: %+v", there)
				}
				if n := s.count("SELECT count(*) FROM epgu_ledger WHERE direction = 'out' AND state <> 'accepted'"); n != 0 {
					t.Errorf("%d lines are not accepted", n)
				}
				s.allValid()
			})
		})
	}
}

// resultCard is a card with a text.
func (s *stand) resultCard() *int64 {
	s.t.Helper()
	for _, k := range must(s.docs.Kinds(s.t.Context(), s.d, s.clerk.BodyID))(s.t) {
		if k.Flow == documents.Outgoing {
			d := must(s.docs.CreateDraft(s.t.Context(), s.clerk, documents.DraftInput{Flow: documents.Outgoing, KindID: k.ID, Summary: "Охотничий билет", Template: true}))(s.t)
			return &d.ID
		}
	}
	s.t.Fatal("no kind")
	return nil
}

// Scenario 17 in the form of this exchange: delivered twice, it is one; a status sent twice takes effect once; a refused
// line is mended and sent again without a new application.
func TestScenario17WhateverHappensItIsOneApplication(t *testing.T) {
	for _, mood := range []node.Mood{node.LostAnswer, node.LostAck, node.Duplicate, node.Reorder, node.Overflow, node.Failure} {
		t.Run(string(mood), func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				s := newStand(t, d)
				s.mapped(ByReply)
				s.rough = true
				s.ok(s.node.Moods.Set(mood, 3))
				id := s.submit()
				s.ok(s.portal.Write(t.Context(), id, "Прошу сообщить срок"))
				s.ok(s.portal.Forget(t.Context(), id))
				for range 5 {
					s.late += time.Minute
					s.round()
				}
				s.ok(s.node.Moods.Set(mood, 2))
				o := s.order(id)
				if o.State != Lodged || s.count("SELECT count(*) FROM test_desk") != 1 {
					t.Fatalf("%+v", o)
				}
				s.reaches(*o.ApplicationID, "registered", false)
				for range 5 {
					s.late += time.Minute
					s.round()
				}
				there := s.there(id)
				if got := s.codes(id); got != "2 1" && got != "1 2" || there.Texts != 1 || len(s.desk.written) != 1 {
					t.Errorf("codes %q, texts %d, written %q", got, there.Texts, s.desk.written)
				}
			})
		})
	}
}

func TestAWordThatComesBeforeItsApplicationWaitsForIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.mapped(ByReply)
		s.desk.refuse = fail.New(fail.Invalid, "epgu.answers_wrong", "x").With("why", "Не указана серия")
		id := s.submit()
		s.ok(s.portal.Cancel(t.Context(), id, "Передумал"))
		s.round()
		o := s.order(id)
		if o.State != Faulty || o.Error != "epgu.answers_wrong: Не указана серия" || s.desk.asked {
			t.Fatalf("faulty: %+v", o)
		}
		s.desk.refuse = nil
		s.ok(s.Retry(t.Context(), s.integrator, o.ID))
		s.round()
		if there := s.there(id); !s.desk.asked || there.Cancel != contract.CancelWaits {
			t.Errorf("the wish: %v, %q", s.desk.asked, there.Cancel)
		}
		s.desk.asked = false
		s.reaches(*s.order(id).ApplicationID, "cancelled", true)
		if there := s.there(id); there.Cancel != contract.CancelDone || !strings.HasSuffix(s.codes(id), "10") {
			t.Errorf("cancelled: %q, %q", there.Cancel, s.codes(id))
		}
		s.ok(s.portal.Cancel(t.Context(), id, "Ещё раз"))
		s.round()
		if there := s.there(id); there.Cancel != contract.CancelRejected {
			t.Errorf("too late: %q", there.Cancel)
		}
		s.allValid()
	})
}

func TestAnUnknownServiceWaitsInTheSortingQueue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		route := Route{Namespace: hunting, Code: "another", Title: "Другая цель", ServiceID: 5, Way: ByReply, FromDay: calendar.MustParse("2020-01-01"),
			Applicant: db.Map[string]{"surname": "HuntingLicenseApplicant/LastName"}, Answers: db.List[Answer]{}}
		s.ok(s.SaveRoute(t.Context(), s.integrator, RouteInput{Route: route}))
		s.listen()
		id := s.submit()
		s.round()
		if o := s.order(id); o.State != Sorting {
			t.Fatalf("%+v", o)
		}
		route.Code, route.FromDay = "first", calendar.MustParse("2099-01-01")
		s.ok(s.SaveRoute(t.Context(), s.integrator, RouteInput{Route: route})) // from a later day on
		s.round()
		if o := s.order(id); o.State != Sorting {
			t.Fatalf("%+v", o)
		}
		s.refused("epgu.fields_wrong", s.SaveRoute(t.Context(), s.integrator, RouteInput{Route: route})) // these days are taken
		route.FromDay, route.ToDay = calendar.MustParse("2020-01-01"), calendar.MustParse("2098-12-31")
		s.ok(s.SaveRoute(t.Context(), s.integrator, RouteInput{Route: route}))
		s.round()
		if o := s.order(id); o.State != Lodged {
			t.Fatalf("%+v", o)
		}
		s.refused("epgu.denied", s.SaveRoute(t.Context(), s.stranger, RouteInput{Route: route}))
		_, err := s.Orders(t.Context(), s.stranger, "", 0)
		s.refused("epgu.denied", err)
		s.refused("epgu.denied", s.SaveRoute(t.Context(), s.clerk, RouteInput{Route: route}))
	})
}

// Both known rejections are caught before anything is sent, where the dictionary is edited and where a line is made.
func TestWhatPortalsRefuseIsCaughtBeforeItIsSent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.mapped(ByELK)
		id := s.submit()
		s.round()
		status := must(db.One[Status](t.Context(), d, "SELECT "+db.Columns[Status]("")+" FROM epgu_status_codes WHERE status = 'registered'"))(t)
		status.Code = "5949=0"
		s.refused("epgu.status_not_integer", s.SaveStatus(t.Context(), s.integrator, StatusInput{Status: status}))
		status.Code = "5949"
		s.refused("epgu.fields_wrong", s.SaveStatus(t.Context(), s.integrator, StatusInput{Status: status}))
		s.ok(s.SaveCode(t.Context(), s.integrator, Code{Code: 5949, Name: "Своя"}))
		s.ok(s.SaveStatus(t.Context(), s.integrator, StatusInput{Status: status}))

		s.tx(func(tx *db.Tx) error { // as an import of a dictionary could do
			_, err := tx.Exec(t.Context(), "UPDATE epgu_status_codes SET code = '5949=0' WHERE status = 'registered'")
			return err
		})
		sentBefore := s.count("SELECT count(*) FROM smev_outgoing")
		s.reaches(*s.order(id).ApplicationID, "registered", false)
		bad := must(db.One[Line](t.Context(), d, "SELECT "+lineColumns+" FROM epgu_ledger WHERE state = 'refused'"))(t)
		if bad.Error != "epgu.status_not_integer" || s.count("SELECT count(*) FROM smev_outgoing") != sentBefore {
			t.Fatalf("%+v", bad)
		}
		fix := Correction{Code: "5949", StatusDate: "2026-11-22", Comment: "Зарегистрировано", Version: bad.Version}
		s.refused("epgu.date_without_time", s.Correct(t.Context(), s.integrator, bad.ID, fix))
		fix.StatusDate = "2026-11-22T12:00:00+03:00"
		s.ok(s.Correct(t.Context(), s.integrator, bad.ID, fix))
		s.round()
		if got := s.codes(id); got != "2 5949" || s.count("SELECT count(*) FROM test_desk") != 1 {
			t.Errorf("the portal has %q", got)
		}
		s.refused("epgu.wrong_state", s.Correct(t.Context(), s.integrator, bad.ID, fix))
		s.allValid()
	})
}

func TestAFaultyApplicationIsCorrectedAndItsFirstTextStays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.mapped(ByReply)
		s.desk.refuse = fail.New(fail.Invalid, "epgu.answers_wrong", "x")
		id := s.submit()
		s.round()
		s.desk.refuse = nil
		o := s.order(id)
		s.refused("epgu.fields_wrong", s.CorrectOrder(t.Context(), s.integrator, o.ID, CorrectedOrder{Raw: "<FormData/>", Version: o.Version}))
		mended := strings.Replace(must(s.RawOrder(t.Context(), s.integrator, o.ID))(t), "9400", "9401", 1)
		s.ok(s.CorrectOrder(t.Context(), s.integrator, o.ID, CorrectedOrder{Raw: mended, Version: o.Version}))
		s.round()
		if o = s.order(id); o.State != Lodged || !o.Corrected {
			t.Errorf("%+v", o)
		}
		first := must(db.One[int64](t.Context(), d, "SELECT id FROM epgu_ledger WHERE what = 'order'"))(t)
		if raw := must(s.Raw(t.Context(), s.integrator, first))(t); !strings.Contains(raw, "9400") {
			t.Error("the log was rewritten")
		}
	})
}
