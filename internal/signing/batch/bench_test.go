package batch

import (
	"testing"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/signing"
)

// BenchmarkAPile tells how many documents a second the program signs for a signatory who has confirmed a pile: right, text,
// signature, its check, the time stamp, the evidence and the journal of each.
func BenchmarkAPile(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			o := settled(b, open(b), b.N)
			confirmed := o.confirms(signing.StandKey)
			b.ResetTimer()
			o.ok(o.works())
			b.StopTimer()
			b.ReportMetric(float64(o.view(confirmed).Signed)/b.Elapsed().Seconds(), "signatures/s")
		})
	}
}
