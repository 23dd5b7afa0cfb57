package simulator_test

import (
	"context"
	"strings"
	"testing"

	"veche/smev"
	"veche/smev/message"
	"veche/smev/smevtest"
)

// A request with files in both ways goes to the provider, his answer with files comes back, in every version; OpenSSL
// and xmllint have seen everything.
func TestTheWholeCircle(t *testing.T) {
	for _, v := range message.Versions() {
		t.Run(string(v), func(t *testing.T) {
			s := newStand(t)
			theirs, ours := smev.NewMemoryStore(), smev.NewMemoryStore()
			engine := smevtest.NewEngine(t)
			provider := smev.NewExchange(s.client(v, s.provider), theirs, smev.Settings{Queues: requests, Now: s.clock.Now, Handlers: smev.Handlers{
				Request: func(_ context.Context, in *smev.Incoming) (*smev.Reply, error) {
					if len(in.Files) != 2 || text(t, theirs, in.Files[0]) != "приложение" || text(t, theirs, in.Files[1]) != "большой файл" {
						t.Errorf("files: %+v", in.Files)
					}
					for i, f := range in.Files {
						a := in.Received.Request.Attachments[i]
						if f.Problem != "" || f.Signature != "valid" || !strings.Contains(f.SignedBy, "ИС потребителя") {
							t.Errorf("%+v", f)
						}
						if err := engine.CheckFile([]byte(text(t, theirs, f)), a.Signature); err != nil {
							t.Error(err)
						}
					}
					if in.SenderVerdict != "valid" || !strings.Contains(in.Sender, "ИС потребителя") {
						t.Errorf("the sender: %s %s", in.SenderVerdict, in.Sender)
					}
					return &smev.Reply{Body: message.Body{Content: answer("да"), Attachments: []message.Attachment{{ID: "otvet", MimeType: "application/pdf"}}},
						Files: []smev.File{put(t, theirs, "otvet", "ответ")}}, nil
				}}})
			answers := 0
			consumer := smev.NewExchange(s.client(v, s.consumer), ours, smev.Settings{Queues: responses, Now: s.clock.Now, Handlers: smev.Handlers{
				Response: func(_ context.Context, in *smev.Incoming, out *smev.Outgoing) error {
					answers++
					if out == nil || out.Key != "дело 1" || string(in.Received.Response.Content) != string(answer("да")) || text(t, ours, in.Files[0]) != "ответ" {
						t.Errorf("%+v", in.Received.Response)
					}
					return nil
				}}})
			sent, err := consumer.Request(t.Context(), "дело 1", message.Request{TransactionCode: "код", Body: message.Body{Content: query(1), Attachments: []message.Attachment{
				{ID: "file1", MimeType: "text/plain"}, {ID: "c8aac01f-bc02-11e8-af1e-005056b1e729", ByReference: true, FileName: "большой.zip", MimeType: "application/zip"}}}},
				[]smev.File{put(t, ours, "file1", "приложение"), put(t, ours, "c8aac01f-bc02-11e8-af1e-005056b1e729", "большой файл")}, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, step := range []func(context.Context) error{consumer.Step, provider.Step, consumer.Step, consumer.Step} {
				if err := step(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			kept, err := ours.Outgoing(t.Context(), sent.ID)
			if err != nil || kept.State != smev.Answered || answers != 1 {
				t.Errorf("%d answers, %+v, %v", answers, kept, err)
			}
			s.judge(100)
		})
	}
}

// Each side speaks its own version.
func TestSystemsOfDifferentVersionsUnderstandEachOther(t *testing.T) {
	s := newStand(t)
	theirs, ours := smev.NewMemoryStore(), smev.NewMemoryStore()
	provider := smev.NewExchange(s.client(message.V11, s.provider), theirs, smev.Settings{Queues: requests, Now: s.clock.Now, Handlers: smev.Handlers{
		Request: func(context.Context, *smev.Incoming) (*smev.Reply, error) {
			return &smev.Reply{Rejections: []message.Rejection{{Reason: message.ReasonNoData, Description: "нет сведений"}}}, nil
		}}})
	var got []message.Rejection
	consumer := smev.NewExchange(s.client(message.V13, s.consumer), ours, smev.Settings{Queues: responses, Now: s.clock.Now, Handlers: smev.Handlers{
		Response: func(_ context.Context, in *smev.Incoming, _ *smev.Outgoing) error {
			got = in.Received.Response.Rejections
			return nil
		}}})
	if _, err := consumer.Request(t.Context(), "", message.Request{Body: message.Body{Content: query(1)}}, nil, 0); err != nil {
		t.Fatal(err)
	}
	for _, step := range []func(context.Context) error{consumer.Step, provider.Step, consumer.Step} {
		if err := step(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(got) != 1 || got[0].Reason != message.ReasonNoData {
		t.Errorf("%+v", got)
	}
	s.judge(100)
}
