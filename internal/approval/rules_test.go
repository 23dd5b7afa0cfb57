package approval

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// visas writes a stage as letters: a agreed, r agreed with remarks, n not agreed, x abstained, ? asked, w waiting,
// d with a subordinate, k kept, c cancelled.
func visas(letters string) []Visa {
	kinds := map[rune]Visa{
		'a': {State: Voted, Vote: Agreed}, 'r': {State: Voted, Vote: AgreedWithRemarks}, 'n': {State: Voted, Vote: NotAgreed},
		'x': {State: Voted, Vote: Abstained}, '?': {State: AskedNow}, 'w': {State: Waiting}, 'd': {State: Delegated},
		'k': {State: Kept, Vote: Agreed}, 'c': {State: Cancelled},
	}
	var list []Visa
	for i, letter := range []rune(letters) {
		v := kinds[letter]
		v.ID, v.EmployeeID, v.Position = int64(i+1), int64(i+1), i
		list = append(list, v)
	}
	return list
}

func TestStageSettles(t *testing.T) {
	names := map[outcome]string{open: "open", passed: "passed", failed: "failed"}
	cases := []struct {
		name   string
		stage  Stage
		visas  string
		settle outcome
	}{
		{"nobody has voted", Stage{Rule: All, OnNotAgreed: Stop, Required: true}, "????", open},
		{"all agreed", Stage{Rule: All, OnNotAgreed: Stop, Required: true}, "aaar", passed},
		{"remarks let the text go on", Stage{Rule: All, OnNotAgreed: Stop, Required: true}, "rrrr", passed},
		{"one refused, stop at once", Stage{Rule: All, OnNotAgreed: Stop, Required: true}, "an??", failed},
		{"one refused, wait for all", Stage{Rule: All, OnNotAgreed: WaitAll, Required: true}, "an??", open},
		{"one refused, all have voted", Stage{Rule: All, OnNotAgreed: WaitAll, Required: true}, "anaa", failed},
		{"a vote with a subordinate is still to come", Stage{Rule: All, OnNotAgreed: Stop, Required: true}, "ad", open},
		{"kept votes count", Stage{Rule: All, OnNotAgreed: Stop, Required: true}, "kka", passed},
		{"who abstained is not counted", Stage{Rule: All, OnNotAgreed: Stop, Required: true}, "xa", passed},
		{"somebody must have agreed", Stage{Rule: All, OnNotAgreed: Stop, Required: true}, "xx", failed},
		{"any: one is enough", Stage{Rule: Any, OnNotAgreed: Stop, Required: true}, "a??", passed},
		{"any: a refusal does not end it", Stage{Rule: Any, OnNotAgreed: Stop, Required: true}, "n??", open},
		{"any: nobody is left", Stage{Rule: Any, OnNotAgreed: Stop, Required: true}, "nnx", failed},
		{"quorum of two, one agreed", Stage{Rule: Quorum, Quorum: 2, OnNotAgreed: Stop, Required: true}, "a??", open},
		{"quorum of two, reached", Stage{Rule: Quorum, Quorum: 2, OnNotAgreed: Stop, Required: true}, "aan?", passed},
		{"quorum of two, out of reach", Stage{Rule: Quorum, Quorum: 2, OnNotAgreed: Stop, Required: true}, "nn?", failed},
		{"quorum of two, out of reach but all are heard", Stage{Rule: Quorum, Quorum: 2, OnNotAgreed: WaitAll, Required: true}, "nn?", open},
		{"opinions wanted: a refusal returns nothing", Stage{Rule: All, OnNotAgreed: Stop}, "n?", open},
		{"opinions wanted: all were heard", Stage{Rule: All, OnNotAgreed: Stop}, "nc", passed},
		{"opinions wanted: everybody was silent", Stage{Rule: All, OnNotAgreed: Stop}, "cc", passed},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.stage.settle(visas(c.visas)); got != c.settle {
				t.Errorf("%s is %s, want %s", c.visas, names[got], names[c.settle])
			}
		})
	}
}

func TestOpinionsAreNotVotes(t *testing.T) {
	list := visas("dn")
	list[1].DelegatedFrom = &list[0].ID
	if got := (Stage{Rule: All, OnNotAgreed: Stop, Required: true}).settle(list); got != open {
		t.Errorf("an opinion ended the stage: %d", got)
	}
}

func TestWhoseTurnItIs(t *testing.T) {
	cases := []struct {
		name, visas string
		mode        Mode
		asked       int
	}{
		{"in parallel all are asked", "www", Parallel, 3},
		{"one by one the first is asked", "www", Sequential, 1},
		{"then nobody until he has voted", "?ww", Sequential, 0},
		{"a subordinate who looks holds the turn", "dww", Sequential, 0},
		{"then the next", "aww", Sequential, 1},
		{"kept votes are passed over", "kkw", Sequential, 1},
		{"nobody is left", "aaa", Sequential, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := (Stage{Mode: c.mode}).toAsk(visas(c.visas)); len(got) != c.asked {
				t.Errorf("%d are asked, want %d", len(got), c.asked)
			}
		})
	}
}

func TestVoteIsChecked(t *testing.T) {
	cases := []struct {
		name string
		in   VoteInput
		code string
	}{
		{"agreement needs no words", VoteInput{Vote: Agreed}, ""},
		{"remarks need words", VoteInput{Vote: AgreedWithRemarks}, "approval.remarks_required"},
		{"blanks are no words", VoteInput{Vote: NotAgreed, Remarks: " \n"}, "approval.remarks_required"},
		{"a refusal needs its reason", VoteInput{Vote: NotAgreed, Remarks: "нет ссылки на закон"}, ""},
		{"a conflict of interests is named", VoteInput{Vote: Abstained}, "approval.remarks_required"},
		{"plain agreement with words is agreement with remarks", VoteInput{Vote: Agreed, Remarks: "но"}, "approval.remarks_need_their_vote"},
		{"an unknown vote", VoteInput{Vote: "perhaps"}, "approval.unknown_vote"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := c.in.check(); fail.Code(err) != c.code {
				t.Errorf("got %v, want %q", err, c.code)
			}
		})
	}
}

func TestChoiceOfTheVisa(t *testing.T) {
	me := auth.Actor{PersonID: 2, Acting: []auth.Person{{ID: 1}}, Assists: []auth.Person{{ID: 9}}}
	cases := []struct {
		name, visas string
		by          auth.Actor
		id, want    int64
		code        string
	}{
		{"his own comes before that of whom he replaces", "??", me, 0, 2, ""},
		{"then the other", "?a", me, 0, 1, ""},
		{"or the one he names", "??", me, 1, 1, ""},
		{"a chief may vote while his subordinate looks", "wd", me, 0, 2, ""},
		{"his turn has not come", "ww", me, 0, 0, "approval.not_your_turn"},
		{"he has voted", "aa", me, 0, 0, "approval.already_voted"},
		{"he is asked no more", "cc", me, 0, 0, "approval.cancelled"},
		{"a stranger", "??", auth.Actor{PersonID: 7}, 0, 0, "approval.denied"},
		{"an assistant", "??", auth.Actor{PersonID: 7, Assists: []auth.Person{{ID: 1}}}, 0, 0, "approval.assistant"},
		{"nobody but a person", "??", auth.System("job"), 0, 0, "approval.denied"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v, err := choose(c.by, visas(c.visas), c.id)
			if fail.Code(err) != c.code || err == nil && v.ID != c.want {
				t.Errorf("got visa %d, %v", v.ID, err)
			}
		})
	}
}

func TestRouteIsChecked(t *testing.T) {
	whole := Stage{Name: "Юрист", Mode: Parallel, Rule: All, OnNotAgreed: Stop, Participants: []Participant{{Kind: ByRole, Role: "lawyer"}}}
	change := func(fn func(*Stage)) []Stage {
		st := whole
		fn(&st)
		return []Stage{whole, st}
	}
	cases := []struct {
		name   string
		stages []Stage
		field  string
	}{
		{"a whole one", []Stage{whole}, ""},
		{"without stages", nil, "stages"},
		{"a stage without a name", change(func(s *Stage) { s.Name = " " }), "stages.1.name"},
		{"a stage without people", change(func(s *Stage) { s.Participants = nil }), "stages.1.participants"},
		{"a person who is not named", change(func(s *Stage) { s.Participants = []Participant{{Kind: ByPerson}} }), "stages.1.participants.0"},
		{"a quorum of nobody", change(func(s *Stage) { s.Rule = Quorum }), "stages.1.quorum"},
		{"a term in years", change(func(s *Stage) { s.Term = Term{1, "year"} }), "stages.1.term"},
		{"an unknown mode", change(func(s *Stage) { s.Mode = "" }), "stages.1.mode"},
		{"an unknown rule", change(func(s *Stage) { s.Rule = "most" }), "stages.1.rule"},
		{"an unknown policy", change(func(s *Stage) { s.OnNotAgreed = "" }), "stages.1.on_not_agreed"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := check(c.stages)
			if c.field == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			e, ok := err.(*fail.Error)
			if !ok || e.Fields[c.field] == "" {
				t.Errorf("got %v, want field %s", err, c.field)
			}
		})
	}
}

// Whatever the votes, a stage whose people have all voted is not left open, and where nobody is
// waited for, one more agreement never harms.
func TestStageNeverHangs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		st := Stage{
			Rule:        rapid.SampledFrom([]Rule{All, Any, Quorum}).Draw(t, "rule"),
			Quorum:      rapid.IntRange(1, 5).Draw(t, "quorum"),
			OnNotAgreed: rapid.SampledFrom([]OnNotAgreed{Stop, WaitAll}).Draw(t, "policy"),
			Required:    rapid.Bool().Draw(t, "required"),
			Mode:        rapid.SampledFrom([]Mode{Parallel, Sequential}).Draw(t, "mode"),
		}
		letters := rapid.SliceOfN(rapid.SampledFrom([]rune("arnxkc?w")), 1, 6).Draw(t, "visas")
		list := visas(string(letters))
		pending := slices.ContainsFunc(list, Visa.Pending)
		got := st.settle(list)
		if !pending && got == open {
			t.Fatalf("%s: nobody is left to vote and the stage is open", string(letters))
		}
		asked := slices.ContainsFunc(list, Visa.Open)
		if got == open && !asked && len(st.toAsk(list)) == 0 {
			t.Fatalf("%s: the stage is open and nobody is asked", string(letters))
		}
		for i, v := range list {
			if !v.Pending() {
				continue
			}
			better := slices.Clone(list)
			better[i].State, better[i].Vote = Voted, Agreed
			if st.OnNotAgreed == Stop && got != failed && st.settle(better) == failed {
				t.Fatalf("%s: agreement %d ended the stage", string(letters), i)
			}
		}
	})
}
