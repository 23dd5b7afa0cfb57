package cards

import (
	"context"
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/text"
)

const benchCards = 20_000

// benchWords make headings; the first stand in many cards, the last in few.
var benchWords = strings.Fields(`ремонт дорога школа субсидия район договор кровля двор проверка отчёт бюджет закупка проект больница
	земля аренда строительство газификация освещение благоустройство транспорт водоснабжение архитектура ветеран спорт музей`)

// region fills an office with cards of several years: each open to the records office and to some people.
func region(b *testing.B, d *db.DB) *office {
	o := newOffice(b, d)
	o.tx(func(tx *db.Tx) error {
		for _, query := range []string{
			`INSERT INTO documents (body_id, flow, kind_id, state, summary, number, number_key, registered_on, year, correspondent_id, due_on, created_by, created_at, changed_at)
			 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
			 SELECT $2, 'incoming', $3, CASE WHEN i % 50 = 0 THEN 'in_execution' WHEN i % 97 = 0 THEN 'received' ELSE 'filed' END, 'О работе', '', '', '2026-03-01',
			        2020 + i / 4000, $4, '2026-11-01', 1, $5, $5 FROM n`,
		} {
			if _, err := tx.Exec(b.Context(), query, benchCards, o.body, o.letter, o.prosecutor.ID, tx.Now); err != nil {
				return err
			}
		}
		for _, p := range []struct {
			principal auth.Principal
			each      int
		}{{auth.Office(o.body), 1}, {auth.Employee(o.clerk.PersonID), 7}, {auth.Unit(o.clerk.UnitID), 3}, {auth.Employee(o.officer.PersonID), 400}} {
			if _, err := tx.Exec(b.Context(), `INSERT INTO access (principal, document_id, body_id, flow, kind_id, year, state)
				SELECT $1, id, body_id, flow, kind_id, year, state FROM documents WHERE id % $2 = 0`, p.principal, p.each); err != nil {
				return err
			}
		}
		return o.fillSearch(b.Context(), tx)
	})
	analyse(b, d)
	return o
}

// fillSearch writes the index without the cards' own jobs.
func (o *office) fillSearch(ctx context.Context, tx *db.Tx) error {
	all, err := db.All[int64](ctx, tx, "SELECT id FROM documents ORDER BY id")
	for _, id := range all {
		var words []string
		for i, w := range benchWords {
			if id%int64(i+2) == 0 {
				words = append(words, w)
			}
		}
		if err := fullTexts[tx.Words().Name].write(ctx, tx, id, o.body, text.StemText("О работе"), text.StemText(strings.Join(words, " "))); err != nil {
			return err
		}
		d := documents.Document{ID: id, BodyID: o.body, NumberKey: text.NumberKey("01-15/" + string(rune('0'+id%10)) + "-" + words1(id))}
		if err := writeNumbers(ctx, tx, d); err != nil {
			return err
		}
	}
	return err
}

func words1(id int64) string { return strings.Repeat("7", int(id%5)+1) }

func analyse(b *testing.B, d *db.DB) {
	if _, err := d.Writer().Exec("ANALYZE"); err != nil {
		b.Fatal(err)
	}
}

func each(b *testing.B, run func(b *testing.B, o *office)) {
	b.Run("sqlite", func(b *testing.B) { run(b, region(b, dbtest.SQLite(b))) })
	b.Run("postgres", func(b *testing.B) { run(b, region(b, dbtest.Postgres(b))) })
}

func BenchmarkList(b *testing.B) {
	each(b, func(b *testing.B, o *office) {
		for _, c := range []struct {
			name string
			f    Filter
		}{
			{"all", Filter{}}, {"in execution", Filter{View: InExecution}}, {"in execution by due", Filter{View: InExecution, Order: "due"}},
			{"overdue", Filter{View: Overdue}}, {"a year", Filter{Year: 2022}},
		} {
			b.Run(c.name, func(b *testing.B) {
				for b.Loop() {
					o.list(o.clerk, c.f)
				}
			})
		}
		b.Run("counters", func(b *testing.B) {
			for b.Loop() {
				must(o.Counters(b.Context(), o.clerk, documents.Incoming))(b)
			}
		})
	})
}

func BenchmarkSearch(b *testing.B) {
	each(b, func(b *testing.B, o *office) {
		for _, c := range []struct {
			name string
			by   auth.Actor
			q    Query
		}{
			{"a common word", o.clerk, Query{Text: "дороги "}}, {"a rare pair", o.clerk, Query{Text: "музей спорт "}},
			{"by relevance", o.clerk, Query{Text: "дороги ", Order: "relevance"}}, {"a number", o.clerk, Query{Text: "01-15/7-77"}},
			{"a common word, few cards", o.officer, Query{Text: "дороги "}},
		} {
			b.Run(c.name, func(b *testing.B) {
				for b.Loop() {
					if len(o.search(c.by, c.q)) == 0 {
						b.Fatal("nothing found")
					}
				}
			})
		}
	})
}
