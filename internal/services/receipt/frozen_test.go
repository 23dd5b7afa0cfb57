package receipt_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"veche/cms/reason"
	"veche/internal/platform/transparency"
	"veche/internal/services/receipt"
)

// Receipts that people hold must be readable for ever: these were given out by the log of the order on the first day.
func TestAReceiptOfTheFirstDayHolds(t *testing.T) {
	read := func(name string) []byte {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		must(t, err)
		return raw
	}
	report, err := receipt.Examine(read("receipt.json"), receipt.Options{
		Key:  strings.TrimSpace(string(read("order.key.pub"))),
		Held: []receipt.Held{{Name: "neighbour.json", Raw: read("neighbour.json")}, {Name: "checkpoint-400.txt", Raw: read("checkpoint-400.txt")}},
		Grew: transparency.Folder{Dir: "testdata/log"}.Consistency,
	})
	must(t, err)
	if report.Verdict != reason.Valid {
		t.Error(report.Russian())
	}
}
