package interagency

import (
	"context"
	"fmt"
	"strings"
	"time"

	"veche/internal/platform/db"
	"veche/smev"
)

// AttachedFile is a file of an answer or of a request of others, durable here.
type AttachedFile struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	Size      int64  `json:"size"`
	MimeType  string `json:"mime_type"`
	Problem   string `json:"problem" doc:"Why the file is not what the sender says"`
	Signature string `json:"signature" doc:"Verdict on its signature; empty where there is none"`
	SignedBy  string `json:"signed_by"`
	Why       string `json:"why" doc:"Why the signature is not valid"`
}

// Answer is one that was attached to a request.
type Answer struct {
	ID         int64                   `db:"id"`
	RequestID  int64                   `db:"request_id"`
	MessageID  string                  `db:"message_id"`
	SendingNo  int                     `db:"sending_no"`
	Rejected   string                  `db:"rejected"`
	Words      string                  `db:"words"`
	Content    string                  `db:"content"`
	Sender     string                  `db:"sender"`
	Verdict    string                  `db:"verdict"`
	Personal   string                  `db:"personal"`
	Files      db.JSON[[]AttachedFile] `db:"files"`
	DocumentID *int64                  `db:"document_id"`
	Late       bool                    `db:"late"`
	At         time.Time               `db:"at"`
}

var answerColumns = db.Columns[Answer]("")

// heard attaches an answer to its request. It may run twice for the same message: an answer has the key of its message.
func (s *Service) heard(ctx context.Context, in *smev.Incoming, out *smev.Outgoing) error {
	response := in.Received.Response
	if out == nil || response == nil || response.Status != nil || !strings.HasPrefix(out.Key, "request:") {
		return nil // not an answer to a request of ours, or not the last word on it
	}
	personal, err := verdictOn(ctx, response.Content, response.PersonalSignature, nil)
	if err != nil {
		personal = "invalid"
	}
	a := Answer{MessageID: string(in.ID), Content: string(response.Content), Sender: in.Sender, Verdict: in.SenderVerdict, Personal: personal}
	a.Files.V = attached(in)
	for i, r := range response.Rejections {
		if i == 0 {
			a.Rejected = string(r.Reason)
		}
		a.Words = strings.TrimSpace(a.Words + "\n" + r.Description)
	}
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		sending, known, err := sendingOf(ctx, tx, out)
		if err != nil {
			return err
		}
		if !known {
			return errEarly
		}
		a.RequestID, a.SendingNo = sending.RequestID, sending.No
		if _, err := tx.Exec(ctx, "UPDATE interagency_sendings SET state = 'answered', message_id = $1 WHERE id = $2", string(out.ID), sending.ID); err != nil {
			return err
		}
		return s.attach(ctx, tx, a)
	})
}

// attached are the files of a message.
func attached(in *smev.Incoming) []AttachedFile {
	list := []AttachedFile{}
	headers := in.Received.Body().Attachments
	for i, f := range in.Files {
		kept := AttachedFile{Name: fmt.Sprintf("Файл %d", i+1), SHA256: f.Key, Size: f.Size, Problem: f.Problem, Signature: f.Signature, SignedBy: f.SignedBy, Why: f.SignReason}
		for _, h := range headers {
			if h.ID != f.Attachment {
				continue
			}
			kept.MimeType = h.MimeType
			if h.FileName != "" {
				kept.Name = h.FileName
			} else if strings.Contains(h.ID, ".") {
				kept.Name = h.ID
			}
		}
		list = append(list, kept)
	}
	return list
}

// attach adds an answer once and tells of it. An answer after the term is an answer: the mark of the term stays.
func (s *Service) attach(ctx context.Context, tx *db.Tx, a Answer) error {
	q, err := requestByID(ctx, tx, a.RequestID, tx.Words().Lock)
	if err != nil {
		return err
	}
	known, err := db.Exists(ctx, tx, "SELECT 1 FROM interagency_answers WHERE message_id = $1", a.MessageID)
	if err != nil || known {
		return err
	}
	a.At, a.Late = tx.Now, q.DueAt != nil && tx.Now.After(*q.DueAt)
	if _, err := db.Insert(ctx, tx, "interagency_answers", a); err != nil {
		return err
	}
	if a.Rejected == "" {
		q.State = Answered
	} else if q.State != Answered { // a refusal of one sending takes nothing from the answer to another
		q.State = Rejected
	}
	if q.AnsweredAt == nil {
		q.AnsweredAt = &tx.Now
	}
	q.Problem = ""
	if err := save(ctx, tx, &q); err != nil {
		return err
	}
	action := "interagency.answered"
	if a.Rejected != "" {
		action = "interagency.rejected"
	}
	if err := write(ctx, tx, action, q, map[string]any{"message": a.MessageID, "late": a.Late}); err != nil {
		return err
	}
	if err := s.notice(ctx, tx, q, action); err != nil {
		return err
	}
	return s.tell(ctx, tx, q)
}

// notice tells who asked.
func (s *Service) notice(ctx context.Context, tx *db.Tx, q Request, code string) error {
	if q.AuthorID == nil {
		return nil
	}
	return s.Notify.Notify(ctx, tx, *q.AuthorID, code, fmt.Sprintf("/interagency/requests/%d", q.ID), map[string]any{"number": q.ID})
}

// refused notes that SMEV did not take a message of ours, or that nobody knows whether it did.
func (s *Service) refused(ctx context.Context, out *smev.Outgoing) error {
	why := out.Problem
	if out.Fault != nil {
		why = out.Fault.Russian()
	}
	s.log.WarnContext(ctx, "interagency message refused", "message", out.ID, "key", out.Key, "why", why)
	state := SendingRejected
	if out.State == smev.Doubtful {
		state = SendingDoubtful
	}
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		if out.Response != nil {
			return s.replyRefused(ctx, tx, out, why)
		}
		sending, known, err := sendingOf(ctx, tx, out)
		if err != nil {
			return err
		}
		if !known {
			return errEarly
		}
		if _, err := tx.Exec(ctx, "UPDATE interagency_sendings SET state = $1, problem = $2 WHERE id = $3", state, short(why), sending.ID); err != nil {
			return err
		}
		q, err := requestByID(ctx, tx, sending.RequestID, tx.Words().Lock)
		if err != nil || !q.State.open() || sending.No < q.Attempts {
			return err
		}
		q.Problem = short(why)
		if state == SendingRejected {
			q.State = Rejected
		}
		if err := save(ctx, tx, &q); err != nil {
			return err
		}
		if err := write(ctx, tx, "interagency.refused", q, map[string]any{"message": string(out.ID)}); err != nil {
			return err
		}
		return s.notice(ctx, tx, q, "interagency.refused")
	})
}
