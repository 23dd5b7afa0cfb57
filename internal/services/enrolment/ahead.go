package enrolment

import (
	"context"
	"fmt"
	"strings"

	"veche/internal/platform/db"
)

// earlier is the condition on b that it stands before the application in its queue.
const earlier = `b.school_id = $1 AND b.year = $2 AND b.grp > 0 AND (b.stage < $3 OR b.stage = $3 AND (b.grp < $4 OR b.grp = $4 AND b.sequence < $5))`

// placed is the condition on b that its child holds a place meanwhile.
const placed = `EXISTS (SELECT 1 FROM enrolments o WHERE o.campaign_id = b.campaign_id AND o.child = b.child AND o.seat)`

func (e Enrolment) rankArgs(more ...any) []any {
	return append([]any{*e.SchoolID, e.Year, e.Stage, e.Group, e.Sequence}, more...)
}

// ahead tells who stands before an eligible application: as numbers by right, and how they changed since its checks were over.
func (s *Service) ahead(ctx context.Context, r db.Reader, e Enrolment, v *Standing) error {
	type group struct {
		Group Group `db:"grp"`
		Count int   `db:"count"`
		Came  int   `db:"came"`
	}
	list, err := db.All[group](ctx, r, `SELECT b.grp AS grp, count(*) AS count, COALESCE(sum(CASE WHEN b.changed_at > $6 THEN 1 ELSE 0 END), 0) AS came FROM enrolments b
		WHERE `+earlier+` AND b.state = $7 AND NOT `+placed+` GROUP BY b.grp ORDER BY b.grp`, e.rankArgs(e.ChangedAt, Eligible)...)
	if err != nil {
		return err
	}
	before, came, words := 0, 0, []string{}
	for _, g := range list {
		before, came = before+g.Count, came+g.Came
		words = append(words, fmt.Sprintf("%s – %d", groupWords[g.Group], g.Count))
	}
	v.Place, v.Ahead = before+1, strings.Join(words, ", ")
	gone, err := db.One[int](ctx, r, `SELECT count(*) FROM enrolments b WHERE `+earlier+` AND b.changed_at > $6 AND b.state = $7`, e.rankArgs(e.ChangedAt, Withdrawn)...)
	if err != nil {
		return err
	}
	elsewhere, err := db.One[int](ctx, r, `SELECT count(*) FROM enrolments b WHERE `+earlier+` AND b.state = $6 AND EXISTS
		(SELECT 1 FROM enrolments o WHERE o.campaign_id = b.campaign_id AND o.child = b.child AND o.seat AND o.changed_at > $7)`, e.rankArgs(Eligible, e.ChangedAt)...)
	v.Moves = moves(came, gone, elsewhere)
	return err
}

// moves say why the place is another one than at first.
func moves(came, gone, elsewhere int) (list []string) {
	for _, one := range []struct {
		count int
		words string
	}{
		{came, "Впереди встали дети, которых проверили позже: у них больше прав или раньше время – %d."},
		{gone, "Отозвали заявления впереди вас: %d."},
		{elsewhere, "Получили место в другой школе: %d."},
	} {
		if one.count > 0 {
			list = append(list, fmt.Sprintf(one.words, one.count))
		}
	}
	return list
}
