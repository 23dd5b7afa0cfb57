package interagency

import (
	"context"
	"strconv"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Row is a request of ours as lists show it.
type Row struct {
	ID         int64      `db:"id" json:"id"`
	KindName   string     `db:"kind_name" json:"kind_name"`
	To         string     `db:"to_name" json:"to"`
	AboutKind  string     `db:"about_kind" json:"about_kind"`
	AboutID    int64      `db:"about_id" json:"about_id"`
	AboutName  string     `db:"about_name" json:"about_name" doc:"Number of what it is asked for"`
	State      State      `db:"state" json:"state" enum:"draft,signed,sent,delivered,answered,rejected,timeout,resent"`
	Channel    Channel    `db:"channel" json:"channel" enum:"smev,letter"`
	Term       Term       `db:"term" json:"term" enum:"realtime,electronic,working"`
	LetterID   *int64     `db:"letter_id" json:"letter_id"`
	AuthorName string     `db:"author_name" json:"author_name"`
	Attempts   int        `db:"attempts" json:"attempts"`
	Problem    string     `db:"problem" json:"problem"`
	CreatedAt  time.Time  `db:"created_at" json:"created_at"`
	SentAt     *time.Time `db:"sent_at" json:"sent_at"`
	DueAt      *time.Time `db:"due_at" json:"due_at"`
	Overdue    bool       `db:"overdue" json:"overdue"`
	AnsweredAt *time.Time `db:"answered_at" json:"answered_at"`
	Late       bool       `db:"late" json:"late" doc:"An answer came after the term"`
	Verdict    string     `db:"verdict" json:"verdict" doc:"On the signature of the newest answer; empty before there is one"`
}

const row = `
	SELECT q.id, k.name AS kind_name, coalesce(b.short_name, k.to_name) AS to_name, q.about_kind, q.about_id, q.about_name, q.state, q.channel, q.term, q.letter_id,
	       q.author_name, q.attempts, q.problem, q.created_at, q.sent_at, q.due_at, q.overdue, q.answered_at,
	       EXISTS (SELECT 1 FROM interagency_answers a WHERE a.request_id = q.id AND a.late) AS late,
	       coalesce((SELECT a.verdict FROM interagency_answers a WHERE a.id = (SELECT max(x.id) FROM interagency_answers x WHERE x.request_id = q.id)), '') AS verdict
	  FROM interagency_requests q JOIN request_kinds k ON k.id = q.kind_id LEFT JOIN bodies b ON b.id = k.to_body_id`

// page is how many rows a list shows at a time.
const page = 50

// Queue names a part of the list of requests.
type Queue string

// The parts.
const (
	Open   Queue = "open" // what somebody waits for or has to send; overdue first
	Closed Queue = "closed"
)

// Requests lists requests of the actor's body: what is open with the overdue first, then by term; or what is over, newest
// first. after is the key of the next page.
func (s *Service) Requests(ctx context.Context, by auth.Actor, q Queue, about *Ref, after string) (list []Row, next string, err error) {
	if err := may(by, RightAsk); err != nil {
		return nil, "", err
	}
	args := []any{by.BodyID}
	where := " WHERE q.body_id = $1"
	if about != nil {
		where += " AND q.about_kind = " + db.Arg(&args, about.Kind) + " AND q.about_id = " + db.Arg(&args, about.ID)
		list, err = db.All[Row](ctx, s.db, row+where+" ORDER BY q.id LIMIT 200", args...)
		return list, "", err
	}
	skip, err := offset(after)
	if err != nil {
		return nil, "", err
	}
	order := " ORDER BY q.id DESC"
	if q == Closed {
		where += " AND q.state IN ('answered', 'rejected')"
	} else {
		where += " AND q.state NOT IN ('answered', 'rejected')"
		order = " ORDER BY CASE WHEN q.state = 'timeout' THEN 0 ELSE 1 END, coalesce(q.due_at, q.created_at), q.id"
	}
	list, err = db.All[Row](ctx, s.db, row+where+order+" LIMIT "+db.Arg(&args, page+1)+" OFFSET "+db.Arg(&args, skip), args...)
	return cut(list, err, skip)
}

// offset is where a page of a list of open things begins: such a list is short, and changes while it is read.
func offset(after string) (int, error) {
	if after == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(after)
	if err != nil || n < 0 {
		return 0, fail.Field("request.invalid", "after", "wrong_format")
	}
	return n, nil
}

func cut[T any](list []T, err error, skip int) ([]T, string, error) {
	if len(list) <= page {
		return list, "", err
	}
	return list[:page], strconv.Itoa(skip + page), err
}

// AnswerView is an answer as the card shows it.
type AnswerView struct {
	ID         int64          `json:"id"`
	At         time.Time      `json:"at"`
	Late       bool           `json:"late"`
	Rejected   string         `json:"rejected" doc:"Reason of a refusal"`
	Words      string         `json:"words"`
	Facts      []Fact         `json:"facts"`
	Sender     string         `json:"sender"`
	Verdict    string         `json:"verdict" doc:"On the signature of the sender's system"`
	Personal   string         `json:"personal" doc:"On the signature beside the content; empty where there is none"`
	Files      []AttachedFile `json:"files"`
	DocumentID *int64         `json:"document_id"`
	SendingNo  int            `json:"sending_no"`
	MessageID  string         `json:"message_id"`
}

// Card is a request with its sendings and answers.
type Card struct {
	Request
	Row      Row          `json:"row"`
	Kind     Kind         `json:"kind"`
	Sendings []Sending    `json:"sendings"`
	Answers  []AnswerView `json:"answers"`
	Actions  []string     `json:"actions" doc:"What the reader may do now: change, send, resend, attach"`
	Signed   bool         `json:"signed" doc:"The content has a signature of its own"`
}

// Show is the card of a request of the actor's body.
func (s *Service) Show(ctx context.Context, by auth.Actor, id int64) (c Card, err error) {
	if err := may(by, RightAsk); err != nil {
		return c, err
	}
	if c.Request, err = s.mine(ctx, s.db, by, id, ""); err != nil {
		return c, err
	}
	if c.Kind, err = kindByID(ctx, s.db, c.KindID); err != nil {
		return c, err
	}
	if c.Row, err = db.One[Row](ctx, s.db, row+" WHERE q.id = $1", id); err != nil {
		return c, err
	}
	if c.Sendings, err = db.All[Sending](ctx, s.db, "SELECT "+sendingColumns+" FROM interagency_sendings WHERE request_id = $1 ORDER BY no", id); err != nil {
		return c, err
	}
	answers, err := db.All[Answer](ctx, s.db, "SELECT "+answerColumns+" FROM interagency_answers WHERE request_id = $1 ORDER BY id DESC", id)
	c.Answers, c.Signed = []AnswerView{}, c.Signature != ""
	for _, a := range answers {
		c.Answers = append(c.Answers, a.view(c.Kind))
	}
	c.Actions = c.actions()
	return c, err
}

func (c Card) actions() []string {
	list := []string{}
	switch {
	case c.State == Draft && c.LetterID == nil:
		list = append(list, "change", "send")
	case c.Channel == BySMEV && (c.State == Timeout || c.State == Rejected || c.State == Resent && c.Problem != ""):
		list = append(list, "resend")
	}
	if c.State.open() && c.Channel == ByLetter {
		list = append(list, "attach")
	}
	return list
}

// view reads the facts of an answer. A content that cannot be read is shown as its raw text alone.
func (a Answer) view(k Kind) AnswerView {
	v := AnswerView{ID: a.ID, At: a.At, Late: a.Late, Rejected: a.Rejected, Words: a.Words, Facts: []Fact{}, Sender: a.Sender, Verdict: a.Verdict, Personal: a.Personal,
		Files: a.Files.V, DocumentID: a.DocumentID, SendingNo: a.SendingNo, MessageID: a.MessageID}
	if a.Content == "" {
		return v
	}
	if facts, err := Facts([]byte(a.Content), k.Answer); err == nil {
		v.Facts = facts
	}
	return v
}

// AnswersOf are the answers to a request as a card shows them, for subjects that show requests among their own things.
func (s *Service) AnswersOf(ctx context.Context, r db.Reader, requestID int64) ([]AnswerView, error) {
	q, err := requestByID(ctx, r, requestID, "")
	if err != nil {
		return nil, err
	}
	k, err := kindByID(ctx, r, q.KindID)
	if err != nil {
		return nil, err
	}
	list, err := db.All[Answer](ctx, r, "SELECT "+answerColumns+" FROM interagency_answers WHERE request_id = $1 ORDER BY id DESC", requestID)
	views := make([]AnswerView, len(list))
	for i, a := range list {
		views[i] = a.view(k)
	}
	return views, err
}

// InquiryRow is a request of others as lists show it.
type InquiryRow struct {
	ID         int64        `db:"id" json:"id"`
	KindName   string       `db:"kind_name" json:"kind_name"`
	State      InquiryState `db:"state" json:"state" enum:"received,answered,rejected"`
	Sender     string       `db:"sender" json:"sender"`
	Verdict    string       `db:"verdict" json:"verdict"`
	Test       bool         `db:"test" json:"test"`
	ArrivedAt  time.Time    `db:"arrived_at" json:"arrived_at"`
	DueAt      time.Time    `db:"due_at" json:"due_at"`
	Overdue    bool         `db:"overdue" json:"overdue"`
	AnsweredAt *time.Time   `db:"answered_at" json:"answered_at"`
	AnsweredBy string       `db:"answered_by" json:"answered_by"`
	Officer    string       `db:"officer_name" json:"officer" doc:"Who has taken it; empty: nobody yet"`
}

const inquiryRow = `
	SELECT n.id, k.name AS kind_name, n.state, n.sender, n.verdict, n.test, n.arrived_at, n.due_at, n.overdue, n.answered_at, n.answered_by, n.officer_name
	  FROM interagency_inquiries n JOIN request_kinds k ON k.id = n.kind_id`

// Inquiries lists requests of others to the actor's body: what waits by its term, or what is over, newest first.
func (s *Service) Inquiries(ctx context.Context, by auth.Actor, q Queue, after string) (list []InquiryRow, next string, err error) {
	if err := may(by, RightAsk); err != nil {
		return nil, "", err
	}
	skip, err := offset(after)
	if err != nil {
		return nil, "", err
	}
	where, order := " AND n.state = 'received'", " ORDER BY n.due_at, n.id"
	if q == Closed {
		where, order = " AND n.state <> 'received'", " ORDER BY n.id DESC"
	}
	list, err = db.All[InquiryRow](ctx, s.db, inquiryRow+" WHERE n.body_id = $1"+where+order+" LIMIT $2 OFFSET $3", by.BodyID, page+1, skip)
	return cut(list, err, skip)
}

// InquiryCard is a request of others with what it says.
type InquiryCard struct {
	Row        InquiryRow     `json:"row"`
	Kind       Kind           `json:"kind"`
	Facts      []Fact         `json:"facts"`
	Files      []AttachedFile `json:"files"`
	SignedBy   string         `json:"signed_by"`
	Reply      []Fact         `json:"reply"`
	ReplyFiles []AttachedFile `json:"reply_files"`
	DocumentID *int64         `json:"document_id"`
	Reason     string         `json:"reason"`
	Words      string         `json:"words"`
	MessageID  string         `json:"message_id"`
	ReplyID    string         `json:"reply_id"`
}

// ShowInquiry is the card of a request of others.
func (s *Service) ShowInquiry(ctx context.Context, by auth.Actor, id int64) (c InquiryCard, err error) {
	if err := may(by, RightAsk); err != nil {
		return c, err
	}
	n, err := s.ours(ctx, s.db, by, id, "")
	if err != nil {
		return c, err
	}
	if c.Kind, err = kindByID(ctx, s.db, n.KindID); err != nil {
		return c, err
	}
	if c.Row, err = db.One[InquiryRow](ctx, s.db, inquiryRow+" WHERE n.id = $1", id); err != nil {
		return c, err
	}
	c.Files, c.ReplyFiles, c.DocumentID, c.SignedBy = n.Files.V, n.ReplyFiles.V, n.DocumentID, n.SignedBy
	c.Reason, c.Words, c.MessageID, c.ReplyID, c.Facts, c.Reply = n.Reason, n.Words, n.MessageID, n.ReplyID, []Fact{}, []Fact{}
	if facts, err := Facts([]byte(n.Content), c.Kind.Fields); err == nil {
		c.Facts = facts
	}
	if n.Reply != "" {
		c.Reply, err = Facts([]byte(n.Reply), c.Kind.Answer)
	}
	return c, err
}

// Raw is what went and came of a request, word for word. Reading it is an act: it holds what is known of a person.
func (s *Service) Raw(ctx context.Context, by auth.Actor, id int64) (texts []string, err error) {
	if err := may(by, RightAsk); err != nil {
		return nil, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		q, err := s.mine(ctx, tx, by, id, "")
		if err != nil {
			return err
		}
		if q.Content != "" {
			texts = append(texts, q.Content)
		}
		if q.Signature != "" {
			texts = append(texts, q.Signature)
		}
		answers, err := db.All[string](ctx, tx, "SELECT content FROM interagency_answers WHERE request_id = $1 AND content <> '' ORDER BY id", id)
		if err != nil {
			return err
		}
		texts = append(texts, answers...)
		return write(ctx, tx, "interagency.raw_read", q, nil)
	})
	return texts, err
}

// RawInquiry is a request of others and our answer, word for word.
func (s *Service) RawInquiry(ctx context.Context, by auth.Actor, id int64) (texts []string, err error) {
	if err := may(by, RightAsk); err != nil {
		return nil, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		n, err := s.ours(ctx, tx, by, id, "")
		if err != nil {
			return err
		}
		if texts = append(texts, n.Content); n.Reply != "" {
			texts = append(texts, n.Reply)
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "interagency.raw_read", Object: audit.Ref{Kind: "interagency_inquiry", ID: id}})
	})
	return texts, err
}
