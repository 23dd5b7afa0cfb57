package interagency

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/checkdigit"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/platform/text"
)

// Ask is what somebody wants to know: a kind of request with its fields filled in.
type Ask struct {
	BodyID      int64
	Kind        string // code of the dictionary
	About       Ref
	Fields      map[string]string
	Send        bool   // at once; otherwise it waits as a draft for a person
	SignatoryID *int64 // who will sign a letter; empty: it is chosen on the card of the letter
}

// Ask writes a request down in the caller's transaction, and lets it leave when that commits. Who may ask for the object
// is for the caller to decide.
func (s *Service) Ask(ctx context.Context, tx *db.Tx, a Ask) (Request, error) {
	k, err := kindByCode(ctx, tx, a.Kind, s.Org.Today(ctx, tx, a.BodyID, tx.Now))
	if err != nil {
		return Request{}, err
	}
	q := Request{BodyID: a.BodyID, KindID: k.ID, AboutKind: a.About.Kind, AboutID: a.About.ID, AboutName: a.About.Name, AboutKey: text.NumberKey(a.About.Name),
		AboutWho: a.About.Who, State: Draft, Channel: k.Channel(), Term: k.Term,
		AuthorName: tx.By.Name, CreatedAt: tx.Now, ChangedAt: tx.Now, Version: 1}
	q.Fields = filled(k, a.Fields)
	if tx.By.PersonID != 0 {
		q.AuthorID = &tx.By.PersonID
	}
	q.QueueSort = q.queueSort()
	if q.ID, err = db.Insert(ctx, tx, "interagency_requests", q); err != nil {
		return q, err
	}
	if err := q.findable(ctx, tx, k); err != nil {
		return q, err
	}
	if err := write(ctx, tx, "interagency.asked", q, map[string]any{"kind": k.Code}); err != nil || !a.Send {
		return q, err
	}
	return q, s.sign(ctx, tx, &q, k, a.SignatoryID)
}

// filled keeps the fields that the kind knows.
func filled(k Kind, fields map[string]string) map[string]string {
	kept := map[string]string{}
	for _, f := range k.Fields {
		if v := strings.TrimSpace(fields[f.Name]); v != "" {
			kept[f.Name] = v
		}
	}
	return kept
}

const mostText = 4000

var (
	number = regexp.MustCompile(`^-?\d{1,18}(\.\d{1,9})?$`)
)

// complete refuses fields by which the other body could not answer.
func complete(k Kind, fields map[string]string) error {
	wrong := map[string]string{}
	for _, f := range k.Fields {
		v := fields[f.Name]
		if v == "" && f.Required {
			wrong["fields."+f.Name] = "required"
		}
		if v != "" && !f.holds(v) {
			wrong["fields."+f.Name] = "wrong_format"
		}
	}
	if len(wrong) > 0 {
		return fail.Fields("interagency.fields_wrong", wrong)
	}
	return nil
}

// holds reports whether a value is one of the field's kind.
func (f Field) holds(v string) bool {
	switch f.Kind {
	case Date:
		_, err := calendar.Parse(v)
		return err == nil
	case Number:
		return number.MatchString(v)
	case SNILS:
		return checkdigit.SNILS(checkdigit.Figures(v))
	case INN:
		return checkdigit.All(v) && (len(v) == 10 || len(v) == 12)
	case Choice:
		return slices.Contains(f.Choices, v)
	}
	return utf8.RuneCountInString(v) <= mostText
}

// sign makes the content what it will stay and lets it leave.
func (s *Service) sign(ctx context.Context, tx *db.Tx, q *Request, k Kind, signatory *int64) error {
	if err := complete(k, q.Fields); err != nil {
		return err
	}
	if q.Channel == ByLetter {
		return s.writeLetter(ctx, tx, q, k, signatory)
	}
	content, signature, err := s.compose(ctx, k, *q)
	if err != nil {
		return err
	}
	q.Content, q.Signature, q.State, q.SignedAt, q.Wanted = string(content), string(signature), Signed, &tx.Now, 1
	if err := save(ctx, tx, q); err != nil {
		return err
	}
	if err := write(ctx, tx, "interagency.signed", *q, nil); err != nil {
		return err
	}
	return jobs.Add(ctx, tx, Send{q.ID})
}

// write puts an act on a request into the audit.
func write(ctx context.Context, tx *db.Tx, action string, q Request, detail any) error {
	return audit.Write(ctx, tx, audit.Entry{Action: action, Object: audit.Ref{Kind: "interagency_request", ID: q.ID}, To: string(q.State), Detail: detail})
}

// AskInput is a request that an officer asks from the queue or a card.
type AskInput struct {
	Kind        string            `json:"kind" minLength:"1" maxLength:"100"`
	About       *Ref              `json:"about,omitempty"`
	Fields      map[string]string `json:"fields"`
	Send        bool              `json:"send"`
	SignatoryID *int64            `json:"signatory_id,omitempty"`
}

// AskBy asks in the name of the officer's body. The real-time kind is answered within the click where the other side
// answers in time.
func (s *Service) AskBy(ctx context.Context, by auth.Actor, in AskInput) (q Request, err error) {
	if err := may(by, RightAsk); err != nil {
		return q, err
	}
	a := Ask{BodyID: by.BodyID, Kind: in.Kind, Fields: in.Fields, Send: in.Send, SignatoryID: in.SignatoryID}
	if in.About != nil {
		a.About = *in.About
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		q, err = s.Ask(ctx, tx, a)
		return err
	})
	if err != nil || q.State != Signed {
		return q, err
	}
	return s.leave(ctx, q)
}

// Change corrects the fields of a draft.
func (s *Service) Change(ctx context.Context, by auth.Actor, id int64, in AskInput) (Request, error) {
	return s.act(ctx, by, id, func(tx *db.Tx, q *Request, k Kind) error {
		if q.State != Draft || q.LetterID != nil {
			return wrongState(*q)
		}
		q.Fields = filled(k, in.Fields)
		if err := errors.Join(save(ctx, tx, q), q.findable(ctx, tx, k)); err != nil {
			return err
		}
		if err := write(ctx, tx, "interagency.changed", *q, nil); err != nil || !in.Send {
			return err
		}
		return s.sign(ctx, tx, q, k, in.SignatoryID)
	})
}

// act runs an act of an officer on a request of his body; what is signed by it leaves at once.
func (s *Service) act(ctx context.Context, by auth.Actor, id int64, do func(tx *db.Tx, q *Request, k Kind) error) (q Request, err error) {
	if err := may(by, RightAsk); err != nil {
		return q, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if q, err = s.mine(ctx, tx, by, id, tx.Words().Lock); err != nil {
			return err
		}
		k, err := kindByID(ctx, tx, q.KindID)
		if err != nil {
			return err
		}
		return do(tx, &q, k)
	})
	if err != nil || q.State != Signed {
		return q, err
	}
	return s.leave(ctx, q)
}

// mine is a request of the actor's body; another's is as if it were not there.
func (s *Service) mine(ctx context.Context, r db.Reader, by auth.Actor, id int64, lock string) (Request, error) {
	q, err := requestByID(ctx, r, id, lock)
	if err == nil && !by.System && q.BodyID != by.BodyID {
		err = fail.New(fail.NotFound, "interagency.request_not_found", "request %d of another body", id)
	}
	return q, err
}

func may(by auth.Actor, right auth.Right) error {
	if !by.Can(right) {
		return fail.New(fail.Denied, "interagency.denied", "no right %s", right)
	}
	return nil
}

func wrongState(q Request) error {
	return fail.New(fail.Conflict, "interagency.wrong_state", "request %d is %s", q.ID, q.State).With("state", string(q.State))
}
