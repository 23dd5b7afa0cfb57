package intake

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"veche/internal/services/receipt"
)

// TestAReceiptIsWrittenAsEverywhere: the receipt written by hand is the one that everybody else writes.
func TestAReceiptIsWrittenAsEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Accepted{ServiceID: rapid.Int64Min(1).Draw(t, "service"), Year: 2026, Sequence: rapid.Int64Min(1).Draw(t, "sequence"),
			At: time.UnixMicro(rapid.Int64Range(0, 1<<50).Draw(t, "at")).UTC(), Place: rapid.String().Draw(t, "place"),
			PlaceNo: rapid.Int64Min(0).Draw(t, "place no"), Repeat: rapid.Bool().Draw(t, "repeat"), Foreign: rapid.Bool().Draw(t, "foreign")}
		a.Number = Number(a.ServiceID, a.Year, a.Sequence)
		if a.Salt, a.Hash = make([]byte, len(receipt.Salt{})), make([]byte, len(receipt.Hash{})); !a.Foreign {
			a.Salt[0], a.Hash[0], a.Content[0] = 1, 2, 3
		}
		r := a.Receipt()
		want, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Append(nil); string(got) != string(want) {
			t.Fatalf("written %s\n by json %s", got, want)
		}
	})
}
