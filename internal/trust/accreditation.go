package trust

import (
	"context"
	"fmt"
	"slices"
	"time"

	"veche/internal/platform/db"
)

// State is the state of an accreditation (63-ФЗ ст. 16).
type State string

const (
	Accredited State = "accredited"
	Suspended  State = "suspended"
	Terminated State = "terminated"
	Unknown    State = "unknown" // the list says it in words that are not known here
)

// Stage is a state since a moment.
type Stage struct {
	State State     `json:"state" enum:"accredited,suspended,terminated,unknown"`
	From  time.Time `json:"from"`
	Word  string    `json:"word" doc:"As the list says it"`
}

// Authority is one that is or was accredited.
type Authority struct {
	ID             int64            `db:"id"`
	Key            string           `db:"key"`
	Name           string           `db:"name"`
	ShortName      string           `db:"short_name"`
	OGRN           string           `db:"ogrn"`
	INN            string           `db:"inn"`
	RegisterNumber string           `db:"register_number"`
	State          State            `db:"state"`
	History        db.JSON[[]Stage] `db:"history"`
	TSLID          int64            `db:"tsl_id"`
	GoneAt         *time.Time       `db:"gone_at"`
	Fold           string           `db:"fold"`
}

// at is the state at a moment, nil before the first one.
func (a Authority) at(moment time.Time) *Stage {
	var found *Stage
	for i := range a.History.V {
		if st := &a.History.V[i]; !st.From.After(moment) && (found == nil || !st.From.Before(found.From)) {
			found = st
		}
	}
	if a.GoneAt != nil && !a.GoneAt.After(moment) && (found == nil || found.State != Terminated) {
		return &Stage{State: Terminated, From: *a.GoneAt}
	}
	return found
}

// Standing tells whether the authority of a certificate was accredited when it mattered: on the day when it issued the
// certificate, and at the moment of the signature (63-ФЗ ст. 11 ч. 1 п. 1).
type Standing struct {
	Authority string     `json:"authority"`
	State     State      `json:"state" enum:"accredited,suspended,terminated,unknown"`
	Since     *time.Time `json:"since" doc:"Since when; empty before the first accreditation"`
	AtIssue   bool       `json:"at_issue" doc:"The state was that already when the certificate was issued"`
	Gone      bool       `json:"gone" doc:"The authority is no longer on the list"`
}

// Good tells that the signature may be a qualified one as far as the authority goes.
func (s Standing) Good() bool { return s.State == Accredited }

// Russian is the standing as a sentence.
func (s Standing) Russian() string {
	when := ""
	if s.Since != nil {
		when = " " + s.Since.In(moscow).Format("02.01.2006")
	}
	late := ", до подписания"
	if s.AtIssue {
		late = ", до выдачи сертификата"
	}
	switch {
	case s.State == Accredited:
		return fmt.Sprintf("Удостоверяющий центр «%s» аккредитован.", s.Authority)
	case s.State == Terminated && s.Gone:
		return fmt.Sprintf("Аккредитация УЦ «%s» прекращена: с%s%s его нет в перечне аккредитованных.", s.Authority, when, late)
	case s.State == Terminated:
		return fmt.Sprintf("Аккредитация УЦ «%s» прекращена%s%s.", s.Authority, when, late)
	case s.State == Suspended:
		return fmt.Sprintf("Аккредитация УЦ «%s» приостановлена%s%s.", s.Authority, when, late)
	case s.Since == nil:
		return fmt.Sprintf("УЦ «%s» ещё не был аккредитован.", s.Authority)
	}
	return fmt.Sprintf("Состояние аккредитации УЦ «%s» на момент подписания не удалось узнать.", s.Authority)
}

// moscow is the zone of federal papers: dates without a zone are meant so.
var moscow = time.FixedZone("MSK", 3*60*60)

// Accreditation judges the authority of a certificate that was issued at one moment and signed with at another. The
// chain is the hashes of its authorities, from the issuer up. It is false where the ministry's list names none of them.
func (s *Service) Accreditation(ctx context.Context, r db.Reader, chain []string, issued, signed time.Time) (Standing, bool, error) {
	for _, sha256 := range chain {
		owners, err := db.All[Authority](ctx, r, "SELECT "+db.Columns[Authority]("a")+` FROM accredited_authorities a
			JOIN authority_certificates c ON c.authority_id = a.id WHERE c.sha256 = $1 ORDER BY a.id`, sha256)
		if err != nil {
			return Standing{}, false, err
		}
		if len(owners) > 0 {
			return bestStanding(owners, issued, signed), true, nil
		}
	}
	return Standing{}, false, nil
}

// bestStanding: where a certificate has passed to a successor, it is enough that one of them is accredited.
func bestStanding(owners []Authority, issued, signed time.Time) Standing {
	standings := make([]Standing, 0, len(owners))
	for _, a := range owners {
		standings = append(standings, a.standing(issued, signed))
	}
	if good := slices.IndexFunc(standings, Standing.Good); good >= 0 {
		return standings[good]
	}
	return standings[0]
}

func (a Authority) standing(issued, signed time.Time) Standing {
	at := func(moment time.Time) Standing {
		st := a.at(moment)
		if st == nil {
			return Standing{Authority: a.Name, State: Unknown}
		}
		return Standing{Authority: a.Name, State: st.State, Since: &st.From, Gone: a.GoneAt != nil && st.From.Equal(*a.GoneAt)}
	}
	if then := at(issued); !then.Good() {
		then.AtIssue = true
		return then
	}
	return at(signed)
}
