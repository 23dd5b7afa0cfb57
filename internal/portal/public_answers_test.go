package portal

import (
	"strings"
	"testing"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestAnAnswerToManyIsReadByEverybody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		_, card := o.as("anna").lodge()
		if a := o.browser().get("/reception/minstroy/answers"); a.status != 200 || !strings.Contains(a.body, "Таких ответов пока нет") {
			t.Fatal(a.status, a.body)
		}
		var id int64
		o.ok(d.Tx(t.Context(), o.clerk, func(tx *db.Tx) (err error) {
			id, err = db.One[int64](t.Context(), tx, `INSERT INTO public_answers (body_id, appeal_id, letter_id, title, question, answer, published_by, published_at)
				VALUES ($1, $2, $2, 'Отопление на Речной', 'Когда дадут <тепло>?', 'Завтра.', $3, $4) RETURNING id`, o.body, card.ID, o.clerk.PersonID, o.now)
			return err
		}))
		list, page := o.browser().get("/reception/minstroy/answers").body, o.browser().get("/answers/"+number(id))
		if !strings.Contains(list, `href="/answers/`+number(id)) {
			t.Error(list)
		}
		if page.status != 200 || !strings.Contains(page.body, "Когда дадут &lt;тепло&gt;?") || !strings.Contains(page.body, "30 октября 2026 г.") || strings.Contains(page.header.Get("Content-Security-Policy"), "script-src") {
			t.Error(page)
		}
		o.ok(d.Tx(t.Context(), o.clerk, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE public_answers SET withdrawn_at = $1", o.now)
			return err
		}))
		if a := o.browser().get("/answers/" + number(id)); a.status != 404 || !strings.Contains(a.body, "сняли с публикации") {
			t.Error(a.status)
		}
	})
}
