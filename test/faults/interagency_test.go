package faults

import (
	"veche/internal/interagency"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/smev/message"
)

const (
	askDenied  = "403 interagency.denied"
	noRequest  = "404 interagency.request_not_found"
	noInquiry  = "404 interagency.inquiry_not_found"
	kindDenied = "403 interagency.denied"
)

var interagencyOperations = []operation{
	{id: "interagency-requests", by: "zueva", denied: askDenied},
	{id: "interagency-find", by: "zueva", denied: askDenied, input: input(interagency.FindInput{What: "Смирнова"})},
	{id: "interagency-request", on: "request", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noRequest},
	{id: "interagency-raw", on: "request", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noRequest},
	{id: "interagency-ask", by: "zueva", denied: askDenied, input: input(interagency.AskInput{Kind: "нет такого", Fields: map[string]string{}})},
	{id: "interagency-change", on: "request", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noRequest, input: input(interagency.AskInput{Kind: "x", Fields: map[string]string{}})},
	{id: "interagency-send", on: "request", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noRequest, input: input(interagency.SendInput{})},
	{id: "interagency-resend", on: "request", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noRequest},
	{id: "interagency-attach", on: "request", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noRequest, input: input(interagency.AttachInput{DocumentID: 1})},
	{id: "GET /api/interagency/requests/{id}/files/{sha}", on: "request", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noRequest},
	{id: "interagency-inquiries", by: "zueva", denied: askDenied},
	{id: "interagency-inquiries-find", by: "zueva", denied: askDenied, input: input(interagency.FindInput{What: "Смирнова"})},
	{id: "interagency-inquiry", on: "inquiry", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noInquiry},
	{id: "interagency-inquiry-raw", on: "inquiry", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noInquiry},
	{id: "interagency-reply", on: "inquiry", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noInquiry, input: input(interagency.ReplyInput{Facts: map[string]string{}})},
	{id: "interagency-take", on: "inquiry", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noInquiry},
	{id: "interagency-refuse", on: "inquiry", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noInquiry,
		input: input(interagency.RefusalInput{Reason: message.ReasonNoData, Words: "Сведений нет"})},
	{id: "GET /api/interagency/inquiries/{id}/files/{sha}", on: "inquiry", by: "zueva", denied: askDenied, foreign: askDenied + "|" + noInquiry},
	{id: "request-kinds", by: "zueva", denied: askDenied},
	{id: "request-kind-save", by: "vasileva", denied: kindDenied, foreign: kindDenied, input: input(interagency.KindInput{Kind: interagency.Kind{Code: "x", Name: "Чужой", Term: interagency.Electronic, Fields: db.List[interagency.Field]{}, Answer: db.List[interagency.Field]{}, FromDay: day}})},
	{id: "request-kind-schema", on: "request kind", by: "zueva", denied: kindDenied, foreign: kindDenied},
}

// asked is a request of the ministry to another body, and one of others to the ministry.
func (f *facts) asked() {
	f.Helper()
	err := f.d.Tx(f.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		add := func(name, query string, args ...any) {
			if err == nil {
				f.object[name], err = db.One[int64](f.Context(), tx, query+" RETURNING id", args...)
			}
		}
		add("request kind", `INSERT INTO request_kinds (code, name, term, to_name, namespace, root, answer_root, served_by) VALUES ('проба', 'Проба', 'electronic', 'Служба', 'urn:x', 'Q', 'A', $1)`, f.ministry)
		add("request", `INSERT INTO interagency_requests (body_id, kind_id, state, channel, term, created_at, changed_at) VALUES ($1, $2, 'draft', 'smev', 'electronic', $3, $3)`,
			f.ministry, f.object["request kind"], tx.Now)
		add("inquiry", `INSERT INTO interagency_inquiries (body_id, kind_id, message_id, namespace, root, state, content, arrived_at, due_at, changed_at)
			VALUES ($1, $2, 'm', 'urn:x', 'Q', 'received', '<Q/>', $3, $3, $3)`, f.ministry, f.object["request kind"], tx.Now)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}
