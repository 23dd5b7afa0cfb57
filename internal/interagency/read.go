package interagency

import (
	"context"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Row is a request of ours as lists show it.
type Row struct {
	ID         int64      `db:"id" json:"id"`
	KindName   string     `db:"kind_name" json:"kind_name"`
	To         string     `db:"to_name" json:"to"`
	AboutKind  string     `db:"about_kind" json:"about_kind"`
	AboutID    int64      `db:"about_id" json:"about_id"`
	AboutName  string     `db:"about_name" json:"about_name" doc:"Number of what it is asked for"`
	AboutWho   string     `db:"about_who" json:"about_who" doc:"Person or organisation whose matter it is"`
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
	QueueSort  int64      `db:"queue_sort" json:"-"`
}

const row = `
	SELECT x.id, k.name AS kind_name, coalesce(b.short_name, k.to_name) AS to_name, x.about_kind, x.about_id, x.about_name, x.about_who, x.state, x.channel, x.term, x.letter_id,
	       x.author_name, x.attempts, x.problem, x.created_at, x.sent_at, x.due_at, x.overdue, x.answered_at, x.queue_sort,
	       EXISTS (SELECT 1 FROM interagency_answers a WHERE a.request_id = x.id AND a.late) AS late,
	       coalesce((SELECT a.verdict FROM interagency_answers a WHERE a.id = (SELECT max(n.id) FROM interagency_answers n WHERE n.request_id = x.id)), '') AS verdict
	  FROM interagency_requests x JOIN request_kinds k ON k.id = x.kind_id LEFT JOIN bodies b ON b.id = k.to_body_id`

// Requests lists requests of the actor's body. after is the key of the next page.
func (s *Service) Requests(ctx context.Context, by auth.Actor, f Filter, after string) ([]Row, string, error) {
	if err := may(by, RightAsk); err != nil {
		return nil, "", err
	}
	n, err := s.narrow(ctx, by, f, after)
	if err != nil {
		return nil, "", err
	}
	return cut(db.All[Row](ctx, s.db, row+" WHERE "+n.where+inOrder+limit, n.args...))
}

// About lists what the actor's body has asked about one object.
func (s *Service) About(ctx context.Context, by auth.Actor, about Ref) ([]Row, error) {
	if err := may(by, RightAsk); err != nil {
		return nil, err
	}
	return db.All[Row](ctx, s.db, row+" WHERE x.body_id = $1 AND x.about_kind = $2 AND x.about_id = $3 ORDER BY x.id LIMIT 200", by.BodyID, about.Kind, about.ID)
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
	if c.Row, err = db.One[Row](ctx, s.db, row+" WHERE x.id = $1", id); err != nil {
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
	QueueSort  int64        `db:"queue_sort" json:"-"`
}

const inquiryRow = `
	SELECT x.id, k.name AS kind_name, x.state, x.sender, x.verdict, x.test, x.arrived_at, x.due_at, x.overdue, x.answered_at, x.answered_by, x.officer_name, x.queue_sort
	  FROM interagency_inquiries x JOIN request_kinds k ON k.id = x.kind_id`

// Inquiries lists requests of others to the actor's body.
func (s *Service) Inquiries(ctx context.Context, by auth.Actor, f Filter, after string) ([]InquiryRow, string, error) {
	if err := may(by, RightAsk); err != nil {
		return nil, "", err
	}
	n, err := s.narrow(ctx, by, f, after)
	if err != nil {
		return nil, "", err
	}
	return cut(db.All[InquiryRow](ctx, s.db, inquiryRow+" WHERE "+n.where+inOrder+limit, n.args...))
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
	if c.Row, err = db.One[InquiryRow](ctx, s.db, inquiryRow+" WHERE x.id = $1", id); err != nil {
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
