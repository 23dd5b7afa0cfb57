package interagency

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"path"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/tasks"
	"veche/smev"
	"veche/smev/message"
)

// SendReply hands the answer to a request of others to SMEV.
type SendReply struct {
	InquiryID int64 `json:"inquiry_id"`
	No        int   `json:"no"` // an answer that SMEV refused is given anew
}

func (SendReply) Kind() string { return "interagency.reply" }

// ReplyInput is what the officer answers: facts in the fields of the kind, a document with its files, or both.
type ReplyInput struct {
	Facts      map[string]string `json:"facts"`
	DocumentID *int64            `json:"document_id,omitempty" doc:"Card whose files go with the answer"`
}

// Reply answers a request of others.
func (s *Service) Reply(ctx context.Context, by auth.Actor, id int64, in ReplyInput) (Inquiry, error) {
	return s.actOnInquiry(ctx, by, id, func(tx *db.Tx, n *Inquiry, k Kind) error {
		answered := Kind{Fields: k.Answer}
		facts := filled(answered, in.Facts)
		if err := complete(answered, facts); err != nil {
			return prefixed(err)
		}
		if len(facts) == 0 && in.DocumentID == nil {
			return fail.Field("interagency.fields_wrong", "document_id", "required")
		}
		files, err := s.enclosed(ctx, tx, by, in.DocumentID)
		if err != nil {
			return err
		}
		n.State, n.DocumentID, n.ReplyFiles.V = InquiryAnswered, in.DocumentID, files
		n.Reply, n.Reason, n.Words = string(flat(k.Namespace, k.AnswerRoot, "", k.Answer, facts)), "", ""
		return nil
	})
}

// prefixed names the fields of an answer as the input does.
func prefixed(err error) error {
	var refusal *fail.Error
	if !errors.As(err, &refusal) {
		return err
	}
	fields := map[string]string{}
	for name, why := range refusal.Fields {
		fields["facts."+strings.TrimPrefix(name, "fields.")] = why
	}
	return fail.Fields(refusal.Code, fields)
}

// enclosed are the files of a card of the body that the officer sees, with their signatures.
func (s *Service) enclosed(ctx context.Context, tx *db.Tx, by auth.Actor, documentID *int64) ([]AttachedFile, error) {
	list := []AttachedFile{}
	if documentID == nil {
		return list, nil
	}
	d, err := s.Documents.Open(ctx, tx, by, *documentID)
	if err != nil {
		return nil, err
	}
	if d.AccessMark == documents.Restricted {
		return nil, fail.New(fail.Invalid, "interagency.restricted", "a restricted document does not go through SMEV")
	}
	found, err := s.Documents.Outgoing(ctx, tx, d)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		list = append(list, AttachedFile{Name: f.Name, SHA256: f.SHA256, Size: f.Size, MimeType: mimeOf(f.Name)})
	}
	if len(list) == 0 {
		return nil, fail.Field("interagency.fields_wrong", "document_id", "no_files")
	}
	return list, nil
}

// mimeOf is the type of a file by its name, in the pattern of the schemas of SMEV.
func mimeOf(name string) string {
	kind, _, err := mime.ParseMediaType(mime.TypeByExtension(strings.ToLower(path.Ext(name))))
	first, _, _ := strings.Cut(kind, "/")
	if err != nil || !slices.Contains([]string{"text", "image", "audio", "video", "application"}, first) {
		return "application/octet-stream"
	}
	return kind
}

// RefusalInput is why a request of others gets no answer.
type RefusalInput struct {
	Reason message.Reason `json:"reason" enum:"ACCESS_DENIED,NO_DATA,UNKNOWN_REQUEST_DESCRIPTION,FAILURE"`
	Words  string         `json:"words" minLength:"1" maxLength:"2000"`
}

// Refuse answers a request of others with a refusal.
func (s *Service) Refuse(ctx context.Context, by auth.Actor, id int64, in RefusalInput) (Inquiry, error) {
	return s.actOnInquiry(ctx, by, id, func(_ *db.Tx, n *Inquiry, _ Kind) error {
		n.State, n.Reason, n.Words = InquiryRejected, string(in.Reason), strings.TrimSpace(in.Words)
		if n.Words == "" {
			return fail.Field("interagency.fields_wrong", "words", "required")
		}
		return nil
	})
}

// actOnInquiry runs the one act that ends a request of others; its answer leaves by a job.
func (s *Service) actOnInquiry(ctx context.Context, by auth.Actor, id int64, do func(tx *db.Tx, n *Inquiry, k Kind) error) (n Inquiry, err error) {
	if err := may(by, RightAsk); err != nil {
		return n, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if n, err = s.ours(ctx, tx, by, id, tx.Words().Lock); err != nil {
			return err
		}
		if n.State != Received {
			return wrongInquiry(n)
		}
		k, err := kindByID(ctx, tx, n.KindID)
		if err != nil {
			return err
		}
		if err := do(tx, &n, k); err != nil {
			return err
		}
		n.AnsweredBy, n.AnsweredAt = by.Name, &tx.Now
		no := n.Version
		if err := saveInquiry(ctx, tx, &n); err != nil {
			return err
		}
		if err := tasks.Done(ctx, tx, subjectOf(n), tasks.AnswerInquiry, tasks.WasDone); err != nil {
			return err
		}
		if err := writeInquiry(ctx, tx, "interagency.replied", n); err != nil {
			return err
		}
		return jobs.Add(ctx, tx, SendReply{n.ID, int(no)})
	})
	return n, err
}

// ours is a request of others to the actor's body.
func (s *Service) ours(ctx context.Context, r db.Reader, by auth.Actor, id int64, lock string) (Inquiry, error) {
	n, err := inquiryByID(ctx, r, id, lock)
	if err == nil && !by.System && n.BodyID != by.BodyID {
		err = fail.New(fail.NotFound, "interagency.inquiry_not_found", "inquiry %d of another body", id)
	}
	return n, err
}

// sendReply keeps the answer durably; the same answer is sent once.
func (s *Service) sendReply(ctx context.Context, a SendReply) error {
	n, err := inquiryByID(ctx, s.db, a.InquiryID, "")
	if err != nil || !s.Connected() || n.State == Received {
		return err
	}
	exchange, err := s.join(ctx)
	if err != nil {
		return err
	}
	reply := smev.Reply{}
	if n.State == InquiryRejected {
		reply.Rejections = []message.Rejection{{Reason: message.Reason(n.Reason), Description: n.Words}}
	} else {
		reply.Content = []byte(n.Reply)
		for i, f := range n.ReplyFiles.V {
			id := fmt.Sprintf("f%d%s", i+1, path.Ext(f.Name))
			reply.Attachments = append(reply.Attachments, message.Attachment{ID: id, MimeType: f.MimeType})
			reply.Files = append(reply.Files, smev.File{Attachment: id, Key: f.SHA256, Size: f.Size})
		}
	}
	out, err := exchange.Reply(ctx, message.MessageID(n.MessageID), fmt.Sprint(a.No), reply)
	if err != nil {
		return err
	}
	return s.db.Tx(ctx, system(n.BodyID), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE interagency_inquiries SET reply_id = $1 WHERE id = $2", string(out.ID), n.ID)
		return err
	})
}
