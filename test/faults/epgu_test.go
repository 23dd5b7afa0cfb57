package faults

import (
	"veche/internal/exchange/epgu"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

const epguDenied = "403 epgu.denied"

var epguOperations = []operation{
	{id: "epgu-orders", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-order-raw", on: "epgu order", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-order-correct", on: "epgu order", by: "vasileva", denied: epguDenied, foreign: epguDenied, input: input(epgu.CorrectedOrder{Raw: "<FormData/>", Version: 1})},
	{id: "epgu-order-retry", on: "epgu order", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-ledger", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-raw", on: "epgu line", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-correct", on: "epgu line", by: "vasileva", denied: epguDenied, foreign: epguDenied, input: input(epgu.Correction{Code: "3", StatusDate: "2026-11-22T12:00:00Z", Version: 1})},
	{id: "epgu-resend", on: "epgu line", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-setup", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-services", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-fields", query: "?service_id=1", by: "vasileva", denied: epguDenied, foreign: epguDenied},
	{id: "epgu-settings", by: "vasileva", denied: epguDenied, foreign: epguDenied, input: input(epgu.Settings{Env: "SVCDEV", ELKEnv: "SVCDEV", Version: 1})},
	{id: "epgu-status", by: "vasileva", denied: epguDenied, foreign: epguDenied, input: input(epgu.StatusInput{Status: epgu.Status{Status: "done", Code: "4", FromDay: day, Version: 1}})},
	{id: "epgu-code", by: "vasileva", denied: epguDenied, foreign: epguDenied, input: input(epgu.Code{Code: 3, Name: "Чужой"})},
	{id: "epgu-route", by: "vasileva", denied: epguDenied, foreign: epguDenied, input: input(epgu.RouteInput{Route: epgu.Route{Namespace: "urn:x", ServiceID: 1, Applicant: db.Map[string]{}, Answers: db.List[epgu.Answer]{}, Files: db.List[epgu.FileLine]{}, Way: epgu.ByReply, FromDay: day}})},
}

// abroad is an application of a portal with a refused status.
func (f *facts) abroad() {
	f.Helper()
	err := f.d.Tx(f.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		add := func(name, query string, args ...any) {
			if err == nil {
				f.object[name], err = db.One[int64](f.Context(), tx, query+" RETURNING id", args...)
			}
		}
		add("epgu order", `INSERT INTO epgu_orders (portal, order_id, namespace, state, raw, message_id, arrived_at, changed_at) VALUES ('П', '1', 'urn:x', 'sorting', '<FormData/>', 'm', $1, $1)`, tx.Now)
		add("epgu line", `INSERT INTO epgu_ledger (direction, what, key, portal, order_id, state, at, changed_at) VALUES ('out', 'status', 'x', 'П', '1', 'refused', $1, $1)`, tx.Now)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}
