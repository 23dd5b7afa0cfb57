package faults

import (
	"veche/internal/appeals"
	"veche/internal/exchange/pos"
	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

const posDenied = "403 pos.denied"

var posOperations = []operation{
	{id: "pos-ledger", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-raw", on: "pos line", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-items", query: "?state=sorting", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-differences", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-sort", on: "pos item", by: "vasileva", denied: posDenied, foreign: posDenied, input: input(pos.Sorted{BodyID: 1})},
	{id: "pos-correct", on: "pos item", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-retry", on: "pos item", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-panel", on: "appeal", free: "the cards that he sees", foreign: invisible},
	{id: "pos-conclude", on: "appeal", by: "petrov", denied: posDenied, foreign: invisible, input: input(pos.Conclusion{Conclusion: "Проверено"})},
	{id: "appeals-requalify", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible,
		input: input(appeals.Requalification{Kind: appeals.Message, Reason: "Не обращение"})},
	{id: "pos-run", by: "petrov", denied: posDenied, foreign: posDenied + "|409 pos.nothing_to_send", input: input(pos.Filter{Theme: "9999"})},
	{id: "pos-runs", by: "petrov", denied: posDenied},
	{id: "pos-protocol", on: "pos run", by: "petrov", denied: posDenied, foreign: posDenied + "|404 pos.run_not_found"},
	{id: "pos-resend", on: "pos line", by: "petrov", denied: posDenied, foreign: posDenied + "|404 pos.line_not_found"},
	{id: "pos-messages", query: "?from=2026-01-01&to=2026-12-31", by: "petrov", denied: posDenied},
	{id: "pos-filters", by: "petrov", denied: posDenied},
	{id: "pos-save-filter", by: "petrov", denied: posDenied, input: input(pos.SavedFilter{Name: "Чужой"})},
	{id: "pos-drop-filter", on: "pos filter", by: "petrov", denied: posDenied, foreign: posDenied + "|404 pos.filter_not_found"},
	{id: "pos-setup", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-ask", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-compare", by: "vasileva", denied: posDenied, foreign: posDenied},
	{id: "pos-settings", by: "vasileva", denied: posDenied, foreign: posDenied, input: input(pos.SettingsInput{PollMinutes: 5, Reopening: pos.ByControl, Mapping: contract.Published(), Version: 1})},
	{id: "pos-body", on: "body", by: "vasileva", denied: posDenied, foreign: posDenied, input: input(pos.BodyInput{Mode: pos.AtOnce, EveryMinutes: 60, Directed: pos.AsStep})},
	{id: "pos-route", by: "vasileva", denied: posDenied, foreign: posDenied, input: input(pos.Route{Code: "ЧУЖОЙ", BodyID: 1, FromDay: day})},
}

// exchanged is an item of the feedback platform with a line, a run and a filter, as the exchange keeps them.
func (f *facts) exchanged() {
	f.Helper()
	err := f.d.Tx(f.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		add := func(name, query string, args ...any) {
			if err == nil {
				f.object[name], err = db.One[int64](f.Context(), tx, query+" RETURNING id", args...)
			}
		}
		add("pos item", `INSERT INTO pos_items (foreign_id, body_id, state, created_at, arrived_at, changed_at) VALUES ('ПОС-1', $1, 'sorting', $2, $2, $2)`, f.ministry, tx.Now)
		add("pos run", `INSERT INTO pos_runs (body_id, mode, day, started_at) VALUES ($1, 'hand', '2026-11-20', $2)`, f.ministry, tx.Now)
		add("pos line", `INSERT INTO pos_ledger (direction, what, key, item_id, body_id, run_id, state, at, created_at, changed_at)
			VALUES ('out', 'status', 'ПОС-1/1', $1, $2, $3, 'refused', $4, $4, $4)`, f.object["pos item"], f.ministry, f.object["pos run"], tx.Now)
		add("pos filter", `INSERT INTO pos_filters (body_id, name, filter) VALUES ($1, 'Все', '{}')`, f.ministry)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}
