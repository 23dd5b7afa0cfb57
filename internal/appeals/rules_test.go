package appeals

import (
	"errors"
	"testing"

	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

func on(s string) calendar.Date { return calendar.MustParse(s) }

func TestTheClockOfTheLaw(t *testing.T) {
	c := NewClock(calendar.Russia(), nil)
	// Scenario 12 of the acceptance list.
	a := Appeal{Kind: Application}
	a.AnswerBy = c.Answer(a, on("2026-11-02"))
	for _, one := range []struct {
		name      string
		got       calendar.Deadline
		want, why string
	}{
		{"received on Friday, registered on Monday", c.Register(on("2026-10-30")), "2026-11-02", "ст. 8 ч. 2"},
		{"forwarded within seven days", c.Forward(a, on("2026-11-02")), "2026-11-09", "ст. 8 ч. 3, 4"},
		{"answered within thirty", a.AnswerBy, "2026-12-02", "ст. 12 ч. 1"},
		{"extended to sixty, before the holidays", c.Extended(a, on("2026-11-02")), "2026-12-30", "ст. 12 ч. 2"},
		{"facts of migration to the head", c.Answer(Appeal{Migration: true, ToHead: true}, on("2026-11-02")), "2026-11-20", "ст. 12 ч. 1.1"},
		{"facts of migration go on in five days", c.Forward(Appeal{Migration: true}, on("2026-11-02")), "2026-11-06", "ст. 8 ч. 3.1"},
		{"why there is no answer", c.Notice(on("2026-11-02")), "2026-11-09", "ст. 11"},
		{"documents of another body", c.Documents(on("2026-11-02")), "2026-11-17", "ст. 10 ч. 2"},
		{"the year's end", c.Answer(Appeal{}, on("2025-12-02")), "2025-12-30", "ст. 12 ч. 1"},
		{"9 May", c.Answer(Appeal{}, on("2026-04-09")), "2026-05-08", "ст. 12 ч. 1"},
	} {
		if one.got.Date != on(one.want) {
			t.Errorf("%s: %s, want %s (%s)", one.name, one.got.Date, one.want, one.got.Explain())
		}
		if want := "Закон № 59-ФЗ, " + one.why; one.got.Term.Basis != want {
			t.Errorf("%s stands on %q, want %q", one.name, one.got.Term.Basis, want)
		}
	}
}

func TestAMessageHasTheTermOfItsTopicAndNeverMoreThanTen(t *testing.T) {
	c := NewClock(calendar.Russia(), nil)
	for days, want := range map[int]string{0: "2026-11-12", 3: "2026-11-05", 10: "2026-11-12", 30: "2026-11-12"} {
		if got := c.Answer(Appeal{Kind: Message, MessageDays: days}, on("2026-11-02")); got.Date != on(want) {
			t.Errorf("topic of %d days: %s, want %s", days, got.Date, want)
		}
	}
}

func TestAnOfficeShortensATermAndNeverLengthensIt(t *testing.T) {
	for _, one := range []struct {
		name string
		own  calendar.Term
		want string
	}{
		{"shorter", calendar.Term{Code: termAnswer, Amount: 15, Unit: calendar.CalendarDay, Policy: calendar.Prev}, "2026-11-17"},
		{"longer", calendar.Term{Code: termAnswer, Amount: 45, Unit: calendar.CalendarDay, Policy: calendar.Prev}, "2026-12-02"},
		{"in working days", calendar.Term{Code: termAnswer, Amount: 29, Unit: calendar.WorkingDay, Policy: calendar.Prev}, "2026-12-02"},
		{"nothing", calendar.Term{Code: termAnswer, Amount: 0, Unit: calendar.CalendarDay, Policy: calendar.Prev}, "2026-12-02"},
	} {
		c := NewClock(calendar.Russia(), []calendar.Term{one.own})
		if got := c.Answer(Appeal{}, on("2026-11-02")); got.Date != on(one.want) {
			t.Errorf("%s: %s, want %s", one.name, got.Date, one.want)
		}
	}
	next := NewClock(calendar.Russia(), []calendar.Term{{Code: termAnswer, Amount: 30, Unit: calendar.CalendarDay, Policy: calendar.Next}})
	if got := next.Answer(Appeal{}, on("2026-04-09")); got.Date != on("2026-05-12") {
		t.Errorf("the next working day: %s", got.Date)
	}
}

// Scenario 13.
func TestAnAppealIsExtendedOnceAndInTime(t *testing.T) {
	c := NewClock(calendar.Russia(), nil)
	a := Appeal{DocumentID: 1}
	a.AnswerBy = c.Answer(a, on("2026-11-02"))
	extended := a
	extended.ExtendedTo = c.Extended(a, on("2026-11-02"))
	for _, one := range []struct {
		name   string
		appeal Appeal
		today  string
		want   string
	}{
		{"on the last day", a, "2026-12-02", ""},
		{"on day 31", a, "2026-12-03", "appeal.term_over"},
		{"again", extended, "2026-11-20", "appeal.extended_already"},
		{"before registration", Appeal{}, "2026-11-20", "appeal.not_registered"},
	} {
		if err := MayExtend(one.appeal, on(one.today)); fail.Code(err) != one.want {
			t.Errorf("%s: %v, want %q", one.name, err, one.want)
		}
	}
}

// Scenario 14.
func TestAComplaintDoesNotGoToWhomItComplainsOf(t *testing.T) {
	if err := MayForward(Appeal{Kind: Complaint}, []int64{7, 9}, 9); !fail.Is(err, "appeal.complained_of") {
		t.Errorf("to the body complained of: %v", err)
	}
	if err := errors.Join(MayForward(Appeal{Kind: Complaint}, []int64{7, 9}, 8), MayForward(Appeal{Kind: Application}, []int64{7}, 7)); err != nil {
		t.Error(err)
	}
}

// Scenario 15.
func TestTwoQuestionsLiveApart(t *testing.T) {
	executor := int64(3)
	a := Appeal{AnswerBy: calendar.Deadline{Date: on("2026-12-02")}}
	questions := []Question{{No: 1, Result: Transferred}, {No: 2, ExecutorID: &executor}}
	if got := ShownToAuthor(a, questions, false); got != PortalUnderReview {
		t.Errorf("while our question waits: %s", got)
	}
	questions[1].Result = Explained
	if got := ShownToAuthor(a, questions, false); got != PortalUnderReview {
		t.Errorf("before the answer is sent: %s", got)
	}
	if got := ShownToAuthor(a, questions, true); got != PortalConsidered {
		t.Errorf("after the answer is sent: %s", got)
	}
	for i, want := range []string{"Transferred", "Explained"} {
		if got := questions[i].Federal(a).Name; got != want {
			t.Errorf("question %d is %s, want %s", i+1, got, want)
		}
	}
}

// Scenario 16.
func TestWhatIsAnAppealByItsChannel(t *testing.T) {
	for _, one := range []struct {
		origin     Origin
		identified bool
		want       string
	}{
		{Website, false, "appeal.not_identified"},
		{Website, true, ""},
		{Portal, true, ""},
		{Post, false, ""},
		{Reception, false, ""},
		{Email, true, "appeal.not_by_email"},
		{Phone, false, "appeal.not_by_phone"},
	} {
		if err := Accepted(one.origin, one.identified); fail.Code(err) != one.want {
			t.Errorf("%s (identified: %t): %v, want %q", one.origin, one.identified, err, one.want)
		}
	}
}

func TestCodesOfTheClassifier(t *testing.T) {
	for code, good := range map[string]bool{
		"0005.0000.0000.0000": true, "0005.0005.0056.1149": true, "0005.0005.0056.1149.0001": true,
		"0005.0005.0056": false, "5.5.56.1149": false, "0005.0000.0056.0000": false, "0000.0005.0056.1149": false, "0005.0005.0056.1149.": false,
	} {
		if err := CheckCode(code); (err == nil) != good {
			t.Errorf("%s: %v", code, err)
		}
	}
	for code, parent := range map[string]string{
		"0005.0000.0000.0000": "", "0005.0005.0000.0000": "0005.0000.0000.0000",
		"0005.0005.0056.1149": "0005.0005.0056.0000", "0005.0005.0056.1149.0001": "0005.0005.0056.1149",
	} {
		if got := (Theme{Code: code}).Parent(); got != parent {
			t.Errorf("above %s: %q, want %q", code, got, parent)
		}
	}
	if (Theme{Code: "0005.0005.0056.0000"}).Leaf() || !(Theme{Code: "0005.0005.0056.1149"}).Leaf() {
		t.Error("a question is put under a question of the classifier, not under a topic")
	}
}
