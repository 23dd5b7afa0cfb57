package approval_test

import (
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"testing"

	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// keeper administers the routes of the body.
func (h *house) keeper() auth.Actor {
	by := h.Clerk
	by.Rights = append(slices.Clone(by.Rights), approval.RightRoutes)
	return by
}

func (h *house) plain(by auth.Actor) auth.Actor {
	by.Rights = slices.DeleteFunc(slices.Clone(by.Rights), func(r auth.Right) bool { return r == approval.RightRoutes })
	return by
}

func TestRoutesBelongToTheirBodyAndKeeper(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		in := approval.RouteInput{Name: "Письма", Flow: documents.Outgoing, KindID: &h.Letter, Active: true,
			Stages: []approval.Stage{stage("Отдел", nil, h.Head)}}
		_, err := h.SaveRoute(t.Context(), h.plain(h.Author), 0, in)
		refused(t, err, "approval.denied")
		route, err := h.SaveRoute(t.Context(), h.keeper(), 0, in)
		ok(t, err)

		other := h.Town.Body("Минфин")
		stranger := h.Town.Person(other, h.Town.Unit(other, 0, "Аппарат"), "Белов Юрий Юрьевич", "Начальник", org.ChiefClerk)
		stranger.Rights = append(stranger.Rights, approval.RightRoutes)
		_, err = h.SaveRoute(t.Context(), stranger, route.ID, in)
		refused(t, err, "approval.route_not_found")
		if list, err := h.Service.Routes(t.Context(), stranger, "", 0); err != nil || len(list) != 0 {
			t.Errorf("another body sees %v, %v", list, err)
		}

		in.Name, in.Version, in.Active = "Письма и ответы", route.Version, false
		_, err = h.SaveRoute(t.Context(), h.keeper(), route.ID, in)
		ok(t, err)
		_, err = h.SaveRoute(t.Context(), h.keeper(), route.ID, in) // with the version of before
		refused(t, err, "approval.route_stale")
		if list, err := h.Service.Routes(t.Context(), h.plain(h.Author), "", 0); err != nil || len(list) != 0 {
			t.Errorf("a route out of use is offered: %v, %v", list, err)
		}
		if list, err := h.Service.Routes(t.Context(), h.keeper(), documents.Outgoing, h.Letter); err != nil || len(list) != 1 || list[0].Name != "Письма и ответы" {
			t.Errorf("the keeper sees %v, %v", list, err)
		}
	})
}

func TestRouteFindsItsPeopleWhenItStarts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		whose := func(stages ...approval.Stage) ([]string, error) {
			card, _ := h.Draft(h.Letter, "текст")
			if _, err := h.Start(t.Context(), h.Author, card.ID, approval.StartInput{Stages: stages}); err != nil {
				return nil, err
			}
			var names []string
			for _, v := range h.current(card.ID).Cycles[0].Visas {
				names = append(names, v.Name)
			}
			return names, nil
		}
		by := func(p approval.Participant) approval.Stage {
			return stage("Этап", func(st *approval.Stage) { st.Participants = []approval.Participant{p} })
		}
		cases := []struct {
			name  string
			stage approval.Stage
			want  []string
			code  string
		}{
			{"a person", by(person(h.Head)), []string{h.Head.Name}, ""},
			{"the holder of a post", by(approval.Participant{Kind: approval.ByPost, ID: h.Deputy.PostID}), []string{h.Deputy.Name}, ""},
			{"the head of a unit", by(approval.Participant{Kind: approval.ByUnitHead, ID: h.Unit}), []string{h.Minister.Name}, ""},
			{"the author's own head", by(approval.Participant{Kind: approval.AuthorHead}), []string{h.Head.Name}, ""},
			{"everybody of a role", by(approval.Participant{Kind: approval.ByRole, Role: org.Lawyer}), []string{h.lawyer.Name}, ""},
			{"each once, without the author", stage("Этап", nil, h.Head, h.Author, h.Head), []string{h.Head.Name}, ""},
			{"the author alone is nobody", stage("Этап", nil, h.Author), nil, "approval.nobody"},
			{"a role that nobody has", by(approval.Participant{Kind: approval.ByRole, Role: org.Security}), nil, "approval.nobody"},
			{"a person who is not there", by(approval.Participant{Kind: approval.ByPerson, ID: 1 << 40}), nil, "approval.nobody"},
			{"a quorum larger than the stage", stage("Этап", func(st *approval.Stage) { st.Rule, st.Quorum = approval.Quorum, 2 }, h.Head), nil, "approval.nobody"},
		}
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				got, err := whose(c.stage)
				if fail.Code(err) != c.code || !slices.Equal(got, c.want) {
					t.Errorf("got %v, %v", got, err)
				}
			})
		}
	})
}

func TestKindWhoseRouteIsRequiredIsNotSignedWithoutApproval(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		free, _ := h.Draft(h.Letter, "текст")
		ok(t, h.Signing.SendToSignature(t.Context(), h.Author, free.ID))
		route, err := h.SaveRoute(t.Context(), h.keeper(), 0, approval.RouteInput{Name: "Письма", Flow: documents.Outgoing, Required: true, Active: true,
			Stages: []approval.Stage{stage("Отдел", nil, h.Head)}})
		ok(t, err)
		card, v := h.Draft(h.Letter, "текст")
		refused(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID), "signing.approval_needed")
		a, err := h.Start(t.Context(), h.Author, card.ID, approval.StartInput{RouteID: route.ID})
		ok(t, err)
		if a.RouteName != "Письма" {
			t.Errorf("the approval is by %q", a.RouteName)
		}
		h.votes(a.ID, v, h.Head)
		ok(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID))
	})
}

func TestNoApprovalBeginsTwiceOrWithoutText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		one := approval.StartInput{Stages: []approval.Stage{stage("Отдел", nil, h.Head)}}
		empty, err := h.Documents.CreateDraft(t.Context(), h.Author, documents.DraftInput{Flow: documents.Outgoing, KindID: h.Letter})
		ok(t, err)
		_, err = h.Start(t.Context(), h.Author, empty.ID, one)
		refused(t, err, "approval.no_version")
		card, _, _ := h.started(one.Stages...)
		_, err = h.Start(t.Context(), h.Author, card.ID, one)
		refused(t, err, "approval.wrong_state")
		_, err = h.Start(t.Context(), h.Author, empty.ID, approval.StartInput{})
		refused(t, err, "approval.route_wrong")
	})
}

func TestActionsAreThoseThatArePossible(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		actions := func(by auth.Actor, id int64) []string {
			card, err := h.Documents.Get(t.Context(), d, id)
			ok(t, err)
			list := []string{}
			mine, err := h.OfCard(t.Context(), d, by, card)
			ok(t, err)
			for _, a := range mine.Actions {
				list = append(list, string(a))
			}
			now, err := h.Signing.OfCard(t.Context(), d, by, card)
			ok(t, err)
			for _, a := range now.Actions {
				list = append(list, string(a))
			}
			return list
		}
		expect := func(step string, by auth.Actor, id int64, want ...string) {
			t.Helper()
			if got := actions(by, id); !slices.Equal(got, append([]string{}, want...)) {
				t.Errorf("%s: %s may %v, want %v", step, by.Name, got, want)
			}
		}
		card, _ := h.Draft(h.Letter, "текст")
		expect("draft", h.Author, card.ID, "start_approval", "set_cosigners", "send_to_signature")
		expect("draft", h.Head, card.ID)
		a, err := h.Start(t.Context(), h.Author, card.ID, approval.StartInput{Stages: []approval.Stage{stage("Отдел", nil, h.Head, h.clerks[0])}})
		ok(t, err)
		expect("in approval", h.Author, card.ID, "recall")
		expect("in approval", h.Head, card.ID, "vote", "delegate")
		expect("in approval", h.clerks[0], card.ID)
		v, err := h.Documents.CurrentVersion(t.Context(), d, card.ID)
		ok(t, err)
		h.votes(a.ID, v, h.Head)
		expect("second asked", h.clerks[0], card.ID, "vote")
		ok(t, h.vote(h.clerks[0], a.ID, v, approval.NotAgreed))
		expect("returned", h.Author, card.ID, "start_approval", "next_cycle", "set_cosigners")
		ok(t, h.NextCycle(t.Context(), h.Author, a.ID, approval.NextInput{Set: approval.AskAll}))
		h.votes(a.ID, v, h.Head, h.clerks[0])
		expect("approved", h.Author, card.ID, "recall", "set_cosigners", "send_to_signature")
		ok(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID))
		expect("on signature", h.Minister, card.ID, "sign", "attach_signature", "refuse_signature")
		expect("on signature", h.Assistant, card.ID)
		expect("on signature", h.Author, card.ID)
	})
}

func TestOperations(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		s := apitest.New(t, func(a *api.API) {
			approval.Routes(a, h.Service)
			signing.Routes(a, h.Signing)
		})
		keeper := h.keeper()
		route := apitest.JSON[approval.RouteView](t, s, keeper, "POST", "/api/routes", approval.RouteInput{
			Name: "Письма", Flow: documents.Outgoing, Active: true, Stages: []approval.Stage{stage("Отдел", nil, h.Head)}})
		list := apitest.JSON[api.List[approval.RouteView]](t, s, h.Author, "GET", "/api/routes?flow=outgoing", nil)
		if len(list.Items) != 1 || len(list.Items[0].Stages) != 1 || list.Items[0].Stages[0].Name != "Отдел" ||
			list.Items[0].Stages[0].Participants[0].Name != h.Head.Name {
			t.Errorf("routes %+v", list)
		}
		card, v := h.Draft(h.Letter, "текст")
		path := "/api/documents/" + strconv.FormatInt(card.ID, 10)
		started := apitest.JSON[approval.Card](t, s, h.Author, "POST", path+"/approval", approval.StartInput{RouteID: route.ID})
		visa := started.Current.Cycles[0].Visas[0]
		if visa.State != approval.AskedNow || visa.Mine || !slices.Equal(started.Actions, []approval.Action{approval.ActRecall}) {
			t.Errorf("started %+v", started)
		}
		vote := "/api/approvals/" + strconv.FormatInt(started.Current.ID, 10) + "/vote"
		old := approval.VoteInput{SHA256: route64(), Vote: approval.Agreed}
		apitest.Refused(t, s, &h.Head, "POST", vote, old, http.StatusConflict, "approval.stale_version")
		apitest.Refused(t, s, &h.lawyer, "POST", vote, old, http.StatusNotFound, "approval.not_found")
		apitest.JSON[approval.Card](t, s, h.Head, "POST", vote, approval.VoteInput{SHA256: v.SHA256, Vote: approval.Agreed})
		sheet := apitest.JSON[approval.Sheet](t, s, h.Author, "GET", path+"/approval-sheet", nil)
		if len(sheet.Rows) != 1 || sheet.Rows[0].Vote != approval.Agreed || sheet.Hash == "" {
			t.Errorf("sheet %+v", sheet)
		}
		sent := apitest.JSON[signing.Signing](t, s, h.Author, "POST", path+"/send-to-signature", nil)
		if sent.Demand != documents.DemandSimple || sent.Frozen {
			t.Errorf("sent %+v", sent)
		}
		apitest.Refused(t, s, &h.Assistant, "POST", path+"/sign", signing.SignInput{SHA256: v.SHA256}, http.StatusForbidden, "signing.assistant")
		forgetful := h.Minister
		forgetful.SteppedUp = false
		apitest.Refused(t, s, &forgetful, "POST", path+"/sign", signing.SignInput{SHA256: v.SHA256}, http.StatusForbidden, api.CodeStepUp)
		signed := apitest.JSON[signing.Signing](t, s, h.Minister, "POST", path+"/sign", signing.SignInput{SHA256: v.SHA256})
		if !signed.Frozen || len(signed.Signatures) != 1 || len(signed.Stamps) != 1 || len(signed.Actions) != 0 {
			t.Errorf("signed %+v", signed)
		}
	})
}

// route64 is a hash of another text.
func route64() string {
	const zeros = "0000000000000000"
	return zeros + zeros + zeros + zeros
}
