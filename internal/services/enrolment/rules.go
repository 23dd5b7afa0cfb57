package enrolment

import (
	"cmp"
	"slices"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

// Ground is why a child is taken before others.
type Ground string

const (
	None      Ground = "none"
	Sibling   Ground = "sibling" // a brother or a sister studies in this school (273-ФЗ ст. 67 ч. 3.1)
	FirstTurn Ground = "first"   // children of police, of servicemen and others, where they live (п. 10)
	OutOfTurn Ground = "out"     // children of the perished (п. 9, 9.1); of judges and prosecutors into schools with boarding: the officer looks
)

// Stage of a campaign; 0 is outside both.
type Stage int

// Group is the order of taking within a stage; 0 is nobody's.
type Group int

const (
	GroupOutOfTurn Group = 1 + iota
	GroupFirstTurn
	GroupSibling
	GroupResident
	GroupOther
)

// GroupOf is the group of a child whose ground and residence are confirmed; false is a child whom this stage does not
// take: he applies again in stage 2.
func GroupOf(stage Stage, ground Ground, resident bool) (Group, bool) {
	switch {
	case stage != 1 && stage != 2:
		return 0, false
	case ground == OutOfTurn:
		return GroupOutOfTurn, true
	case ground == FirstTurn && resident:
		return GroupFirstTurn, true
	case ground == Sibling:
		return GroupSibling, true
	case stage == 2:
		return GroupOther, true
	case resident:
		return GroupResident, true
	}
	return 0, false
}

// Rank decides who is taken before whom: the stage, the group, and then the order of acceptance alone (п. 26).
type Rank struct {
	Stage    Stage `db:"stage" json:"stage"`
	Group    Group `db:"grp" json:"group"`
	Sequence int64 `db:"sequence" json:"sequence"`
}

// Compare is negative when this rank is taken first.
func (r Rank) Compare(other Rank) int {
	return cmp.Or(cmp.Compare(r.Stage, other.Stage), cmp.Compare(r.Group, other.Group), cmp.Compare(r.Sequence, other.Sequence))
}

// Candidate is an eligible application before an order.
type Candidate struct {
	Rank
	ID        int64
	Child     string
	Elsewhere bool // enrolled in another school meanwhile
}

// Distribute gives the free places to candidates in the order of their ranks. Whoever is enrolled in another school takes
// no place and stands in the queue on; his parent withdraws one of the two.
func Distribute(candidates []Candidate, places int) (taken, without []Candidate) {
	sorted := slices.SortedFunc(slices.Values(candidates), func(a, b Candidate) int { return a.Compare(b.Rank) })
	for _, c := range sorted {
		switch {
		case c.Elsewhere:
		case len(taken) < places:
			taken = append(taken, c)
		default:
			without = append(without, c)
		}
	}
	return taken, without
}

// StageAt tells in which stage an application was accepted.
func (c Campaign) StageAt(at time.Time) Stage {
	switch {
	case !at.Before(c.Opens1) && at.Before(c.Closes1):
		return 1
	case !at.Before(c.Opens2) && at.Before(c.Closes2):
		return 2
	}
	return 0
}

// Terms of orders: 3 working days after the end of stage 1; in stage 2, 5 working days after the acceptance of the
// application and the documents (п. 17).
const (
	orderDays1 = 3
	orderDays2 = 5
)

// MayOrder refuses an order of stage 1 before the end of its reception: until then somebody with a better rank may come.
func (c Campaign) MayOrder(stage Stage, now time.Time) error {
	from := map[Stage]time.Time{1: c.Closes1, 2: c.Opens2}[stage]
	if from.IsZero() {
		return fail.New(fail.Invalid, "enrolment.no_stage", "stage %d", stage)
	}
	if now.Before(from) {
		return fail.New(fail.Conflict, "enrolment.too_early", "stage %d is open until %s", stage, from).With("from", from)
	}
	return nil
}

// OrderDue is when the order of a stage must be there. In stage 2 it counts from the earliest application that waits.
func (c Campaign) OrderDue(stage Stage, earliest time.Time, days calendar.Calendar, zone *time.Location) calendar.Deadline {
	from, amount := c.Closes1, orderDays1
	if stage == 2 {
		from, amount = earliest, orderDays2
	}
	return days.Due(calendar.DateOf(from, zone), calendar.Term{Amount: amount, Unit: calendar.WorkingDay, Basis: "приказ Минпросвещения № 458 п. 17"})
}

// State of an application in the register.
type State string

const (
	Checks            State = "checks" // accepted and registered; residence and ground are checked
	NeedsConfirmation State = "needs_confirmation"
	Eligible          State = "eligible"
	Ordered           State = "ordered" // in an order that waits for its signature
	Refused           State = "refused"
	Enrolled          State = "enrolled"
	NoPlace           State = "no_place"
	Withdrawn         State = "withdrawn"
)

// Action is what an officer does with an application.
type Action string

const (
	Confirm  Action = "confirm"
	Demand   Action = "demand" // call the parent with the originals
	Refuse   Action = "refuse"
	Withdraw Action = "withdraw" // the parent has asked for it
	Sort     Action = "sort"     // say which school is meant
)

var rules = map[Action]struct {
	from []State
	to   State
}{
	Confirm:  {[]State{Checks, NeedsConfirmation}, Eligible},
	Demand:   {[]State{Checks}, NeedsConfirmation},
	Refuse:   {[]State{Checks, NeedsConfirmation}, Refused},
	Withdraw: {[]State{Checks, NeedsConfirmation, Eligible, Enrolled}, Withdrawn},
	Sort:     {[]State{Checks, NeedsConfirmation}, ""},
}

// Actions are open to an officer now.
func (e Enrolment) Actions() []Action {
	list := []Action{}
	for _, a := range []Action{Sort, Confirm, Demand, Refuse, Withdraw} {
		fits := a != Sort && (a != Confirm || e.Stage != 0 && e.SchoolID != nil) || a == Sort && e.SchoolID == nil
		if fits && slices.Contains(rules[a].from, e.State) {
			list = append(list, a)
		}
	}
	return list
}

func (e Enrolment) can(act Action) error {
	if !slices.Contains(e.Actions(), act) {
		return fail.New(fail.Conflict, "enrolment.wrong_state", "%s is %s", act, e.State)
	}
	return nil
}
