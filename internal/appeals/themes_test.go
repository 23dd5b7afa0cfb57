package appeals

import (
	"bytes"
	"errors"
	"testing"

	"github.com/xuri/excelize/v2"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

const goodThemes = "\ufeffКод;Название;Ведение\n0003.0000.0000.0000;Экономика\n0003.0009.0000.0000;Хозяйственная деятельность\n" +
	"0003.0009.0099.0737;Содержание и ремонт дорог;местное\n0003.0009.0099.0737.0002;Ремонт мостов;local\n"

func TestTheClassifierIsImportedWholeOrNotAtAll(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		if n := must(o.ImportThemes(t.Context(), o.admin, ThemesInput{Name: "темы.csv", File: []byte(goodThemes)}))(t); n != 4 {
			t.Errorf("%d themes", n)
		}
		_, err := o.ImportThemes(t.Context(), o.admin, ThemesInput{Name: "темы.csv", File: []byte(goodThemes + "3.9;Не код\n")})
		o.refused("appeal.themes_line", err)
		_, err = o.ImportThemes(t.Context(), o.clerk, ThemesInput{Name: "темы.csv", File: []byte(goodThemes)})
		o.refused("appeal.themes_denied", err)
		if list := must(o.Themes(t.Context(), "РЕМОНТ дорог", 10))(t); len(list) != 1 || list[0].Jurisdiction != "local" {
			t.Errorf("found %+v", list)
		}
		id := o.registered(complaint("Петрова Мария Ивановна"))
		if v := must(o.Of(t.Context(), o.clerk, id))(t); v.Questions[0].Theme != "Содержание и ремонт дорог" {
			t.Errorf("the theme of the question: %q", v.Questions[0].Theme)
		}
	})
}

func TestAWrongFileSaysWhatIsWrong(t *testing.T) {
	line := "0003.0000.0000.0000;Экономика\n"
	for text, want := range map[string]string{
		line + "3.9;Не код\n": "code", line + "0004.0000.0000.0000;\n": "title", line + line: "twice", line + "0004.0000.0000.0000;Оборона;чужое\n": "jurisdiction",
		"\xd1\xf4\xe5\xf0\xe0": "encoding", line + "0004.0000.0000.0000;\"Оборона\n": "quotes", "Код;Название\n": "empty",
	} {
		_, err := readThemes([]byte(text))
		var refusal *fail.Error
		if !errors.As(err, &refusal) || refusal.Code != "appeal.themes_line" || refusal.Params["why"] != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestTheTreeHasNoHoles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		must(o.ImportThemes(t.Context(), o.admin, ThemesInput{Name: "темы", File: []byte(goodThemes)}))(t)
		version := must(o.ThemeVersions(t.Context()))(t)[0]
		at := func(code string) Node {
			list := must(o.Under(t.Context(), version.ID, code))(t)
			if len(list) != 1 {
				t.Fatalf("under %q: %+v", code, list)
			}
			return list[0]
		}
		if n := at(""); n.Code != "0003.0000.0000.0000" || n.Children != 1 || n.Leaf {
			t.Errorf("%+v", n)
		}
		if n := at("0003.0009.0000.0000"); n.Code != "0003.0009.0099.0737" || !n.Leaf { // its topic is not in the file
			t.Errorf("%+v", n)
		}
		if n := at("0003.0009.0099.0737"); n.Code != "0003.0009.0099.0737.0002" || n.Children != 0 || !n.Leaf {
			t.Errorf("%+v", n)
		}
	})
}

func TestAnEditionComesIntoForceOnItsDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		must(o.StarterThemes(t.Context(), o.admin))(t)
		must(o.ImportThemes(t.Context(), o.admin, ThemesInput{Name: "С нового года", From: on("2027-01-01"), File: []byte(goodThemes)}))(t)
		if list := must(o.Themes(t.Context(), "здравоохранение", 5))(t); len(list) != 1 {
			t.Errorf("today: %+v", list)
		}
		o.at("2027-01-11")
		if list := must(o.Themes(t.Context(), "здравоохранение", 5))(t); len(list) != 0 {
			t.Errorf("in the new year: %+v", list)
		}
		if v := must(o.ThemeVersions(t.Context()))(t); len(v) != 2 || !v[0].InForce || v[1].InForce || v[1].Name != StarterName {
			t.Errorf("%+v", v)
		}
	})
}

func TestAWorkbookIsReadAsItsText(t *testing.T) {
	book := excelize.NewFile()
	for i, row := range [][]any{{"Код", "Название", "Предмет ведения"}, {"0005.0000.0000.0000", "Жилищно-коммунальная сфера", ""}, {}, {"0005.0005.0056.1149", "Отопление", "Региональное"}} {
		if err := book.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	list, err := readWorkbook(file.Bytes())
	if err != nil || len(list) != 2 || list[1].Jurisdiction != "regional" {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := readWorkbook(append([]byte("PK\x03\x04"), "not a book"...)); err == nil {
		t.Error("what is no workbook was read")
	}
}

func TestAQuestionIsPutUnderALeaf(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		id := o.arrived(complaint("Петрова Мария Ивановна"))
		wide := complaint("Петрова Мария Ивановна")
		wide.Questions[0].Code, wide.Version = "0003.0009.0000.0000", must(o.Of(t.Context(), o.clerk, id))(t).Version
		o.refused("appeal.theme_wide", o.Describe(t.Context(), o.clerk, id, wide))
	})
}
