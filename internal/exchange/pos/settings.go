package pos

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/db"
)

// Settings of the exchange; one row.
type Settings struct {
	ID          int64      `db:"id" json:"-"`
	PollMinutes int        `db:"poll_minutes" json:"poll_minutes" minimum:"1" maximum:"1440" doc:"How often the list of new items is asked for"`
	Reopening   Reopening  `db:"reopening" json:"reopening" enum:"control,cycle" doc:"What a low rating leads to"`
	LowRating   int        `db:"low_rating" json:"low_rating" minimum:"0" maximum:"4" doc:"This and below is low; 0 switches it off"`
	Mapping     string     `db:"mapping" json:"-"`
	AskNow      bool       `db:"ask_now" json:"ask_now" doc:"Somebody has asked for a request now"`
	AskedAt     *time.Time `db:"asked_at" json:"asked_at"`
	HeardAt     *time.Time `db:"heard_at" json:"heard_at" doc:"When the last list came"`
	Waiting     int        `db:"waiting" json:"waiting" doc:"What waits there, as the last list said"`
	CompareAt   *time.Time `db:"compare_at" json:"compare_at" doc:"When statuses are compared next"`
	Version     int64      `db:"version" json:"version"`
}

// Reopening says what follows a low rating.
type Reopening string

const (
	ByControl Reopening = "control" // looked at within the body; the platform's status stays «Рассмотрено»
	ByCycle   Reopening = "cycle"   // a new card, and all statuses anew with the next number of the cycle
)

func settingsOf(ctx context.Context, r db.Reader, lock string) (Settings, error) {
	return db.One[Settings](ctx, r, "SELECT "+db.Columns[Settings]("")+" FROM pos_settings WHERE id = 1"+lock)
}

// Words is how the sense of the contract is written to this platform.
func (v Settings) Words() (contract.Mapping, error) {
	m := contract.Published()
	if v.Mapping == "" {
		return m, nil
	}
	if err := json.Unmarshal([]byte(v.Mapping), &m); err != nil {
		return m, fmt.Errorf("mapping of the exchange: %w", err)
	}
	return m, nil
}

// mappingOf are the words in which we write to the platform and read it.
func mappingOf(ctx context.Context, r db.Reader) (contract.Mapping, error) {
	v, err := settingsOf(ctx, r, "")
	if err != nil {
		return contract.Mapping{}, err
	}
	return v.Words()
}

// Mode says when a body exports.
type Mode string

const (
	AtOnce     Mode = "at_once"
	BySchedule Mode = "schedule"
	ByHand     Mode = "hand"
)

// Directed says what «Направлено» means to a body.
type Directed string

const (
	AsStep       Directed = "step"       // every item is directed to its executors before it is considered
	AsCompetence Directed = "competence" // only what was forwarded to another body
)

// BodySettings is how a body exports.
type BodySettings struct {
	BodyID       int64      `db:"body_id" json:"body_id"`
	Mode         Mode       `db:"mode" json:"mode" enum:"at_once,schedule,hand"`
	EveryMinutes int        `db:"every_minutes" json:"every_minutes" minimum:"1" maximum:"10080"`
	NextAt       *time.Time `db:"next_at" json:"next_at"`
	Notify       bool       `db:"notify" json:"notify" doc:"«Уведомить заявителя»"`
	LKO          bool       `db:"lko" json:"lko" doc:"Answers are finished in ЛКО"`
	Directed     Directed   `db:"directed" json:"directed" enum:"step,competence"`
	Filter       string     `db:"filter" json:"-"`
	Version      int64      `db:"version" json:"version"`
}

// bodySettings are those of a body, or the usual ones.
func bodySettings(ctx context.Context, r db.Reader, bodyID int64) (BodySettings, error) {
	list, err := db.All[BodySettings](ctx, r, "SELECT "+db.Columns[BodySettings]("")+" FROM pos_bodies WHERE body_id = $1", bodyID)
	if err != nil || len(list) > 0 {
		return append(list, BodySettings{})[0], err
	}
	return BodySettings{BodyID: bodyID, Mode: AtOnce, EveryMinutes: 60, Notify: true, Directed: AsStep}, nil
}
