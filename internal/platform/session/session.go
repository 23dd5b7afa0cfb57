package session

import (
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/db"
)

// Account is who may sign in.
type Account struct {
	ID         int64      `db:"id"`
	Login      string     `db:"login"`
	LoginFold  string     `db:"login_fold"`
	Password   string     `db:"password"`
	Name       string     `db:"name"`
	MustChange bool       `db:"must_change"`
	DemoHint   string     `db:"demo_hint"`
	DisabledAt *time.Time `db:"disabled_at"`
	CreatedAt  time.Time  `db:"created_at"`
	ChangedAt  time.Time  `db:"changed_at"`
}

// Ref names the account in the audit.
func (a Account) Ref() audit.Ref { return audit.Ref{Kind: "account", ID: a.ID, Title: a.Name} }

// Session is a time for which somebody is signed in, as its owner sees it.
type Session struct {
	ID             int64      `db:"id" json:"id"`
	AccountID      int64      `db:"account_id" json:"-"`
	CreatedAt      time.Time  `db:"created_at" json:"created_at"`
	SeenAt         time.Time  `db:"seen_at" json:"seen_at"`
	EndsAt         time.Time  `db:"ends_at" json:"ends_at"`
	SteppedUpUntil *time.Time `db:"stepped_up_until" json:"stepped_up_until"`
	Address        string     `db:"address" json:"address"`
	Agent          string     `db:"agent" json:"agent" doc:"Browser"`
	EndedAt        *time.Time `db:"ended_at" json:"-"`
	Current        bool       `db:"-" json:"current"`
}

// Ref names the session in the audit.
func (s Session) Ref() audit.Ref { return audit.Ref{Kind: "session", ID: s.ID} }

var (
	accountColumns = db.Columns[Account]("")
	sessionColumns = db.Columns[Session]("")
)

// alive reports whether the session can still be used.
func (s Session) alive(now time.Time, idle time.Duration) bool {
	return s.EndedAt == nil && now.Before(s.EndsAt) && now.Before(s.SeenAt.Add(idle))
}

// steppedUp reports whether the password was given again a short while ago.
func (s Session) steppedUp(now time.Time) bool {
	return s.SteppedUpUntil != nil && now.Before(*s.SteppedUpUntil)
}

// Options says how long things last. The zero value is what production runs with.
type Options struct {
	Absolute time.Duration // 8 h: a working day
	Idle     time.Duration // 60 min
	StepUp   time.Duration // 5 min
	Hashing  Hashing       // Strong
	Secure   bool          // people come over TLS: the cookie goes nowhere else
	Demo     bool          // accounts of the demonstration may sign in
}

func (o Options) filled() Options {
	if o.Absolute == 0 {
		o.Absolute = 8 * time.Hour
	}
	if o.Idle == 0 {
		o.Idle = time.Hour
	}
	if o.StepUp == 0 {
		o.StepUp = 5 * time.Minute
	}
	if o.Hashing == (Hashing{}) {
		o.Hashing = Strong
	}
	return o
}
