package interagency

import (
	"context"
	"fmt"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/smev"
	"veche/smev/message"
)

// InquiryState is a step of a request of others.
type InquiryState string

// The states.
const (
	Received        InquiryState = "received"
	InquiryAnswered InquiryState = "answered"
	InquiryRejected InquiryState = "rejected"
)

// Inquiry is a request of others to a body of ours: the row of the table.
type Inquiry struct {
	ID          int64                   `db:"id"`
	BodyID      int64                   `db:"body_id"`
	KindID      int64                   `db:"kind_id"`
	MessageID   string                  `db:"message_id"`
	Namespace   string                  `db:"namespace"`
	Root        string                  `db:"root"`
	State       InquiryState            `db:"state"`
	Sender      string                  `db:"sender"`
	SignedBy    string                  `db:"signed_by"`
	Verdict     string                  `db:"verdict"`
	Content     string                  `db:"content"`
	Files       db.JSON[[]AttachedFile] `db:"files"`
	Test        bool                    `db:"test"`
	ArrivedAt   time.Time               `db:"arrived_at"`
	DueAt       time.Time               `db:"due_at"`
	Overdue     bool                    `db:"overdue"`
	Reply       string                  `db:"reply"`
	ReplyFiles  db.JSON[[]AttachedFile] `db:"reply_files"`
	DocumentID  *int64                  `db:"document_id"`
	Reason      string                  `db:"reason"`
	Words       string                  `db:"words"`
	AnsweredBy  string                  `db:"answered_by"`
	AnsweredAt  *time.Time              `db:"answered_at"`
	ReplyID     string                  `db:"reply_id"`
	OfficerID   *int64                  `db:"officer_id"`
	OfficerName string                  `db:"officer_name"`
	ChangedAt   time.Time               `db:"changed_at"`
	QueueSort   int64                   `db:"queue_sort"`
	Version     int64                   `db:"version"`
}

var inquiryColumns = db.Columns[Inquiry]("")

func inquiryByID(ctx context.Context, r db.Reader, id int64, lock string) (Inquiry, error) {
	n, err := db.One[Inquiry](ctx, r, "SELECT "+inquiryColumns+" FROM interagency_inquiries WHERE id = $1"+lock, id)
	return n, db.Absent(err, "interagency.inquiry_not_found", id)
}

func saveInquiry(ctx context.Context, tx *db.Tx, n *Inquiry) error {
	n.ChangedAt = tx.Now
	n.QueueSort = n.queueSort()
	count, err := db.Update(ctx, tx, "interagency_inquiries", *n)
	n.Version++
	return stale(count, err)
}

func writeInquiry(ctx context.Context, tx *db.Tx, action string, n Inquiry) error {
	return audit.Write(ctx, tx, audit.Entry{Action: action, Object: audit.Ref{Kind: "interagency_inquiry", ID: n.ID}, To: string(n.State)})
}

// inquired takes a request of others, once for its message; the answer follows when an officer has given it.
func (s *Service) inquired(ctx context.Context, in *smev.Incoming) (*smev.Reply, error) {
	request := in.Received.Request
	root, err := Root(request.Content)
	if err != nil {
		return &smev.Reply{Rejections: []message.Rejection{{Reason: message.ReasonFailure, Description: "Содержимое запроса не читается."}}}, nil
	}
	args := []any{root.Space, root.Local}
	kinds, err := db.All[Kind](ctx, s.db, "SELECT "+kindColumns+" FROM request_kinds WHERE namespace = $1 AND root = $2 AND served_by IS NOT NULL"+inForce(&args, s.today()), args...)
	if err != nil {
		return nil, err
	}
	if len(kinds) == 0 {
		return &smev.Reply{Rejections: []message.Rejection{{Reason: message.ReasonUnknownRequest, Description: "На такие запросы здесь не отвечают."}}}, nil
	}
	n := Inquiry{BodyID: *kinds[0].ServedBy, KindID: kinds[0].ID, MessageID: string(in.ID), Namespace: root.Space, Root: root.Local, State: Received,
		SignedBy: in.Sender, Verdict: in.SenderVerdict, Content: string(request.Content), Test: request.Test, Version: 1}
	if m := in.Received.Metadata; m.Sender != nil {
		n.Sender = m.Sender.Name
		if n.Sender == "" {
			n.Sender = m.Sender.Mnemonic
		}
	}
	n.Files.V, n.ReplyFiles.V = attached(in), []AttachedFile{}
	return nil, s.db.Tx(ctx, system(n.BodyID), func(tx *db.Tx) error { return s.takeInquiry(ctx, tx, n, kinds[0]) })
}

func (s *Service) takeInquiry(ctx context.Context, tx *db.Tx, n Inquiry, k Kind) error {
	known, err := db.Exists(ctx, tx, "SELECT 1 FROM interagency_inquiries WHERE message_id = $1", n.MessageID)
	if err != nil || known {
		return err
	}
	term := k.Term
	if term == Realtime { // a person answers here
		term = Electronic
	}
	n.ArrivedAt, n.ChangedAt = tx.Now, tx.Now
	n.DueAt = term.Ends(tx.Now, s.Calendar, s.Org.Zone(ctx, tx, n.BodyID))
	n.QueueSort = n.queueSort()
	if n.ID, err = db.Insert(ctx, tx, "interagency_inquiries", n); err != nil {
		return err
	}
	if err := n.findable(ctx, tx, k); err != nil {
		return err
	}
	if err := writeInquiry(ctx, tx, "interagency.inquired", n); err != nil {
		return err
	}
	if err := s.putTask(ctx, tx, n); err != nil {
		return err
	}
	return s.noticeInquiry(ctx, tx, n, "interagency.inquired")
}

// noticeInquiry tells everybody in the body who may answer.
func (s *Service) noticeInquiry(ctx context.Context, tx *db.Tx, n Inquiry, code string) error {
	people, err := s.Org.WithRight(ctx, tx, n.BodyID, RightAsk)
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := s.Notify.Notify(ctx, tx, p.ID, code, fmt.Sprintf("/interagency/inquiries/%d", n.ID), map[string]any{"number": n.ID}); err != nil {
			return err
		}
	}
	return nil
}

// replyRefused notes that SMEV did not take our answer: a person sends it anew.
func (s *Service) replyRefused(ctx context.Context, tx *db.Tx, out *smev.Outgoing, why string) error {
	list, err := db.All[Inquiry](ctx, tx, "SELECT "+inquiryColumns+" FROM interagency_inquiries WHERE message_id = $1"+tx.Words().Lock, string(out.InReplyTo))
	if err != nil || len(list) == 0 {
		return err
	}
	n := list[0]
	n.State, n.Words = Received, short(why)
	if err := saveInquiry(ctx, tx, &n); err != nil {
		return err
	}
	if err := writeInquiry(ctx, tx, "interagency.reply_refused", n); err != nil {
		return err
	}
	if err := s.putTask(ctx, tx, n); err != nil {
		return err
	}
	return s.noticeInquiry(ctx, tx, n, "interagency.reply_refused")
}

func wrongInquiry(n Inquiry) error {
	return fail.New(fail.Conflict, "interagency.inquiry_answered", "inquiry %d is %s", n.ID, n.State)
}
