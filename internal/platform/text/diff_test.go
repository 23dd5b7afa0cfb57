package text

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDiff(t *testing.T) {
	cases := []struct{ name, a, b, want string }{
		{"nothing changed", "Утвердить план.", "Утвердить план.", "Утвердить план."},
		{"a word", "Утвердить план работ.", "Отклонить план работ.", "[-Утвердить-][+Отклонить+] план работ."},
		{"words stay whole", "срок до 5 мая", "срок до 15 мая", "срок до [-5-][+15+] мая"},
		{"neighbours read as one change", "первый раз тут", "второй час тут", "[-первый раз-][+второй час+] тут"},
		{"a paragraph is added", "Один.\nДва.\n", "Один.\nПолтора.\nДва.\n", "Один.\n[+Полтора.\n+]Два.\n"},
		{"a paragraph is deleted", "Один.\nДва.\n", "Два.\n", "[-Один.\n-]Два.\n"},
		{"words in two paragraphs", "План на май.\nСрок пять дней.", "План на июнь.\nСрок шесть дней.",
			"План на [-май-][+июнь+].\nСрок [-пять-][+шесть+] дней."},
		{"the first version", "", "Новый текст", "[+Новый текст+]"},
		{"everything deleted", "Старый текст", "", "[-Старый текст-]"},
		{"both empty", "", "", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := show(Diff(tc.a, tc.b)); got != tc.want {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func show(changes []Change) string {
	var b strings.Builder
	for _, c := range changes {
		switch c.Op {
		case Equal:
			b.WriteString(c.Text)
		case Delete:
			b.WriteString("[-" + c.Text + "-]")
		case Insert:
			b.WriteString("[+" + c.Text + "+]")
		}
	}
	return b.String()
}

func whole(changes []Change) (a, b string) {
	var was, is strings.Builder
	for _, c := range changes {
		if c.Op != Insert {
			was.WriteString(c.Text)
		}
		if c.Op != Delete {
			is.WriteString(c.Text)
		}
	}
	return was.String(), is.String()
}

func TestDiffLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([абв]{1,2}[ ,\n]){0,30}`)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		changes := Diff(a, b)
		if was, is := whole(changes); was != a || is != b {
			t.Fatalf("%q and %q came back as %q and %q", a, b, was, is)
		}
		for i, c := range changes {
			if c.Text == "" || i > 0 && changes[i-1].Op == c.Op {
				t.Fatalf("%q and %q are compared as %v", a, b, changes)
			}
		}
	})
}

// The number of edits is checked against the plain quadratic table of common subsequences.
func TestEditsAreAsFewAsPossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tokens := rapid.SliceOfN(rapid.SampledFrom([]string{"а", "б", "в"}), 0, 25)
		a, b := tokens.Draw(t, "a"), tokens.Draw(t, "b")
		common := 0
		for _, e := range edits(a, b) {
			if e.equal {
				common += e.a1 - e.a0
			}
		}
		if want := longestCommon(a, b); common != want {
			t.Fatalf("%d tokens of %q and %q are kept, %d can be", common, a, b, want)
		}
	})
}

func longestCommon(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j], above)
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

func TestTextsThatHaveNothingInCommonAreReplaced(t *testing.T) {
	var a, b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&a, "слово%d ", i)
		fmt.Fprintf(&b, "word%d ", i)
	}
	changes := Diff("Общее начало "+a.String(), "Общее начало "+b.String())
	if len(changes) < 3 || changes[0].Op != Equal {
		t.Fatalf("%d changes", len(changes))
	}
	if was, is := whole(changes); was != "Общее начало "+a.String() || is != "Общее начало "+b.String() {
		t.Error("something is lost")
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("Утвердить план.\n", "Отклонить план.\n")
	f.Add("\xff\xfe", "а\r\nб")
	f.Fuzz(func(t *testing.T, a, b string) {
		if was, is := whole(Diff(a, b)); was != a || is != b {
			t.Errorf("%q and %q came back as %q and %q", a, b, was, is)
		}
	})
}

func ExampleDiff() {
	changes, _ := json.Marshal(Diff("Срок – 5 дней.", "Срок – 7 дней."))
	fmt.Println(string(changes))
	// Output:
	// [{"op":"equal","text":"Срок – "},{"op":"delete","text":"5"},{"op":"insert","text":"7"},{"op":"equal","text":" дней."}]
}
