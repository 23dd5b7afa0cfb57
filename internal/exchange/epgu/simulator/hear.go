package simulator

import (
	"context"
	"errors"
	"time"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/fail"
	"veche/smev"
	"veche/smev/message"
)

// answered takes an answer in the concentrator form.
func (p *Portal) answered(_ context.Context, in *smev.Incoming, out *smev.Outgoing) error {
	if out == nil || out.Request == nil {
		return nil
	}
	asked, err := contract.ReadForm(out.Request.Content)
	if err != nil {
		return err
	}
	if list := in.Received.Response.Rejections; len(list) > 0 {
		return p.alter(asked.OrderID(), in.ID, func(o *Order) { o.Problem = list[0].Description })
	}
	r, err := contract.ReadResponse(in.Received.Response.Content)
	if err != nil {
		return p.alter(asked.OrderID(), in.ID, func(o *Order) { o.Problem = err.Error() })
	}
	return p.alter(asked.OrderID(), in.ID, func(o *Order) {
		switch {
		case r.Change != nil:
			o.Steps = append(o.Steps, Step{Code: r.Change.Code, Comment: r.Change.Comment, Way: "reply", At: p.options.Now().UTC(),
				CancelAllowed: r.Change.CancelAllowed, WriteAllowed: r.Change.SendMessageAllowed})
			o.Results = append(o.Results, filesOf(in)...)
		case r.Cancel != nil:
			o.Cancel = r.Cancel.Result
		case r.Text != nil:
			o.Texts++
		}
	})
}

func filesOf(in *smev.Incoming) (list []File) {
	for _, f := range in.Files {
		list = append(list, File{Name: f.Attachment, Key: f.Key, Size: f.Size, Signature: f.Signature})
	}
	return list
}

// told takes an event of the account or a status of ЕЛК, and answers as the portal does.
func (p *Portal) told(_ context.Context, in *smev.Incoming) (*smev.Reply, error) {
	content := in.Received.Request.Content
	if e, err := contract.ReadEvent(content); err == nil {
		outcome := p.take(in, e.OrderID, e.Date, "event", e.Status, e.Comment)
		return &smev.Reply{Body: message.Body{Content: contract.WriteEventOutcome(outcome)}}, nil
	}
	s, err := contract.ReadELK(content)
	if err != nil {
		return &smev.Reply{Rejections: []message.Rejection{{Reason: message.ReasonFailure, Description: "Содержимое не читается."}}}, nil
	}
	outcome := p.take(in, s.OrderNumber, s.StatusDate, "elk", &contract.EventStatus{Code: s.Status}, s.Comment)
	return &smev.Reply{Body: message.Body{Content: contract.WriteELKOutcome(outcome)}}, nil
}

// take is what the portal does with a status: it refuses what real portals have refused.
func (p *Portal) take(in *smev.Incoming, orderID, date, way string, status *contract.EventStatus, comment string) contract.Outcome {
	if err := contract.CheckDate(date); err != nil {
		return contract.Outcome{Code: 5, Message: "Incorrect request parameters: " + fail.Code(err)}
	}
	step := Step{Comment: comment, Way: way, At: time.Now().UTC()}
	if status != nil {
		if err := contract.CheckCode(status.Code, 1<<31-1); err != nil {
			return contract.Outcome{Code: 4, Message: "Status not found"}
		}
		step.Code, step.CancelAllowed, step.WriteAllowed = status.Code, status.CancelAllowed, status.SendMessageAllowed
	}
	err := p.alter(orderID, in.ID, func(o *Order) {
		o.Steps = append(o.Steps, step)
		o.Results = append(o.Results, filesOf(in)...)
	})
	if errors.Is(err, ErrNoOrder) {
		return contract.Outcome{Code: 5, Message: "Order not found"}
	}
	if err != nil {
		return contract.Outcome{Code: 11, Message: "Completed with errors"}
	}
	return contract.Outcome{Message: "OK"}
}

// rejected notes that SMEV did not take a message of the portal.
func (p *Portal) rejected(_ context.Context, out *smev.Outgoing) error {
	if out.Request == nil {
		return nil
	}
	asked, err := contract.ReadForm(out.Request.Content)
	if err != nil {
		return nil
	}
	return p.alter(asked.OrderID(), "", func(o *Order) {
		o.Problem = out.Problem
		if out.Fault != nil {
			o.Problem = out.Fault.Russian()
		}
	})
}

// Forget lets the portal send an application again as a new message, as portals do when nothing came back.
func (p *Portal) Forget(ctx context.Context, id string) error {
	o, err := p.Get(id)
	if err != nil {
		return err
	}
	first, err := p.options.Store.Outgoing(ctx, o.Messages[0])
	if err != nil {
		return err
	}
	_, err = p.exchange.Request(ctx, "", message.Request{Body: message.Body{Content: first.Request.Content}}, nil, 0)
	return err
}
