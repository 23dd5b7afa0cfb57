package app

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// AuditRow is a row of the log as the security officer reads it.
type AuditRow struct {
	ID          int64        `json:"id"`
	At          time.Time    `json:"at"`
	ActorID     int64        `json:"actor_id"`
	ActorName   string       `json:"actor_name"`
	ActorPost   string       `json:"actor_post"`
	OnBehalf    string       `json:"on_behalf" doc:"In whose place he acted"`
	Basis       string       `json:"basis"`
	Address     string       `json:"address"`
	RequestID   string       `json:"request_id"`
	Initiator   string       `json:"initiator" enum:"user,rule"`
	Action      string       `json:"action"`
	ObjectKind  string       `json:"object_kind"`
	ObjectID    int64        `json:"object_id"`
	ObjectTitle string       `json:"object_title"`
	Effect      string       `json:"effect"`
	Result      audit.Result `json:"result" enum:"ok,denied,error"`
	FromState   string       `json:"from_state"`
	ToState     string       `json:"to_state"`
	Detail      string       `json:"detail" doc:"Old and new values, JSON"`
}

// AuditFilter chooses rows; what is empty does not narrow.
type AuditFilter struct {
	api.Page
	ObjectKind string        `query:"object_kind" maxLength:"60"`
	ObjectID   int64         `query:"object_id"`
	ActorID    int64         `query:"actor_id"`
	Action     string        `query:"action" maxLength:"100"`
	Result     audit.Result  `query:"result" enum:"ok,denied,error"`
	From       calendar.Date `query:"from" format:"date"`
	To         calendar.Date `query:"to" format:"date" doc:"Last day"`
}

// auditRoutes shows the log of the body to the one who watches, who cannot administer.
func auditRoutes(door *api.API, d *db.DB) {
	api.Add(door, api.Limited(api.Get("audit-list", "/audit", "Log of acts of the own body, the newest first"), api.Limit{PerMinute: 120}),
		func(ctx context.Context, by auth.Actor, in *AuditFilter) (*api.Body[api.List[AuditRow]], error) {
			if !by.Can(org.RightAudit) {
				return nil, fail.New(fail.Denied, "audit.denied", "needs %s", org.RightAudit)
			}
			f, err := in.filter(by)
			if err != nil {
				return nil, err
			}
			rows, err := audit.List(ctx, d, f)
			if err != nil {
				return nil, err
			}
			return auditPage(rows, in.Limit)
		})
}

func (in AuditFilter) filter(by auth.Actor) (audit.Filter, error) {
	f := audit.Filter{Object: audit.Ref{Kind: in.ObjectKind, ID: in.ObjectID}, ActorID: in.ActorID, BodyID: by.BodyID, Action: in.Action,
		Result: in.Result, Limit: in.Limit + 1}
	zone, err := time.LoadLocation(by.Zone)
	if err != nil {
		return f, err
	}
	if !in.From.IsZero() {
		f.From = in.From.In(zone)
	}
	if !in.To.IsZero() {
		f.Until = in.To.AddDays(1).In(zone)
	}
	if in.After != "" {
		if f.Before, err = strconv.ParseInt(in.After, 10, 64); err != nil {
			return f, fail.Field("request.invalid", "after", "wrong_format")
		}
	}
	return f, nil
}

func auditPage(rows []audit.Record, limit int) (*api.Body[api.List[AuditRow]], error) {
	next := ""
	if len(rows) > limit {
		rows = rows[:limit]
		next = strconv.FormatInt(rows[limit-1].ID, 10)
	}
	list := make([]AuditRow, len(rows))
	for i, r := range rows {
		detail := ""
		if r.Detail.V != nil {
			raw, err := json.Marshal(r.Detail.V)
			if err != nil {
				return nil, err
			}
			detail = string(raw)
		}
		list[i] = AuditRow{ID: r.ID, At: r.At, ActorID: r.ActorID, ActorName: r.ActorName, ActorPost: r.ActorPost, OnBehalf: r.OnBehalfName,
			Basis: r.Basis, Address: r.Address, RequestID: r.RequestID, Initiator: r.Initiator, Action: r.Action, ObjectKind: r.ObjectKind,
			ObjectID: r.ObjectID, ObjectTitle: r.ObjectTitle, Effect: r.Effect, Result: r.Result, FromState: r.FromState, ToState: r.ToState, Detail: detail}
	}
	return api.ListOf(list, next), nil
}
