package queuelog_test

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"syscall"
	"testing"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/transparency"
	"veche/internal/services/queuelog"
)

// BenchmarkSeal tells what a leaf costs this process: reading it, the tree, and the tiles, of applications of 1.4 KB.
func BenchmarkSeal(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			const n = 50_000
			d := open(b)
			fill(b, d, n)
			key, err := transparency.OpenKey(b.TempDir()+"/key", "veche.test/order")
			if err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			var before, after syscall.Rusage
			syscall.Getrusage(syscall.RUSAGE_SELF, &before)
			for range b.N {
				b.StopTimer()
				if err := d.Tx(b.Context(), auth.System("bench"), func(tx *db.Tx) error {
					_, err := tx.Exec(b.Context(), "DELETE FROM queue_checkpoints")
					return err
				}); err != nil {
					b.Fatal(err)
				}
				log := queuelog.New(d, newIntake(d), b.TempDir(), key, "veche.test/order", quiet)
				b.StartTimer()
				if err := log.Seal(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			syscall.Getrusage(syscall.RUSAGE_SELF, &after)
			cpu := time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
			b.ReportMetric(float64(cpu.Nanoseconds())/float64(b.N*n)/1000, "cpu-µs/leaf")
			b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "leaves/s")
		})
	}
}

// fill puts n accepted applications into the order.
func fill(b *testing.B, d *db.DB, n int) {
	b.Helper()
	const batch = 1000
	form := strings.Repeat("x", 1400)
	for from := 0; from < n; from += batch {
		services, years, sequences, zeros := make([]int64, batch), make([]int64, batch), make([]int64, batch), make([]int64, batch)
		moments, keys, leaves := make([]time.Time, batch), make([][]byte, batch), make([][]byte, batch)
		channels, subjects, forms := make([]string, batch), make([]string, batch), make([]string, batch)
		for i := range batch {
			services[i], years[i], sequences[i] = 12, 2026, int64(from+i+1)
			moments[i] = time.Date(2026, 4, 1, 11, 0, 0, (from+i)*1000, time.UTC)
			keys[i] = binary.BigEndian.AppendUint64(make([]byte, 8, 16), uint64(from+i+1))
			hash := sha256.Sum256(keys[i])
			leaves[i], channels[i], forms[i] = hash[:], "portal", form
		}
		if err := d.Tx(b.Context(), auth.System("bench"), func(tx *db.Tx) error {
			return db.InsertMany(b.Context(), tx, "intake", db.Column{Name: "service_id", Values: services}, db.Column{Name: "year", Values: years},
				db.Column{Name: "sequence", Values: sequences}, db.Column{Name: "at", Values: moments}, db.Column{Name: "version_id", Values: zeros},
				db.Column{Name: "key", Values: keys}, db.Column{Name: "applicant", Values: zeros}, db.Column{Name: "channel", Values: channels},
				db.Column{Name: "subject", Values: subjects}, db.Column{Name: "place", Values: subjects}, db.Column{Name: "place_no", Values: zeros},
				db.Column{Name: "salt", Values: keys}, db.Column{Name: "leaf", Values: leaves}, db.Column{Name: "draft_id", Values: zeros},
				db.Column{Name: "form", Values: forms})
		}); err != nil {
			b.Fatal(err)
		}
	}
	err := d.Tx(b.Context(), auth.System("bench"), func(tx *db.Tx) error {
		_, err := tx.Exec(b.Context(), "INSERT INTO intake_counters (service_id, year, sequence, last_at) VALUES (12, 2026, $1, $2)", n, tx.Now)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}
