package epgu

import (
	"context"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"veche/internal/documents"
	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/smev"
	"veche/smev/message"
)

// together is how many lines leave in one step.
const together = 200

// Export sends what is ready, each line once, and tells how many have left. What a portal would refuse stays here with the
// reason.
func (s *Service) Export(ctx context.Context) (sent int, err error) {
	exchange, err := s.join(ctx)
	if err != nil {
		return 0, err
	}
	lines, err := db.All[Line](ctx, s.db, "SELECT "+lineColumns+" FROM epgu_ledger WHERE direction = 'out' AND state = 'ready' ORDER BY id LIMIT $1", together)
	if err != nil {
		return 0, err
	}
	for _, l := range lines {
		out, raw, err := s.send(ctx, exchange, l)
		switch {
		case err == nil:
			sent++
			err = s.mark(ctx, l, func(l *Line) { l.State, l.Error, l.SMEVID, l.Raw = Sent, "", string(out.ID), string(raw) })
		case fail.KindOf(err) == fail.Invalid:
			err = s.mark(ctx, l, func(l *Line) { l.State, l.Error = Refused, said(err) })
		case errors.Is(err, smev.ErrUnwritable):
			err = s.mark(ctx, l, func(l *Line) { l.State, l.Error = Refused, "epgu.unwritable" })
		}
		if err != nil {
			return sent, err
		}
	}
	return sent, nil
}

// mark notes what became of a line; an attempt has a number.
func (s *Service) mark(ctx context.Context, l Line, set func(l *Line)) error {
	return s.db.Tx(ctx, system(), func(tx *db.Tx) error {
		now, err := lineByID(ctx, tx, l.ID, tx.Words().Lock)
		if err != nil || now.State != Ready || now.Attempts != l.Attempts {
			return err
		}
		set(&now)
		now.Attempts++
		return saveLine(ctx, tx, &now)
	})
}

// send keeps the message of a line durably under the line's own key: done twice, it is done once.
func (s *Service) send(ctx context.Context, exchange *smev.Exchange, l Line) (*smev.Outgoing, []byte, error) {
	attachments, files, err := s.enclosed(ctx, l)
	if err != nil {
		return nil, nil, err
	}
	content, err := s.content(ctx, l, attachments)
	if err != nil {
		return nil, nil, err
	}
	key := fmt.Sprintf("line-%d-%d", l.ID, l.Attempts)
	body := message.Body{Content: content, Attachments: attachments}
	if l.Way == ByReply {
		out, err := exchange.Reply(ctx, message.MessageID(l.AnswersTo), key, smev.Reply{Body: body, Files: files})
		return out, content, err
	}
	out, err := exchange.Request(ctx, key, message.Request{Body: body}, files, 0)
	return out, content, err
}

// content is the line in the form of its way.
func (s *Service) content(ctx context.Context, l Line, attachments []message.Attachment) ([]byte, error) {
	o, known, err := orderOf(ctx, s.db, l.Portal, l.OrderID, "")
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, fail.New(fail.Invalid, "epgu.order_unknown", "no order of line %d", l.ID)
	}
	if l.Way == ByReply {
		return contract.WriteResponse(response(l, o))
	}
	v, err := settingsOf(ctx, s.db)
	if err != nil {
		return nil, err
	}
	if l.Way == ByEvent {
		return contract.WriteEvent(contract.Event{Env: v.Env, OrderID: l.OrderID, Date: l.StatusDate, Comment: l.Comment, Author: v.Author,
			Status: &contract.EventStatus{Code: l.Code, CancelAllowed: l.CancelAllowed, SendMessageAllowed: l.MessageAllowed}})
	}
	return s.elk(ctx, l, o, v, attachments)
}

func response(l Line, o Order) contract.Response {
	r := contract.Response{Namespace: o.Namespace, OKTMO: o.OKTMO}
	switch l.What {
	case CancelResponse:
		r.Cancel = &contract.CancelResult{OrderID: l.OrderID, Result: l.Code, Comment: l.Comment}
	case TextResponse:
		r.Text = &contract.TextResult{OrderID: l.OrderID}
	default:
		r.Change = &contract.Change{OrderID: l.OrderID, Code: l.Code, Comment: l.Comment, CancelAllowed: l.CancelAllowed, SendMessageAllowed: l.MessageAllowed}
	}
	return r
}

func (s *Service) elk(ctx context.Context, l Line, o Order, v Settings, attachments []message.Attachment) ([]byte, error) {
	status := contract.ELKStatus{Env: v.ELKEnv, Region: "00000000", OrderNumber: o.OrderID, RequestDate: moment(o.ArrivedAt), SenderINN: v.SenderINN, SenderKPP: v.SenderKPP,
		Office: v.Author, Status: l.Code, StatusDate: l.StatusDate, Comment: l.Comment}
	if o.RouteID != nil {
		route, err := routeByID(ctx, s.db, *o.RouteID)
		if err != nil {
			return nil, err
		}
		status.Target = route.Target
	}
	if o.ApplicationID != nil {
		shown, err := s.Desk.Shown(ctx, s.db, *o.ApplicationID)
		if err != nil {
			return nil, err
		}
		status.SNILS = shown.SNILS
	}
	for _, a := range attachments {
		status.Files = append(status.Files, a.ID)
	}
	return contract.WriteELK(status)
}

// enclosed are the files of the result with their signatures.
func (s *Service) enclosed(ctx context.Context, l Line) (list []message.Attachment, files []smev.File, err error) {
	if l.DocumentID == nil {
		return nil, nil, nil
	}
	card, err := s.Documents.Get(ctx, s.db, *l.DocumentID)
	if err != nil {
		return nil, nil, err
	}
	out, err := s.Documents.Outgoing(ctx, s.db, card)
	if err != nil {
		return nil, nil, err
	}
	for i, f := range out {
		id := fmt.Sprintf("result-%d-%d%s", l.ID, i+1, strings.ToLower(path.Ext(f.Name)))
		list = append(list, message.Attachment{ID: id, MimeType: mimeOf(f)})
		files = append(files, smev.File{Attachment: id, Key: f.SHA256, Size: f.Size})
	}
	return list, files, nil
}

func mimeOf(f documents.File) string {
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".pdf":
		return "application/pdf"
	case ".p7s", ".sig":
		return "application/pkcs7-signature"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".txt":
		return "text/plain"
	}
	return "application/octet-stream"
}

var lineKey = regexp.MustCompile(`line-(\d+)-(\d+)$`)

// lineOf is the line that a message of ours is; false for another message.
func lineOf(ctx context.Context, tx *db.Tx, out *smev.Outgoing) (Line, bool, error) {
	m := lineKey.FindStringSubmatch(out.Key)
	if m == nil {
		return Line{}, false, nil
	}
	id, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		return Line{}, false, err
	}
	l, err := lineByID(ctx, tx, id, tx.Words().Lock)
	if fail.KindOf(err) == fail.NotFound {
		return l, false, nil
	}
	return l, err == nil && strconv.Itoa(l.Attempts-1) == m[2], err
}

// answered takes the portal's word on an event or a status of ЕЛК.
func (s *Service) answered(ctx context.Context, in *smev.Incoming, out *smev.Outgoing) error {
	if out == nil || in.Received.Response == nil || in.Received.Response.Status != nil {
		return nil
	}
	words, refused := "", false
	if list := in.Received.Response.Rejections; len(list) > 0 {
		words, refused = string(list[0].Reason)+": "+list[0].Description, true
	} else if outcome, err := contract.ReadOutcome(in.Received.Response.Content); err != nil {
		words, refused = "epgu.answer_unreadable", true
	} else if outcome.Refused() {
		words, refused = outcome.Words(), true
	}
	return s.conclude(ctx, out, words, refused)
}

// rejected notes that SMEV did not take a line.
func (s *Service) rejected(ctx context.Context, out *smev.Outgoing) error {
	why := out.Problem
	if out.Fault != nil {
		why = out.Fault.Russian()
	}
	s.log.WarnContext(ctx, "epgu message rejected", "message", out.ID, "key", out.Key, "why", why)
	return s.conclude(ctx, out, why, true)
}

func (s *Service) conclude(ctx context.Context, out *smev.Outgoing, words string, refused bool) error {
	return s.db.Tx(ctx, system(), func(tx *db.Tx) error {
		l, known, err := lineOf(ctx, tx, out)
		if err != nil || !known || l.State != Sent && l.State != Accepted {
			return err
		}
		l.State, l.Error, l.SMEVID = Accepted, "", string(out.ID)
		if refused {
			l.State, l.Error = Refused, contract.Clean(words, 500)
		}
		return saveLine(ctx, tx, &l)
	})
}

// follow notes which answers of the concentrator SMEV has taken: nobody answers those.
func (s *Service) follow(ctx context.Context) error {
	lines, err := db.All[Line](ctx, s.db, "SELECT "+lineColumns+" FROM epgu_ledger WHERE direction = 'out' AND state = 'sent' AND way = 'reply' ORDER BY changed_at LIMIT $1", together)
	if err != nil {
		return err
	}
	for _, l := range lines {
		out, err := s.store.Outgoing(ctx, message.MessageID(l.SMEVID))
		if err != nil {
			return err
		}
		if out.State == smev.Taken {
			if err := s.conclude(ctx, out, "", false); err != nil {
				return err
			}
		}
	}
	return nil
}
