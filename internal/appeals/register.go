package appeals

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// RightOversee lets the region's control department see one register over all bodies. It works in the body that is
// named for it alone: an administrator elsewhere cannot give himself the appeals of the region.
const RightOversee auth.Right = "appeals.oversee"

// rightReports is the right of package reports, by which a body reads its own register.
const rightReports auth.Right = "reports.read"

// RegisterFilter chooses rows of the register. It stands in the address of the page: ids and words of the law, no names.
type RegisterFilter struct {
	View       string        `query:"view" enum:"all,open,overdue,unregistered" default:"all" doc:"Registered; those that wait for an answer; past the term of the law; without a number"`
	BodyID     int64         `query:"body" minimum:"0" doc:"One body; 0: all that the reader may see"`
	From       calendar.Date `query:"from" format:"date" doc:"Registered from"`
	To         calendar.Date `query:"to" format:"date"`
	Kind       Kind          `query:"kind" enum:",proposal,application,complaint,message"`
	Form       Form          `query:"form" enum:",written,electronic,oral"`
	Origin     Origin        `query:"origin" enum:",post,courier,reception,website,portal,exchange"`
	Recurrence Recurrence    `query:"recurrence" enum:",first,repeated,multiple,duplicate"`
	Mark       string        `query:"mark" enum:",collective,individual,organisation,person,extended,site_visit,forwarded,withdrawn,unanswered" doc:"One mark of the card"`
	Term       string        `query:"term" enum:",in_time,late,running,overdue" doc:"How the term of the law was kept"`
	Ground     Ground        `query:"ground" maxLength:"40"`
	Section    string        `query:"section" maxLength:"24" pattern:"^(\\d{4}(\\.\\d{4}){0,4})?$"`
	Result     Result        `query:"result" enum:",open,explained,supported,measures_taken,not_supported,transferred,answered,left_unanswered,withdrawn"`
	PlaceID    int64         `query:"place" minimum:"0"`
	Rating     int           `query:"rating" minimum:"0" maximum:"5" doc:"What the author thinks of the answer; 0: any"`
}

// RegisterRow is an appeal in the register. It names no author: whoever needs him opens the row, and that is written down.
type RegisterRow struct {
	DocumentID   int64         `db:"document_id" json:"document_id"`
	BodyID       int64         `db:"body_id" json:"body_id"`
	Body         string        `db:"body" json:"body"`
	Number       string        `db:"number" json:"number"`
	RegisteredOn calendar.Date `db:"registered_on" json:"registered_on"`
	DueOn        calendar.Date `db:"due_on" json:"due_on"`
	Open         bool          `db:"open" json:"open"`
	ClosedOn     calendar.Date `db:"closed_on" json:"closed_on"`
	DaysLeft     *int          `db:"-" json:"days_left,omitempty" doc:"Of what is open; negative when overdue"`
	Kind         Kind          `db:"kind" json:"kind" enum:"proposal,application,complaint,message"`
	Origin       Origin        `db:"origin" json:"origin"`
	Collective   bool          `db:"collective" json:"collective"`
	Recurrence   Recurrence    `db:"recurrence" json:"recurrence"`
	Extended     bool          `db:"extended" json:"extended"`
	Ground       Ground        `db:"ground" json:"ground"`
	Code         string        `db:"code" json:"code"`
	Theme        string        `db:"theme" json:"theme"`
	Executor     string        `db:"executor" json:"executor"`
	Result       Result        `db:"result" json:"result" doc:"Of the first question; empty while it is considered"`
	Questions    int           `db:"questions" json:"questions"`
	Organisation bool          `db:"organisation" json:"organisation" doc:"A legal entity or an entrepreneur has written"`
	Rating       int           `db:"rating" json:"rating" doc:"Of the answer by its author, 1 to 5; 0 while there is none"`
}

// Enroll brings the row of the register up to the card, for cards that were there before the register.
type Enroll struct {
	DocumentID int64 `json:"document_id"`
}

func (Enroll) Kind() string { return "appeal.enroll" }

// onEnroll is run once for each card that is older than the register.
func (s *Service) onEnroll(ctx context.Context, a Enroll) error {
	return s.db.Tx(ctx, auth.System("appeals"), func(tx *db.Tx) error { return s.enroll(ctx, tx, a.DocumentID) })
}

// Scope says whose appeals the reader may look at: the control department one body or all (0), others their own alone.
func (s *Service) Scope(ctx context.Context, r db.Reader, by auth.Actor, wanted int64) (int64, error) {
	oversees, err := s.oversees(ctx, r, by)
	if err != nil || oversees {
		return wanted, err
	}
	if !by.Can(rightReports) || wanted != 0 && wanted != by.BodyID {
		return 0, fail.New(fail.Denied, "appeal.oversee_denied", "person %d does not oversee body %d", by.PersonID, wanted)
	}
	return by.BodyID, nil
}

func (s *Service) oversees(ctx context.Context, r db.Reader, by auth.Actor) (bool, error) {
	if !by.Can(RightOversee) {
		return false, nil
	}
	overseer, err := s.org.Overseer(ctx, r)
	return overseer == by.BodyID, err
}
