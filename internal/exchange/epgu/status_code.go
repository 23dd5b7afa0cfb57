package epgu

import (
	"context"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Status is the code that a portal is told for a status of ours: a row of the dictionary.
type Status struct {
	ID             int64         `db:"id" json:"id"`
	Portal         string        `db:"portal" json:"portal" maxLength:"100" doc:"Mnemonic in SMEV; empty: any portal"`
	Status         string        `db:"status" json:"status"`
	Code           string        `db:"code" json:"code" maxLength:"20"`
	Comment        string        `db:"comment" json:"comment" maxLength:"2048"`
	CancelAllowed  bool          `db:"cancel_allowed" json:"cancel_allowed"`
	MessageAllowed bool          `db:"message_allowed" json:"message_allowed"`
	FromDay        calendar.Date `db:"from_day" json:"from_day" format:"date"`
	ToDay          calendar.Date `db:"to_day" json:"to_day,omitempty" format:"date"`
	Version        int64         `db:"version" json:"version"`
}

// statuses are all that an applicant sees here, in the order of their way.
var statuses = []string{"sent", "accepted", "registered", "in_review", "waiting", "suspended", "ready", "done", "refused", "intake_refused", "cancelled"}

// statusOf is the code for a portal on a day; a line of the portal's own goes before one for all.
func statusOf(ctx context.Context, r db.Reader, portal, status string, day calendar.Date) (Status, bool, error) {
	return found(db.All[Status](ctx, r, "SELECT "+db.Columns[Status]("")+` FROM epgu_status_codes
		 WHERE status = $1 AND portal IN ($2, '') AND from_day <= $3 AND (to_day IS NULL OR to_day >= $3)
		 ORDER BY CASE WHEN portal = $2 THEN 0 ELSE 1 END, from_day DESC LIMIT 1`, status, portal, day))
}

// Code is a status as the portals have it.
type Code struct {
	Code     int    `db:"code" json:"code"`
	Name     string `db:"name" json:"name" minLength:"1" maxLength:"200"`
	Terminal bool   `db:"terminal" json:"terminal"`
}

// Settings say how the exchange names itself; one row.
type Settings struct {
	ID        int64  `db:"id" json:"-"`
	Env       string `db:"env" json:"env" enum:"DEV,UAT,EXUAT,SVCDEV,TCOD,PROD"`
	ELKEnv    string `db:"elk_env" json:"elk_env" enum:"SVCDEV,EPGU"`
	Author    string `db:"author" json:"author" maxLength:"256"`
	SenderINN string `db:"sender_inn" json:"sender_inn" maxLength:"12"`
	SenderKPP string `db:"sender_kpp" json:"sender_kpp" maxLength:"9"`
	Version   int64  `db:"version" json:"version"`
}

func settingsOf(ctx context.Context, r db.Reader) (Settings, error) {
	return db.One[Settings](ctx, r, "SELECT "+db.Columns[Settings]("")+" FROM epgu_settings WHERE id = 1")
}
