package simulator

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"strings"

	"veche/internal/interagency"
	"veche/smev"
	"veche/smev/message"
)

func (a *Agency) kindOf(ctx context.Context, content []byte) (interagency.Kind, error) {
	root, err := interagency.Root(content)
	if err != nil {
		return interagency.Kind{}, err
	}
	return a.kindWhere(ctx, root.Local, func(k interagency.Kind) bool { return k.Namespace == root.Space && k.Root == root.Local })
}

func (a *Agency) kindByCode(ctx context.Context, code string) (interagency.Kind, error) {
	return a.kindWhere(ctx, code, func(k interagency.Kind) bool { return k.Code == code })
}

func (a *Agency) kindWhere(ctx context.Context, name string, is func(interagency.Kind) bool) (interagency.Kind, error) {
	kinds, err := a.options.Kinds(ctx)
	if err != nil {
		return interagency.Kind{}, err
	}
	for _, k := range kinds {
		if is(k) {
			return k, nil
		}
	}
	return interagency.Kind{}, fmt.Errorf("simulator: the kind %q is not known", name)
}

// reply is what the agency says.
func (a *Agency) reply(ctx context.Context, k interagency.Kind, v Asked) (smev.Reply, error) {
	switch v.Manner {
	case Refuses:
		return smev.Reply{Rejections: []message.Rejection{{Reason: message.ReasonNoData, Description: "Сведений о таком лице нет."}}}, nil
	case Wrongly:
		return smev.Reply{Body: message.Body{Content: []byte(`<Unknown xmlns="urn:veche:stand:wrong"><text>не то, о чём спрашивали</text></Unknown>`)}}, nil
	}
	values := map[string]string{}
	for _, f := range k.Answer {
		values[f.Name] = a.invent(f)
	}
	extract := fmt.Sprintf("ДЕМОНСТРАЦИЯ. Юридической силы не имеет.\n\n%s\nСформировано имитатором %s\n", k.Name, a.options.Now().Format("02.01.2006 15:04"))
	key, size, err := a.options.Store.PutFile(ctx, strings.NewReader(extract))
	if err != nil {
		return smev.Reply{}, err
	}
	return smev.Reply{Body: message.Body{Content: element(k.Namespace, k.AnswerRoot, k.Answer, values), Attachments: []message.Attachment{{ID: "extract.txt", MimeType: "text/plain"}}},
		Files: []smev.File{{Attachment: "extract.txt", Key: key, Size: size}}}, nil
}

// invent is a value that stands for a real one.
func (a *Agency) invent(f interagency.Field) string {
	switch f.Kind {
	case interagency.Date:
		return a.options.Now().AddDate(-1, 0, 0).Format("2006-01-02")
	case interagency.Number:
		return "42"
	case interagency.SNILS:
		return "11223344595"
	case interagency.INN:
		return "7700000016"
	case interagency.Choice:
		return f.Choices[0]
	}
	return "Сведения подтверждены (имитатор)"
}

// element is one element with an element for each value, in the order of the fields.
func element(namespace, root string, fields []interagency.Field, values map[string]string) []byte {
	var b bytes.Buffer
	escaped := func(v string) string {
		var e bytes.Buffer
		_ = xml.EscapeText(&e, []byte(v)) // a buffer takes everything
		return e.String()
	}
	fmt.Fprintf(&b, `<%s xmlns="%s">`, root, escaped(namespace))
	for _, f := range fields {
		if v := values[f.Name]; v != "" {
			fmt.Fprintf(&b, "<%[1]s>%[2]s</%[1]s>", f.Name, escaped(v))
		}
	}
	fmt.Fprintf(&b, "</%s>", root)
	return b.Bytes()
}

// Ask sends a request of a kind that somebody here serves.
func (a *Agency) Ask(ctx context.Context, code string, values map[string]string) (message.MessageID, error) {
	k, err := a.kindByCode(ctx, code)
	if err != nil {
		return "", err
	}
	if k.Namespace == "" || k.ServedBy == nil {
		return "", fmt.Errorf("simulator: nobody answers %q here", code)
	}
	for _, f := range k.Fields {
		if values[f.Name] == "" && f.Required {
			values[f.Name] = a.invent(f)
		}
	}
	a.stepping.Lock()
	defer a.stepping.Unlock()
	exchange, err := a.join(ctx)
	if err != nil {
		return "", err
	}
	out, err := exchange.Request(ctx, "", message.Request{Body: message.Body{Content: element(k.Namespace, k.Root, k.Fields, values)}}, nil, 0)
	if err != nil {
		return "", err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.state.Sent = append(a.state.Sent, &Sent{ID: out.ID, Name: k.Name, At: a.options.Now().UTC()})
	return out.ID, a.keep()
}

// heard notes an answer to a request of the agency.
func (a *Agency) heard(_ context.Context, in *smev.Incoming, out *smev.Outgoing) error {
	if out == nil {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, v := range a.state.Sent {
		if !out.Known(v.ID) {
			continue
		}
		v.Times++
		v.Verdict = in.SenderVerdict
		if r := in.Received.Response.Rejections; len(r) > 0 {
			v.Refused = string(r[0].Reason) + ": " + r[0].Description
		} else if facts, err := interagency.Facts(in.Received.Response.Content, nil); err == nil {
			v.Facts = facts
		}
		for _, f := range in.Files {
			v.Files = append(v.Files, fmt.Sprintf("%s, %d байт, подпись: %s", f.Attachment, f.Size, f.Signature))
		}
	}
	return a.keep()
}

// refused notes that SMEV did not take a message of the agency.
func (a *Agency) refused(_ context.Context, out *smev.Outgoing) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, v := range a.state.Sent {
		if out.Known(v.ID) {
			v.Refused = out.Problem
		}
	}
	return a.keep()
}
