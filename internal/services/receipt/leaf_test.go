package receipt_test

import (
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"veche/internal/services/receipt"
)

func sample() receipt.Leaf {
	return receipt.Leaf{
		ServiceID: 12, Year: 2026, Sequence: 1042, Number: "12-2026-0001042",
		At:    time.Date(2026, 4, 1, 15, 0, 0, 1234000, time.FixedZone("+04", 4*3600)),
		Place: "школа 8, 1 класс", PlaceNo: 17,
		Content: sha256.Sum256([]byte("0")), Salt: receipt.Salt{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	}
}

// The bytes are a promise to everybody who holds a receipt.
func TestLeafBytesAreFrozen(t *testing.T) {
	l := sample()
	want := `veche receipt 1
service 12
year 2026
sequence 1042
number "12-2026-0001042"
at 2026-04-01T11:00:00.001234Z
place "школа 8, 1 класс" 17
content 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9
salt 000102030405060708090a0b0c0d0e0f
`
	if got := string(l.Append(nil)); got != want {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	// printf '\0' | cat - leaf.txt | sha256sum
	if got, err := l.Hash().MarshalText(); err != nil || string(got) != "82c02159898421611b4c843ecf80b5e6a380bbba844c71000ec9b4ee3e76aac1" {
		t.Fatalf("%s, %v", got, err)
	}
}

func TestEveryFieldIsBound(t *testing.T) {
	was := sample()
	for name, change := range map[string]func(*receipt.Leaf){
		"service":        func(l *receipt.Leaf) { l.ServiceID++ },
		"year":           func(l *receipt.Leaf) { l.Year++ },
		"sequence":       func(l *receipt.Leaf) { l.Sequence-- },
		"number":         func(l *receipt.Leaf) { l.Number += "1" },
		"a microsecond":  func(l *receipt.Leaf) { l.At = l.At.Add(-time.Microsecond) },
		"place":          func(l *receipt.Leaf) { l.Place = "школа 9, 1 класс" },
		"place number":   func(l *receipt.Leaf) { l.PlaceNo = 1 },
		"content":        func(l *receipt.Leaf) { l.Content[31]++ },
		"salt":           func(l *receipt.Leaf) { l.Salt[0]++ },
		"a forged line":  func(l *receipt.Leaf) { l.Number += "\"\nat 2026" },
		"a forged place": func(l *receipt.Leaf) { l.Place = `школа 8, 1 класс" 1` },
	} {
		l := was
		change(&l)
		if l.Hash() == was.Hash() {
			t.Errorf("%s is not bound", name)
		}
		if lines := strings.Count(string(l.Append(nil)), "\n"); lines != 9 {
			t.Errorf("%s makes %d lines", name, lines)
		}
	}
}

func TestContentBindsTheApplication(t *testing.T) {
	was := receipt.Content(77, "portal", "child:1", []byte(`{"name":"Ёжиков"}`))
	for name, other := range map[string]receipt.Hash{
		"applicant": receipt.Content(78, "portal", "child:1", []byte(`{"name":"Ёжиков"}`)),
		"channel":   receipt.Content(77, "post", "child:1", []byte(`{"name":"Ёжиков"}`)),
		"subject":   receipt.Content(77, "portal", "child:2", []byte(`{"name":"Ёжиков"}`)),
		"form":      receipt.Content(77, "portal", "child:1", []byte(`{"name":"Ежиков"}`)),
		"a border":  receipt.Content(77, "portal\"\nsubject \"child:1", "", []byte(`{"name":"Ёжиков"}`)),
	} {
		if other == was {
			t.Errorf("%s is not bound", name)
		}
	}
}

func TestTheHotPathAllocatesNothing(t *testing.T) {
	l, form := sample(), make([]byte, 1450)
	var sink receipt.Hash
	if n := testing.AllocsPerRun(100, func() {
		l.Content = receipt.Content(77, "portal", "child:1:2026", form)
		sink = l.Hash()
	}); n != 0 {
		t.Errorf("%v allocations, %x", n, sink)
	}
}

func BenchmarkLeaf(b *testing.B) {
	l, form := sample(), make([]byte, 1450)
	b.ReportAllocs()
	for b.Loop() {
		l.Content = receipt.Content(77, "portal", "child:1:2026", form)
		l.Hash()
	}
}
