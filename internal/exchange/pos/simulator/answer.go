package simulator

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/smev"
	"veche/smev/message"
)

// answer works on a request of the document system.
func (p *Platform) answer(_ context.Context, in *smev.Incoming) (*smev.Reply, error) {
	asked, err := p.options.Mapping.ReadRequest(in.Received.Request.Content)
	if err != nil {
		return &smev.Reply{Rejections: []message.Rejection{{Reason: message.ReasonUnknownRequest, Description: cut(err.Error())}}}, nil
	}
	var said contract.Response
	var attachments []message.Attachment
	var files []smev.File
	switch {
	case asked.News != nil:
		said.News = p.listNews(asked.News.Limit)
	case asked.Data != nil:
		said.Data, attachments, files = p.data(asked.Data.IDs)
	case asked.Acknowledge != nil:
		said.Acknowledged, err = p.acknowledge(asked.Acknowledge.EntryIDs)
	case asked.States != nil:
		said.Outcomes, err = p.takeStates(asked.States.States)
	case asked.Answer != nil:
		said.Outcomes, err = p.takeAnswer(*asked.Answer, in.Files)
	case asked.StatesOf != nil:
		said.StatesOf = p.known(asked.StatesOf.IDs)
	default:
		err = errors.New("simulator: nothing is asked")
	}
	if err != nil {
		return nil, err
	}
	content, err := p.options.Mapping.WriteResponse(said)
	if err != nil {
		return nil, err
	}
	return &smev.Reply{Body: message.Body{Content: content, Attachments: attachments}, Files: files}, nil
}

func cut(s string) string {
	text := []rune(s)
	return string(text[:min(len(text), 200)])
}

func (p *Platform) listNews(limit int) *contract.News {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open = slices.DeleteFunc(p.open, func(id string) bool { return p.entries[id].Done })
	n := &contract.News{Waiting: len(p.open)}
	for _, id := range p.open[:min(limit, len(p.open), 1000)] {
		n.Entries = append(n.Entries, p.entries[id].Entry)
	}
	return n
}

func (p *Platform) acknowledge(ids []string) (*contract.Acknowledged, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var changes []change
	for _, id := range ids {
		if e := p.entries[id]; e != nil && !e.Done {
			changes = append(changes, change{Entry: &entry{Entry: e.Entry, Done: true}})
		}
	}
	return &contract.Acknowledged{Count: len(ids)}, p.keep(changes...)
}

// data are the items asked for with their files. What is not marked «Направить в СЭД» is not given.
func (p *Platform) data(ids []string) (*contract.Items, []message.Attachment, []smev.File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := &contract.Items{}
	var attachments []message.Attachment
	var files []smev.File
	for _, id := range ids {
		item := p.items[id]
		if item == nil || !item.Data.SendToEDMS {
			list.Absent = append(list.Absent, id)
			continue
		}
		data := item.Data
		data.Kind, data.Channel = p.options.Mapping.Word(data.Kind), p.options.Mapping.Word(data.Channel)
		list.Items = append(list.Items, data)
		for n, f := range item.Files {
			name := data.Files[n].AttachmentID
			attachments = append(attachments, message.Attachment{ID: name, MimeType: mimeOf(f.Name)})
			files = append(files, smev.File{Attachment: name, Key: p.key(f), Size: f.Size})
		}
	}
	return list, attachments, files
}

func mimeOf(name string) string {
	switch {
	case strings.HasSuffix(name, ".pdf"):
		return "application/pdf"
	case strings.HasSuffix(name, ".jpg"):
		return "image/jpeg"
	case strings.HasSuffix(name, ".txt"):
		return "text/plain"
	}
	return "application/octet-stream"
}

func refusal(key, code, reason string) contract.Outcome {
	return contract.Outcome{Key: key, Code: code, Reason: reason}
}

// takeStates applies statuses. A key that was taken before is accepted again and changes nothing; a status never goes back.
func (p *Platform) takeStates(list []contract.StateNotice) (*contract.Outcomes, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := &contract.Outcomes{}
	changed := map[string]*Item{}
	for _, n := range list {
		was := p.items[n.ItemID]
		if changed[n.ItemID] != nil {
			was = changed[n.ItemID]
		}
		status := p.options.Mapping.Sense("status", n.Status)
		switch {
		case was == nil:
			out.Outcomes = append(out.Outcomes, refusal(n.Key, "unknown_item", "Такого обращения нет"))
			continue
		case status == "":
			out.Outcomes = append(out.Outcomes, refusal(n.Key, "unknown_status", "Такого статуса нет: "+n.Status))
			continue
		}
		item := clone(was)
		if item.Taken[n.Key]++; item.Taken[n.Key] == 1 {
			p.applyState(item, status, n)
		}
		changed[n.ItemID] = item
		out.Outcomes = append(out.Outcomes, contract.Outcome{Key: n.Key, Accepted: true})
	}
	var changes []change
	for _, item := range changed {
		changes = append(changes, change{Item: item})
	}
	return out, p.keep(changes...)
}

func (p *Platform) applyState(item *Item, status string, n contract.StateNotice) {
	item.Steps = append(item.Steps, Step{Status: status, At: n.At, Notified: n.Notify, Reason: n.Reason, Cycle: n.Cycle, Key: n.Key})
	slices.SortStableFunc(item.Steps, func(a, b Step) int {
		if a.Cycle != b.Cycle {
			return a.Cycle - b.Cycle
		}
		return rank(a.Status) - rank(b.Status)
	})
	if n.Cycle < item.Data.Cycle {
		return
	}
	if n.Cycle > item.Data.Cycle { // the document system considers it anew
		item.Data.Cycle, item.Status, item.Rating, item.Comment, item.Number, item.DueOn = n.Cycle, status, 0, "", "", ""
	}
	if kind := p.options.Mapping.Sense("kind", n.Kind); kind != "" { // it was re-qualified, and has the term of the other kind
		item.Data.Kind, item.Data.TermDays = kind, 0
	}
	if rank(status) >= rank(item.Status) {
		item.Status = status
		if n.Number != "" {
			item.Number, item.DueOn = n.Number, n.DueOn
		}
	}
}

func rank(status string) int { return slices.Index(contract.Statuses(), status) }

// takeAnswer applies an answer once.
func (p *Platform) takeAnswer(a contract.Answer, files []smev.File) (*contract.Outcomes, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	was := p.items[a.ItemID]
	if was == nil {
		return &contract.Outcomes{Outcomes: []contract.Outcome{refusal(a.Key, "unknown_item", "Такого обращения нет")}}, nil
	}
	item := clone(was)
	if item.Taken[a.Key]++; item.Taken[a.Key] == 1 {
		answer := Answer{Final: a.Final, Number: a.Number, On: a.RegisteredOn, Signatory: a.Signatory, Notified: a.Notify, InLKO: a.ProcessInLKO,
			Result: p.options.Mapping.Sense("result", a.Result), At: p.options.Now().UTC().Truncate(time.Second), Cycle: a.Cycle}
		for _, f := range a.Files {
			n := slices.IndexFunc(files, func(got smev.File) bool { return got.Attachment == f.AttachmentID })
			if n < 0 || files[n].Key == "" || files[n].Problem != "" {
				return &contract.Outcomes{Outcomes: []contract.Outcome{refusal(a.Key, "file_missing", "Файл не получен: "+f.Name)}}, nil
			}
			answer.Files = append(answer.Files, File{ID: f.AttachmentID, Name: f.Name, Role: p.options.Mapping.Sense("role", f.Role), Key: files[n].Key, Size: files[n].Size, Signature: files[n].Signature})
		}
		item.Answers = append(item.Answers, answer)
	}
	return &contract.Outcomes{Outcomes: []contract.Outcome{{Key: a.Key, Accepted: true}}}, p.keep(change{Item: item})
}

func (p *Platform) known(ids []string) *contract.KnownStates {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := &contract.KnownStates{}
	for _, id := range ids {
		if item := p.items[id]; item != nil {
			final := slices.ContainsFunc(item.Answers, func(a Answer) bool { return a.Final && a.Cycle == item.Data.Cycle })
			list.Known = append(list.Known, contract.KnownState{ItemID: id, Cycle: item.Data.Cycle, Status: p.options.Mapping.Word(item.Status), Answered: final})
		}
	}
	return list
}
