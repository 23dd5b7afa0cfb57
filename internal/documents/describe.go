package documents

import (
	"context"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Description is what people write on a card (§2.2): the fields that are theirs to fill.
type Description struct {
	KindID          int64           `json:"kind_id"`
	Summary         string          `json:"summary" maxLength:"2000"`
	Urgent          bool            `json:"urgent,omitempty"`
	CorrespondentID *int64          `json:"correspondent_id,omitempty" doc:"Sender of an incoming document"`
	SenderNumber    string          `json:"sender_number,omitempty" maxLength:"100"`
	SenderDate      calendar.Date   `json:"sender_date,omitempty" format:"date"`
	SenderSignatory string          `json:"sender_signatory,omitempty" maxLength:"200"`
	Channel         Channel         `json:"channel,omitempty" enum:",platform,email,post,hand,pos,cabinet"`
	AddresseeID     *int64          `json:"addressee_id,omitempty" doc:"Employee to whom an incoming or an internal document is written"`
	SignatoryID     *int64          `json:"signatory_id,omitempty" doc:"Who signs a created document"`
	DueOn           calendar.Date   `json:"due_on,omitempty" format:"date" doc:"Due date set by hand"`
	Sheets          int             `json:"sheets,omitempty" minimum:"0" maximum:"100000"`
	Attachments     int             `json:"attachments,omitempty" minimum:"0" maximum:"10000" doc:"Sheets of attachments"`
	CaseFileID      *int64          `json:"case_file_id,omitempty"`
	InReplyToID     *int64          `json:"in_reply_to_id,omitempty"`
	Addressees      []AddresseeLine `json:"addressees,omitempty" doc:"To whom a created document goes"`
	Version         int64           `json:"version" doc:"Version of the card that was shown; a newer one refuses the change"`
}

// AddresseeLine is one addressee as written on the card.
type AddresseeLine struct {
	CorrespondentID int64   `json:"correspondent_id"`
	Person          string  `json:"person,omitempty" maxLength:"200"`
	Channel         Channel `json:"channel" enum:"platform,email,post,hand,pos,cabinet"`
}

// Describe fills or corrects a card.
func (s *Service) Describe(ctx context.Context, by auth.Actor, id int64, in Description) (Document, error) {
	return s.act(ctx, by, id, Describe, func(tx *db.Tx, d *Document) (any, error) {
		was := *d
		if err := s.describe(ctx, tx, d, in); err != nil {
			return nil, err
		}
		return changes(was, *d), nil
	})
}

// describe puts the description on the card and checks what it names.
func (s *Service) describe(ctx context.Context, tx *db.Tx, d *Document, in Description) error {
	if in.Version != d.Version {
		return fail.New(fail.Conflict, "document.stale", "card %d is at version %d, not %d", d.ID, d.Version, in.Version)
	}
	if err := s.checkNamed(ctx, tx, d, in); err != nil {
		return err
	}
	d.KindID, d.Summary, d.Urgent = in.KindID, strings.TrimSpace(in.Summary), in.Urgent
	d.Sheets, d.Attachments, d.CaseFileID = in.Sheets, in.Attachments, in.CaseFileID
	if err := s.setDue(d, in.DueOn, s.org.Today(ctx, tx, d.BodyID, tx.Now)); err != nil {
		return err
	}
	if d.Flow.Arrives() {
		d.CorrespondentID, d.AddresseeID, d.SenderSignatory = in.CorrespondentID, in.AddresseeID, strings.TrimSpace(in.SenderSignatory)
		if !d.Channel.Returns() { // what another system says of its letter is not retyped here
			d.Channel, d.SenderDate = in.Channel, in.SenderDate
			d.SenderNumber, d.SenderKey = strings.TrimSpace(in.SenderNumber), text.NumberKey(in.SenderNumber)
		}
		return nil
	}
	if err := s.setReply(ctx, tx, d, in.InReplyToID); err != nil {
		return err
	}
	if d.Flow == Internal {
		d.AddresseeID = in.AddresseeID
	}
	d.SignatoryID = in.SignatoryID
	return s.setAddressees(ctx, tx, d.ID, in.Addressees)
}

// setReply names the card that this one answers, and links both.
func (s *Service) setReply(ctx context.Context, tx *db.Tx, d *Document, to *int64) error {
	if equal(d.InReplyToID, to) {
		return nil
	}
	if d.InReplyToID != nil {
		if _, err := tx.Exec(ctx, "DELETE FROM document_links WHERE from_id = $1 AND to_id = $2 AND kind = $3", d.ID, *d.InReplyToID, Reply); err != nil {
			return err
		}
	}
	if d.InReplyToID = to; to == nil {
		return nil
	}
	return s.Link(ctx, tx, d.ID, *to, Reply)
}

// setDue takes a date by hand. An empty field does not take off a term that a law or an instruction has set; a flow with
// a clock of its own has its days by the law alone.
func (s *Service) setDue(d *Document, byHand, today calendar.Date) error {
	if byHand == d.DueOn || byHand.IsZero() && d.DueWhy.Term.Code != "" {
		return nil
	}
	if _, byLaw := s.clocks[d.Flow]; byLaw {
		if byHand.IsZero() {
			return nil
		}
		return fail.Field("document.term_by_law", "due_on", "by_law")
	}
	d.DueOn, d.DueWhy = byHand, s.calendar.Appoint(today, byHand, "")
	return nil
}

// checkNamed refuses ids that do not exist or belong to somebody else.
func (s *Service) checkNamed(ctx context.Context, tx *db.Tx, d *Document, in Description) error {
	wrong := map[string]string{}
	if !s.uses(ctx, tx, d.BodyID, d.Flow, in.KindID) {
		wrong["kind_id"] = "unknown"
	}
	for field, id := range map[string]*int64{"addressee_id": in.AddresseeID, "signatory_id": in.SignatoryID} {
		if id != nil && !s.worksHere(ctx, tx, d.BodyID, *id) {
			wrong[field] = "unknown"
		}
	}
	if in.CorrespondentID != nil && !s.knows(ctx, tx, d.BodyID, *in.CorrespondentID) {
		wrong["correspondent_id"] = "unknown"
	}
	for _, a := range in.Addressees {
		if !s.knows(ctx, tx, d.BodyID, a.CorrespondentID) {
			wrong["addressees"] = "unknown"
		}
	}
	if in.CaseFileID != nil {
		if c, err := s.registry.CaseFile(ctx, tx, *in.CaseFileID); err != nil || c.BodyID != d.BodyID {
			wrong["case_file_id"] = "unknown"
		}
	}
	if in.InReplyToID != nil && (d.InReplyToID == nil || *d.InReplyToID != *in.InReplyToID) {
		if _, err := s.Open(ctx, tx, tx.By, *in.InReplyToID); err != nil {
			wrong["in_reply_to_id"] = "unknown"
		}
	}
	if len(wrong) > 0 {
		return fail.Fields("document.fields_wrong", wrong)
	}
	return nil
}

func (s *Service) setAddressees(ctx context.Context, tx *db.Tx, documentID int64, lines []AddresseeLine) error {
	if _, err := tx.Exec(ctx, "DELETE FROM addressees WHERE document_id = $1", documentID); err != nil {
		return err
	}
	for i, l := range lines {
		a := Addressee{DocumentID: documentID, CorrespondentID: l.CorrespondentID, Person: strings.TrimSpace(l.Person), Channel: l.Channel, Position: i}
		if _, err := db.Insert(ctx, tx, "addressees", a); err != nil {
			return err
		}
	}
	return nil
}

// changes names the fields that a person changed, for the audit; the values of a card may be personal data, so only
// dates, numbers and references are kept beside the names.
func changes(was, now Document) map[string]any {
	list := map[string]any{}
	note := func(field string, before, after any, same bool) {
		if !same {
			list[field] = []any{before, after}
		}
	}
	note("kind_id", was.KindID, now.KindID, was.KindID == now.KindID)
	note("due_on", was.DueOn, now.DueOn, was.DueOn == now.DueOn)
	note("sender_number", was.SenderNumber, now.SenderNumber, was.SenderNumber == now.SenderNumber)
	note("sender_date", was.SenderDate, now.SenderDate, was.SenderDate == now.SenderDate)
	note("correspondent_id", was.CorrespondentID, now.CorrespondentID, equal(was.CorrespondentID, now.CorrespondentID))
	note("addressee_id", was.AddresseeID, now.AddresseeID, equal(was.AddresseeID, now.AddresseeID))
	note("signatory_id", was.SignatoryID, now.SignatoryID, equal(was.SignatoryID, now.SignatoryID))
	note("case_file_id", was.CaseFileID, now.CaseFileID, equal(was.CaseFileID, now.CaseFileID))
	note("summary", nil, nil, was.Summary == now.Summary)
	return list
}

func equal(a, b *int64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
