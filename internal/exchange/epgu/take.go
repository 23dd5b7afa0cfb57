package epgu

import (
	"context"
	"fmt"
	"strings"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/smev"
	"veche/smev/message"
)

// Work brings an application of a portal, and what was said of it, to the desk.
type Work struct {
	Portal  string `json:"portal"`
	OrderID string `json:"order_id"`
}

func (Work) Kind() string { return "epgu.work" }

// heard keeps what a portal sends; the envelope is durable already. It may run twice for the same message.
func (s *Service) heard(ctx context.Context, in *smev.Incoming) (*smev.Reply, error) {
	request := in.Received.Request
	form, err := contract.ReadForm(request.Content)
	if err != nil {
		s.log.WarnContext(ctx, "epgu message unreadable", "message", in.ID, "error", err)
		return &smev.Reply{Rejections: []message.Rejection{{Reason: message.ReasonFailure, Description: "Содержимое не соответствует форме концентратора."}}}, nil
	}
	portal := ""
	if sender := in.Received.Metadata.Sender; sender != nil {
		portal = sender.Mnemonic
	}
	line := Line{Direction: In, Key: "in/" + string(in.ID), Portal: portal, OrderID: form.OrderID(), AnswersTo: string(in.ID), SMEVID: string(in.ID), Raw: string(request.Content)}
	return nil, s.db.Tx(ctx, system(), func(tx *db.Tx) error {
		switch {
		case form.Order != nil:
			line.What, line.State = AboutOrder, Taken
			if err := s.takeOrder(ctx, tx, in, form, &line); err != nil {
				return err
			}
		case form.Cancel != nil:
			line.What, line.State, line.Comment = AboutCancel, Waiting, form.Cancel.Reason
		default:
			line.What, line.State, line.Comment = AboutText, Waiting, form.Text.Text
		}
		added, err := enter(ctx, tx, line)
		if err != nil || !added {
			return err
		}
		return jobs.Add(ctx, tx, Work{portal, form.OrderID()})
	})
}

// takeOrder keeps an application once; the same one under another message changes nothing.
func (s *Service) takeOrder(ctx context.Context, tx *db.Tx, in *smev.Incoming, form contract.Form, line *Line) error {
	o := Order{Portal: line.Portal, OrderID: line.OrderID, Namespace: form.Namespace, Code: form.Order.ServicesType, OKTMO: form.OKTMO, State: Stored, Raw: line.Raw,
		Organisation: contract.Clean(strings.TrimSpace(form.Order.Organization.Code+" "+form.Order.Organization.Title), 500), MessageID: string(in.ID),
		SignedBy: in.Sender, Verdict: in.SenderVerdict, ArrivedAt: tx.Now, ChangedAt: tx.Now, Version: 1}
	o.Files.V = attached(in)
	_, known, err := orderOf(ctx, tx, o.Portal, o.OrderID, "")
	if err != nil {
		return err
	}
	if known {
		line.Error = "epgu.repeated"
		return nil
	}
	_, err = db.Insert(ctx, tx, "epgu_orders", o)
	return err
}

// attached are the files of a message, by whatever way they came.
func attached(in *smev.Incoming) []AttachedFile {
	list := []AttachedFile{}
	for i, f := range in.Files {
		kept := AttachedFile{Attachment: f.Attachment, Name: fmt.Sprintf("Файл %d", i+1), SHA256: f.Key, Size: f.Size, Problem: f.Problem, Signature: f.Signature}
		for _, h := range in.Received.Body().Attachments {
			switch {
			case h.ID != f.Attachment:
			case h.FileName != "":
				kept.Name = h.FileName
			case strings.Contains(h.ID, "."):
				kept.Name = h.ID
			}
		}
		list = append(list, kept)
	}
	return list
}
