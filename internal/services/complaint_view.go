package services

import (
	"context"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// ComplaintView is a complaint as those see it who consider it.
type ComplaintView struct {
	ID            int64            `json:"id"`
	Number        string           `json:"number"`
	ApplicationID *int64           `json:"application_id"`
	Ground        ComplaintGround  `json:"ground" enum:"registered_late,term_missed,documents_demanded,intake_refused,service_refused,fee_demanded,correction_refused,result_late,suspended,demanded_anew"`
	Against       Against          `json:"against" enum:"body,official"`
	Official      string           `json:"official"`
	Text          string           `json:"text"`
	Channel       Channel          `json:"channel"`
	State         ComplaintState   `json:"state" enum:"received,registered,decided,answered"`
	ReceivedAt    time.Time        `json:"received_at"`
	RegisterBy    calendar.Date    `json:"register_by"`
	RegisteredOn  calendar.Date    `json:"registered_on"`
	DueOn         calendar.Date    `json:"due_on"`
	Why           string           `json:"why"`
	Basis         string           `json:"basis"`
	Outcome       ComplaintOutcome `json:"outcome" enum:",satisfied,denied"`
	Decision      string           `json:"decision"`
	Measures      string           `json:"measures"`
	DecidedOn     calendar.Date    `json:"decided_on"`
	AnswerBy      calendar.Date    `json:"answer_by"`
	AnsweredOn    calendar.Date    `json:"answered_on"`
	PaperID       int64            `json:"paper_id" doc:"The answer that lies with its signatory; 0 where there is none"`
	Actions       []ComplaintAct   `json:"actions"`
}

func (c Complaint) view(by auth.Actor) ComplaintView {
	v := ComplaintView{ID: c.ID, Number: c.Number, ApplicationID: c.ApplicationID, Ground: c.Ground, Against: c.Against, Official: c.Official, Text: c.Text,
		Channel: c.Channel, State: c.State, ReceivedAt: c.ReceivedAt, RegisterBy: c.RegisterBy.Date, RegisteredOn: c.RegisteredOn, DueOn: c.Due.Date,
		Why: c.Due.Explain(), Basis: c.Due.Term.Basis, Outcome: c.Outcome, Decision: c.Decision, Measures: c.Measures, DecidedOn: c.DecidedOn,
		AnswerBy: c.AnswerBy.Date, AnsweredOn: c.AnsweredOn, Actions: c.Actions(by)}
	return v
}

// Complaint is one that the actor sees; reading it is an act.
func (s *Service) Complaint(ctx context.Context, by auth.Actor, id int64) (ComplaintView, error) {
	c, err := s.complaint(ctx, s.db, by, id, "")
	if err != nil {
		return ComplaintView{}, err
	}
	v, err := s.complaintView(ctx, by, c)
	if err != nil {
		return v, err
	}
	return v, audit.Seen(ctx, s.db, by, c.Ref())
}

// complaintView is a complaint with the answer that lies with its signatory.
func (s *Service) complaintView(ctx context.Context, by auth.Actor, c Complaint) (v ComplaintView, err error) {
	v = c.view(by)
	v.PaperID, err = s.answerLies(ctx, s.db, c.ID)
	return v, err
}
