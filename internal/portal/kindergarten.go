package portal

import (
	"net/http"
	"strconv"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services/kindergarten"
)

// answering is a button by which the parent answers.
type answering struct {
	ID     int64 // of the application
	Answer kindergarten.Answer
	Words  string
	Look   string
}

// wishing is the form of other wishes.
type wishing struct {
	ID     int64
	Change *kindergarten.Choosing
}

// answerDirection is the parent's answer on a place in a kindergarten, or his return into the queue.
func (p *pages) answerDirection(r *http.Request, tx *db.Tx, id int64) error {
	a, err := p.Services.ShownOf(r.Context(), tx, id)
	if err != nil {
		return err
	}
	return p.Kindergarten.Answered(r.Context(), tx, placeOf(a), kindergarten.Answer(r.PostForm.Get("answer")))
}

// changeWishes writes other kindergartens, or another day: the place by time stays. A place of the list that names none is
// passed over.
func (p *pages) changeWishes(r *http.Request, tx *db.Tx, id int64) error {
	a, err := p.Services.ShownOf(r.Context(), tx, id)
	if err != nil {
		return err
	}
	var in kindergarten.Wished
	for _, raw := range r.PostForm["garden"] {
		if garden, err := strconv.ParseInt(raw, 10, 64); err == nil && garden > 0 {
			in.Kindergartens = append(in.Kindergartens, garden)
		}
	}
	in.On, _ = calendar.Parse(r.PostForm.Get("on")) // no day is before every day that may be wished
	in.Version, _ = strconv.ParseInt(r.PostForm.Get("version"), 10, 64)
	return p.Kindergarten.Rewished(r.Context(), tx, placeOf(a), in)
}
