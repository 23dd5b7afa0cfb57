package text

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFormsOfOneWordMeet(t *testing.T) {
	forms := []string{
		"обращение обращения обращений обращениями", "жалоба жалоб жалобу", "распоряжение распоряжений",
		"область области областей", "школа школ школе", "письмо писем письма письмами",
		"орган органа органов органу", "госорган госорганы", "журнал журнала журналов", "материал материала материалы",
		"архив архива архивов архиве", "устав устава уставом", "состав состава составе", "отзыв отзыва отзывы",
		"коллектив коллектива", "норматив нормативы", "филиал филиала филиалах", "портал портала порталом",
		"гражданин гражданина граждане граждан гражданам", "участок участка участки", "список списка списков",
		"справка справок справки", "проверка проверок", "ребёнок ребенка ребенку", "срок срока сроки", "поток потока",
		"семья семьи семей семьям", "Романов Романова Романову Романовым", "Сергеев Сергееву Сергеева Сергеевой",
		"приём приёма приемом", "система систем системы системой", "охрана охраны охрану охраной", "кредит кредита кредитов",
		"документ документов документы", "режим режима", "опыт опыта", "остров острова", "условие условия условий",
		"земля земли земель", "день дня дней дню", "начало начала началу", "отмена отмены отмену", "дело дела дел",
		"план плана планы", "план планов", "вызов вызова вызовов", "отец отца", "Ижевск ижевске ИЖЕВСКА",
	}
	for _, list := range forms {
		words := strings.Fields(list)
		for _, form := range words {
			if got, want := StemText(form), StemText(words[0]); got != want {
				t.Errorf("%q has the stem %q, %q has %q", form, got, words[0], want)
			}
		}
	}
}

func TestStems(t *testing.T) {
	cases := []struct {
		name, in, want string
	}{
		{"prepositions say nothing", "о порядке и в сроки", "порядк срок"},
		{"figures stay", "от 06.05.2026 № 141-РГ", "06 05 2026 141 рг"},
		{"foreign words stay", "Система Directum RX", "систем directum rx"},
		{"ё is е", "Отчёт отчет", "отчет отчет"},
		{"a Latin letter in a Russian word is mended", "Cовет coвет", "совет совет"},
		{"a hyphen divides", "научно-исследовательский", "научн исследовательск"},
		{"soft hyphens do not", "постанов\u00adление", "постановлен"},
		{"nothing", " , . ", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := StemText(tc.in); got != tc.want {
				t.Errorf("the stems are %q, want %q", got, tc.want)
			}
		})
	}
}

func TestWordsWithoutEndDoNotFillTheIndex(t *testing.T) {
	long := strings.Repeat("QmFzZTY0", 200_000)
	if got := StemText(long); strings.Contains(got, " ") || len(got) > longestWord {
		t.Errorf("%d bytes of stems", len(got))
	}
	m := &memo{most: 10}
	for i := range 1000 {
		m.stem(fmt.Sprint("слово", i))
	}
	if len(m.young)+len(m.old) > 20 {
		t.Errorf("%d forms are remembered", len(m.young)+len(m.old))
	}
	if got := m.stem("слово1"); got != "слово1" {
		t.Errorf("a forgotten form has the stem %q", got)
	}
}

func TestStemsAreTheSameForManyAtOnce(t *testing.T) {
	const in = "Распоряжение о порядке рассмотрения обращений граждан в органах архива"
	want := StemText(in)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 200 {
				if got := StemText(in); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
			}
		})
	}
	all.Wait()
}

func TestQuery(t *testing.T) {
	cases := []struct {
		name, in string
		want     []Term
	}{
		{"the last word may go on", "ремонт доро", []Term{{"ремонт", false}, {"дор", true}}},
		{"a space ends it", "ремонт дороги ", []Term{{"ремонт", false}, {"дорог", false}}},
		{"quotes only divide", `"личный приём"`, []Term{{"личн", false}, {"прием", false}}},
		{"a word is asked once", "акт акты актов ", []Term{{"акт", false}}},
		{"two letters are not completed", "в го", []Term{{"го", false}}},
		{"prepositions only", "о для и", nil},
		{"signs of the search language are not understood", `a:b* OR "x" -y & !z)`, []Term{{"a", false}, {"b", false}, {"or", false}, {"x", false}, {"y", false}, {"z", false}}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := Query(tc.in); !slices.Equal(got, tc.want) {
				t.Errorf("the query is %v, want %v", got, tc.want)
			}
		})
	}
	page := strings.Repeat("ааа ббб ввв ггг ддд еее жжж ззз ииик кккк лллл мммм нннн оооо пппп рррр сссс тттт ", 3)
	if got := Query(page); len(got) != mostTerms {
		t.Errorf("a pasted page became %d terms", len(got))
	}
}

// What a person types on the way to a word must find the word.
func TestTypingAWordFindsIt(t *testing.T) {
	for _, word := range strings.Fields("распоряжение обращение журналов архив участок гражданин министерство дорожный") {
		index := StemText(word)
		for i := range word {
			typed := word[:i]
			if utf8.RuneCountInString(typed) < 5 {
				continue
			}
			terms := Query(typed)
			if len(terms) != 1 || !terms[0].Prefix || !strings.HasPrefix(index, terms[0].Text) {
				t.Errorf("typing %q asks for %v, the index of %q holds %q", typed, terms, word, index)
			}
		}
	}
}

func TestHighlight(t *testing.T) {
	cases := []struct {
		name, in, query string
		width           int
		want            string
	}{
		{"a short text is shown whole", "О ремонте дорог в Ижевске", "дорога ", 100, "О ремонте [дорог] в Ижевске"},
		{"the place with the most words is chosen",
			"Дорога одна. " + strings.Repeat("Пустые слова стоят здесь. ", 20) + "Просим выполнить ремонт дороги у школы. " + strings.Repeat("И ещё слова. ", 20),
			"ремонт дорог ", 60, "… выполнить [ремонт] [дороги] у школы. И ещё слова. И ещё слова. …"},
		{"nothing found shows the beginning", "Первое слово, второе слово, третье слово", "архив", 14, "Первое слово, …"},
		{"the word being typed is marked", "Распоряжение Главы", "распоряж", 40, "[Распоряжение] Главы"},
		{"markup stays text", "<b>дорога</b>", "дорог ", 40, "<b>[дорога]</b>"},
		{"an empty text", "", "дорог", 40, ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var b strings.Builder
			for _, p := range Highlight(tc.in, Query(tc.query), tc.width) {
				if p.Hit {
					b.WriteString("[" + p.Text + "]")
				} else {
					b.WriteString(p.Text)
				}
			}
			if b.String() != tc.want {
				t.Errorf("got  %q\nwant %q", b.String(), tc.want)
			}
		})
	}
}

func TestHighlightNeverCutsALetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching(`([а-яё]{1,9}[ ,.-]){0,40}`).Draw(t, "text")
		query := rapid.StringMatching(`[а-яё]{1,4} ?`).Draw(t, "query")
		width := rapid.IntRange(0, 80).Draw(t, "width")
		for _, p := range Highlight(in, Query(query), width) {
			if !utf8.ValidString(p.Text) || p.Text == "" {
				t.Fatalf("a piece is %q", p.Text)
			}
		}
	})
}

func BenchmarkStemText(b *testing.B) {
	page := strings.Repeat("Распоряжение о порядке рассмотрения обращений граждан в органах исполнительной власти. ", 25)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		StemText(page)
	}
}
