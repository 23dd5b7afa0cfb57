package services

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// ComplainInput is a complaint as it comes: from the account, or from the mouth of the person at the counter.
type ComplainInput struct {
	ApplicationID int64           `json:"application_id" minimum:"1"`
	Ground        ComplaintGround `json:"ground" enum:"registered_late,term_missed,documents_demanded,intake_refused,service_refused,fee_demanded,correction_refused,result_late,suspended,demanded_anew"`
	Against       Against         `json:"against" enum:"body,official"`
	Official      string          `json:"official,omitempty" maxLength:"200"`
	Text          string          `json:"text" minLength:"1" maxLength:"10000"`
	Channel       Channel         `json:"channel" enum:"portal,visit,post,mfc"`
}

// Complain takes a complaint in, in the caller's transaction. The caller has asked that the application is his who complains.
func (s *Service) Complain(ctx context.Context, tx *db.Tx, in ComplainInput) (Complaint, error) {
	a, err := byID(ctx, tx, in.ApplicationID, "")
	if err != nil {
		return Complaint{}, err
	}
	in.Text, in.Official = strings.TrimSpace(in.Text), clean(in.Official)
	wrong := map[string]string{}
	if in.Text == "" {
		wrong["text"] = "required"
	}
	if !slices.Contains(ComplaintGrounds(), in.Ground) {
		wrong["ground"] = "unknown"
	}
	if in.Against == AgainstOfficial && in.Official == "" {
		wrong["official"] = "required"
	}
	if len(wrong) > 0 {
		return Complaint{}, fail.Fields("complaint.wrong", wrong)
	}
	c := Complaint{BodyID: a.BodyID, ApplicationID: &a.ID, ApplicantID: a.ApplicantID, Ground: in.Ground, Against: in.Against, Official: in.Official,
		Text: in.Text, Channel: in.Channel, State: ComplaintReceived, ReceivedAt: tx.Now, Version: 1}
	if in.Against == AgainstOfficial {
		c.OfficialID = a.OfficerID
	}
	c.RegisterBy = s.Calendar.Due(s.Org.Today(ctx, tx, c.BodyID, tx.Now), termComplaintRegister)
	c.DueSort = c.RegisterBy.Date.String()
	if c.ID, err = db.Insert(ctx, tx, "service_complaints", c); err != nil {
		return c, err
	}
	if err := s.askComplaint(ctx, tx, c); err != nil {
		return c, err
	}
	if err := audit.Write(ctx, tx, audit.Entry{Action: "complaint.received", Object: c.Ref(), To: string(c.State), Detail: map[string]any{"ground": c.Ground, "against": c.Against}}); err != nil {
		return c, err
	}
	return c, s.tellFollowers(ctx, tx, a.ID)
}

// EnterComplaint is Complain at the counter: the officer sees the application.
func (s *Service) EnterComplaint(ctx context.Context, by auth.Actor, in ComplainInput) (c Complaint, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, in.ApplicationID)
		if err != nil {
			return err
		}
		if by.BodyID != m.BodyID || !by.Can(RightConsider) && !by.Can(RightComplaints) {
			return fail.New(fail.Denied, "complaint.denied", "complaints of body %d are not for person %d", m.BodyID, by.PersonID)
		}
		c, err = s.Complain(ctx, tx, in)
		return err
	})
	return c, err
}

func (s *Service) askComplaint(ctx context.Context, tx *db.Tx, c Complaint) error {
	about := tasks.Subject("complaint", c.ID)
	if c.State == ComplaintAnswered {
		return tasks.Done(ctx, tx, about, tasks.AnswerComplaint, tasks.WasDone)
	}
	due := c.RegisterBy.Date
	switch c.State {
	case ComplaintRegistered:
		due = c.Due.Date
	case ComplaintDecided:
		due = c.AnswerBy.Date
	}
	title := "Досудебная жалоба"
	if c.Number != "" {
		title += " № " + c.Number
	}
	return tasks.Put(ctx, tx, tasks.Task{BodyID: c.BodyID, Principal: auth.Role(RightComplaints, c.BodyID), Kind: tasks.AnswerComplaint, Subject: about, Title: title, DueOn: due})
}

// actOnComplaint runs one verb on one complaint.
func (s *Service) actOnComplaint(ctx context.Context, by auth.Actor, id int64, act ComplaintAct, decide func(tx *db.Tx, c *Complaint, today calendar.Date) error) error {
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		c, err := s.complaint(ctx, tx, by, id, tx.Words().Lock)
		if err != nil {
			return err
		}
		if err := c.can(by, act); err != nil {
			return err
		}
		was := c.State
		if err := decide(tx, &c, s.Org.Today(ctx, tx, c.BodyID, tx.Now)); err != nil {
			return err
		}
		c.State = complaintRules[act].to
		n, err := db.Update(ctx, tx, "service_complaints", c)
		if err == nil && n == 0 {
			err = fail.New(fail.Conflict, "application.stale", "complaint %d was changed by somebody else", id)
		}
		if err != nil {
			return err
		}
		if err := s.askComplaint(ctx, tx, c); err != nil {
			return err
		}
		entry := audit.Entry{Action: "complaint." + string(act), Object: c.Ref(), From: string(was), To: string(c.State),
			Detail: map[string]any{"outcome": c.Outcome, "due": c.Due.Date}}
		if err := audit.Write(ctx, tx, entry); err != nil || c.ApplicationID == nil {
			return err
		}
		return s.tellFollowers(ctx, tx, *c.ApplicationID)
	})
	return s.deniedComplaint(ctx, by, id, act, err)
}

// deniedComplaint writes a refused right into the audit.
func (s *Service) deniedComplaint(ctx context.Context, by auth.Actor, id int64, act ComplaintAct, err error) error {
	if fail.KindOf(err) != fail.Denied {
		return err
	}
	return audit.Denied(ctx, s.db, by, audit.Entry{Action: "complaint." + string(act), Object: audit.Ref{Kind: "service_complaint", ID: id}}, err)
}

// complaint is one that the actor sees: of his body, or of an application that he sees.
func (s *Service) complaint(ctx context.Context, r db.Reader, by auth.Actor, id int64, lock string) (Complaint, error) {
	c, err := db.One[Complaint](ctx, r, "SELECT "+complaintColumns+" FROM service_complaints WHERE id = $1"+lock, id)
	if err != nil {
		return c, db.Absent(err, "complaint.not_found", id)
	}
	if by.System || by.BodyID == c.BodyID && by.Can(RightComplaints) {
		return c, nil
	}
	if c.ApplicationID != nil {
		if a, err := byID(ctx, r, *c.ApplicationID, ""); err == nil && a.sees(by) {
			return c, nil
		}
	}
	return Complaint{}, fail.New(fail.NotFound, "complaint.not_found", "complaint %d is not visible to person %d", id, by.PersonID)
}

// RegisterComplaint gives a complaint its number; its term runs from this day.
func (s *Service) RegisterComplaint(ctx context.Context, by auth.Actor, id int64) error {
	return s.actOnComplaint(ctx, by, id, RegisterComplaint, func(tx *db.Tx, c *Complaint, today calendar.Date) error {
		if _, err := db.All[int64](ctx, tx, "SELECT id FROM bodies WHERE id = $1"+tx.Words().Lock, c.BodyID); err != nil { // numbers of a body are given one after another
			return err
		}
		last, err := db.One[int64](ctx, tx, "SELECT COALESCE(max(sequence), 0) FROM service_complaints WHERE body_id = $1 AND year = $2", c.BodyID, today.Year())
		if err != nil {
			return err
		}
		c.Year, c.Sequence = today.Year(), last+1
		c.Number = fmt.Sprintf("Ж-%d/%d", c.Sequence, c.Year%100)
		c.RegisteredOn, c.Due = today, c.due(s.Calendar, today)
		c.DueSort = c.Due.Date.String()
		return nil
	})
}

// ComplaintDecision is the decision on a complaint.
type ComplaintDecision struct {
	Outcome  ComplaintOutcome `json:"outcome" enum:"satisfied,denied"`
	Decision string           `json:"decision" minLength:"1" maxLength:"10000" doc:"Facts, grounds, conclusion, and how it may be appealed further"`
	Measures string           `json:"measures,omitempty" maxLength:"4000" doc:"What is done to put it right; asked of a satisfied complaint (210-ФЗ ст. 11.2 ч. 8.1)"`
}

// DecideComplaint satisfies a complaint or denies it. The answer leaves not later than the next day.
func (s *Service) DecideComplaint(ctx context.Context, by auth.Actor, id int64, in ComplaintDecision) error {
	return s.actOnComplaint(ctx, by, id, DecideComplaint, func(tx *db.Tx, c *Complaint, today calendar.Date) error {
		if in.Outcome == Satisfied && strings.TrimSpace(in.Measures) == "" {
			return fail.Field("complaint.wrong", "measures", "required")
		}
		c.Outcome, c.Decision, c.Measures, c.DecidedOn, c.DecidedBy = in.Outcome, strings.TrimSpace(in.Decision), strings.TrimSpace(in.Measures), today, &by.PersonID
		c.AnswerBy = s.Calendar.Due(today, termComplaintAnswer)
		c.DueSort = c.AnswerBy.Date.String()
		return nil
	})
}

// ComplaintsOf are the complaints about one application, oldest first.
func (s *Service) ComplaintsOf(ctx context.Context, r db.Reader, applicationID int64) ([]Complaint, error) {
	return db.All[Complaint](ctx, r, "SELECT "+complaintColumns+" FROM service_complaints WHERE application_id = $1 ORDER BY id", applicationID)
}
