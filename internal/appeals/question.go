package appeals

import (
	"slices"
	"time"

	"veche/internal/platform/calendar"
)

// Question is one matter of an appeal: it has its own theme, executor and result (§4.6).
type Question struct {
	ID         int64         `db:"id" json:"id"`
	DocumentID int64         `db:"document_id" json:"document_id"`
	No         int           `db:"no" json:"no"`
	Code       string        `db:"code" json:"code" doc:"Of the thematic classifier: 0005.0005.0056.1149"`
	Text       string        `db:"text" json:"text"`
	ExecutorID *int64        `db:"executor_id" json:"executor_id"`
	Result     Result        `db:"result" json:"result"`
	ToBody     string        `db:"to_body" json:"to_body" doc:"To whom the question was forwarded"`
	ResolvedOn calendar.Date `db:"resolved_on" json:"resolved_on"`
	LetterID   *int64        `db:"letter_id" json:"letter_id" doc:"The answer that gave the result"`
	CreatedAt  time.Time     `db:"created_at" json:"-"`
}

// Result is how a question ended; empty while it is considered.
type Result string

const (
	InWork          Result = ""
	Explained       Result = "explained"
	Supported       Result = "supported"
	MeasuresTaken   Result = "measures_taken" // supported, and measures were taken
	NotSupported    Result = "not_supported"
	Transferred     Result = "transferred" // forwarded by competence
	Answered        Result = "answered"
	LeftUnanswered  Result = "left_unanswered" // a ground of art. 11
	resultWithdrawn Result = "withdrawn"
)

// ofAnswer reports whether an answer on the substance may end a question so.
func (r Result) ofAnswer() bool {
	return slices.Contains([]Result{Explained, Supported, MeasuresTaken, NotSupported, Answered}, r)
}

// Open reports whether the question still waits for its end.
func (q Question) Open() bool { return q.Result == InWork }

// ours are the questions that this body answers itself.
func ours(questions []Question) []Question {
	return slices.DeleteFunc(slices.Clone(questions), func(q Question) bool { return q.Result == Transferred })
}

// FederalStatus is a question's status in the monthly account to the Administration of the President (ССТУ, §4.6).
type FederalStatus struct {
	Name         string `json:"name"`
	Extended     bool   `json:"extended,omitempty"`
	ActionsTaken bool   `json:"actions_taken,omitempty"`
}

// Federal is the status of the question in an appeal.
func (q Question) Federal(a Appeal) FederalStatus {
	switch q.Result {
	case Explained:
		return FederalStatus{Name: "Explained"}
	case Supported, MeasuresTaken:
		return FederalStatus{Name: "Supported", ActionsTaken: q.Result == MeasuresTaken}
	case NotSupported:
		return FederalStatus{Name: "NotSupported"}
	case Transferred:
		return FederalStatus{Name: "Transferred"}
	case Answered:
		return FederalStatus{Name: "Answered"}
	case LeftUnanswered, resultWithdrawn:
		return FederalStatus{Name: "LeftWithoutAnswer"}
	}
	if a.AnswerBy.Date.IsZero() {
		return FederalStatus{Name: "NotRegistered"}
	}
	return FederalStatus{Name: "InWork", Extended: !a.ExtendedTo.Date.IsZero()}
}

// PortalStatus is what the citizen sees on the feedback platform: six words, and only forward.
type PortalStatus string

const (
	PortalArrived              PortalStatus = "arrived"    // Поступило
	PortalRegistered           PortalStatus = "registered" // Зарегистрировано
	PortalDirected             PortalStatus = "directed"   // Направлено
	PortalUnderReview          PortalStatus = "under_review"
	PortalConsidered           PortalStatus = "considered"
	PortalConsideredUnanswered PortalStatus = "considered_unanswered" // Рассмотрено. Оставлено без ответа автору
)

// ShownToAuthor is the status of the whole appeal: it is considered when the last question of ours is, so that a forwarded
// question never hides one that still waits for an answer (§17, scenario 15).
func ShownToAuthor(a Appeal, questions []Question, sent bool) PortalStatus {
	own := ours(questions)
	switch {
	case a.AnswerBy.Date.IsZero():
		return PortalArrived
	case len(questions) > 0 && len(own) == 0:
		return PortalDirected
	case a.Ground != "":
		return PortalConsideredUnanswered
	case sent && !slices.ContainsFunc(own, Question.Open):
		return PortalConsidered
	case len(own) == 0 || !slices.ContainsFunc(own, func(q Question) bool { return q.ExecutorID != nil }):
		return PortalRegistered
	}
	return PortalUnderReview
}
