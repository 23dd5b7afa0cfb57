package approval

import (
	"context"
	"slices"
	"time"

	"veche/internal/platform/db"
)

// Position is what the author says to a remark.
type Position string

const (
	Accepted Position = "accepted" // учтено: the text is changed
	Declined Position = "declined" // отклонено, with the reason
)

// Outcome is how a disagreement stands.
type Outcome string

const (
	Unanswered Outcome = "open"
	Settled    Outcome = "settled"
	Unsettled  Outcome = "unsettled"
)

// Disagreement is a row of the table (протокол разногласий, §3.4): the remark of a visa, the author's position and how
// it ended. Who objected settles it by his word, or by a plain agreement with a later text.
type Disagreement struct {
	VisaID     int64      `json:"visa_id"`
	Cycle      int        `json:"cycle"`
	VersionNo  int        `json:"version_no"`
	Stage      string     `json:"stage"`
	Name       string     `json:"name"`
	Post       string     `json:"post"`
	Vote       Vote       `json:"vote" enum:"agreed_with_remarks,not_agreed"`
	Remarks    string     `json:"remarks"`
	VotedAt    *time.Time `json:"voted_at"`
	Position   Position   `json:"position" enum:",accepted,declined"`
	Answer     string     `json:"answer"`
	Answered   string     `json:"answered" doc:"Who answered"`
	AnsweredAt *time.Time `json:"answered_at,omitempty"`
	Outcome    Outcome    `json:"outcome" enum:"open,settled,unsettled"`
	SettledAt  *time.Time `json:"settled_at,omitempty"`
	Actions    []string   `json:"actions,omitempty" doc:"answer, settle: what the reader may do about it"`
}

// reply is the row of the table of what became of a visa with remarks.
type reply struct {
	VisaID       int64      `db:"visa_id"`
	Position     Position   `db:"position"`
	Answer       string     `db:"answer"`
	AnsweredBy   *int64     `db:"answered_by"`
	AnsweredName string     `db:"answered_name"`
	AnsweredAt   *time.Time `db:"answered_at"`
	Outcome      Outcome    `db:"outcome"`
	SettledName  string     `db:"settled_name"`
	SettledAt    *time.Time `db:"settled_at"`
}

// objects reports whether a visa is a row of the table: a remark of its own cycle, not an opinion for a chief.
func (v Visa) objects() bool {
	return v.State == Voted && v.DelegatedFrom == nil && (v.Vote == AgreedWithRemarks || v.Vote == NotAgreed)
}

// disagreements are the rows of one approval.
func disagreements(a Approval, visas []Visa, replies []reply) []Disagreement {
	list := []Disagreement{}
	for i, v := range visas {
		if !v.objects() {
			continue
		}
		row := Disagreement{VisaID: v.ID, Cycle: v.Cycle, VersionNo: v.VersionNo, Stage: a.Stages.V[v.Stage].Name, Name: v.VotedName,
			Post: v.VotedPost, Vote: v.Vote, Remarks: v.Remarks, VotedAt: v.VotedAt, Outcome: Unanswered}
		if n := slices.IndexFunc(replies, func(r reply) bool { return r.VisaID == v.ID }); n >= 0 {
			row.answered(replies[n])
		}
		if later := agreedLater(v, visas[i+1:]); later != nil {
			row.Outcome, row.SettledAt = Settled, later.VotedAt
		}
		list = append(list, row)
	}
	return list
}

func (row *Disagreement) answered(r reply) {
	row.Position, row.Answer, row.Answered, row.AnsweredAt = r.Position, r.Answer, r.AnsweredName, r.AnsweredAt
	if r.Outcome != "" {
		row.Outcome, row.SettledAt = r.Outcome, r.SettledAt
	}
}

// agreedLater is the plain agreement of the same person with a later text.
func agreedLater(v Visa, later []Visa) *Visa {
	for i, o := range later {
		if o.EmployeeID == v.EmployeeID && o.Cycle > v.Cycle && o.DelegatedFrom == nil && o.Vote == Agreed && o.State == Voted {
			return &later[i]
		}
	}
	return nil
}

func repliesOf(ctx context.Context, r db.Reader, approvalID int64) ([]reply, error) {
	return db.All[reply](ctx, r, "SELECT "+db.Columns[reply]("g")+` FROM disagreements g JOIN visas v ON v.id = g.visa_id
		 WHERE v.approval_id = $1`, approvalID)
}
