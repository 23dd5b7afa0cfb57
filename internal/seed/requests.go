package seed

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"veche/internal/interagency"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue/starter"
)

// requestForms are the forms of the requests that the starting catalogue names: code|term|root|fields|answer. A field is
// name:label:kind, with ! where it is demanded; «person» stands for what a person is known by. Without a root the request
// goes by letter. The contents are invented: those of real bodies are given out by them.
//
//go:embed requests.csv
var requestForms string

const whose = "familyName:Фамилия:text!;firstName:Имя:text!;patronymic:Отчество:text;birthDate:Дата рождения:date!;snils:СНИЛС:snils"

// resolution963 is the act of all terms of interagency requests.
const resolution963 = "Постановление Правительства РФ от 23.06.2021 № 963"

// requests is a dictionary of interagency requests: whatever the services of the catalogue ask, of each term, by SMEV and by
// letter, and one kind that the region answers.
func (g *region) requests(ctx context.Context, today calendar.Date) error {
	asked, err := starter.Requests()
	if err != nil {
		return err
	}
	forms := strings.Split(strings.TrimSpace(requestForms), "\n")
	if len(forms) != len(asked) {
		return fmt.Errorf("%d forms of %d requests", len(forms), len(asked))
	}
	var list []interagency.Kind
	for i, one := range asked {
		cells := strings.Split(forms[i], "|")
		if len(cells) != 5 || cells[0] != one.Kind {
			return fmt.Errorf("line %d: no form of %s", i+1, one.Kind)
		}
		k := interagency.Kind{Code: one.Kind, Name: one.What, Term: interagency.Term(cells[1]), ToName: one.From, Fields: fields(cells[3]), Answer: fields(cells[4])}
		if cells[2] == "" {
			k.ToAddress, k.Letter = "Демонстрационная область, г. Светлый, ул. Мира, д. 2", letterOf(k)
		} else {
			k.Namespace, k.Root = "urn:veche:stand:"+one.Kind+"/1.0", cells[2]+"Request"
			k.Personal = strings.HasPrefix(one.Kind, "mvd_")
		}
		list = append(list, k)
	}
	if ministry, known := g.bodies["minstroy"]; known {
		list = append(list, interagency.Kind{Code: "minstroy_permit", Name: "Сведения о разрешении на строительство", Term: interagency.Electronic, ToBodyID: &ministry.id, ServedBy: &ministry.id,
			Namespace: "urn:veche:stand:permit/1.0", Root: "PermitRequest", Fields: fields("cadastralNumber:Кадастровый номер участка:text!"),
			Answer: fields("number:Номер разрешения:text!;validUntil:Действует до:date")})
	}
	if registry, known := g.bodies["zags"]; known {
		list = append(list, interagency.Kind{Code: "zags_act", Name: "Сведения из записи акта гражданского состояния", Term: interagency.Electronic, ToBodyID: &registry.id, ServedBy: &registry.id,
			Namespace: "urn:veche:stand:act/1.0", Root: "ActRequest", Fields: fields("person"), Answer: fields("act:Номер записи акта:text!;date:Дата записи:date")})
	}
	for _, k := range list {
		k.Active, k.Basis, k.FromDay = true, resolution963, today.AddMonths(-10)
		if _, err := g.Interagency.SaveKind(ctx, auth.System("seed"), interagency.KindInput{Kind: k}); err != nil {
			return fmt.Errorf("%s: %w", k.Code, err)
		}
	}
	return nil
}

// letterOf asks in the words of the fields.
func letterOf(k interagency.Kind) string {
	lines := []string{"В связи с предоставлением государственной услуги просим направить: " + strings.ToLower(k.Name[:2]) + k.Name[2:] + "."}
	for _, f := range k.Fields {
		lines = append(lines, f.Label+": {{"+f.Name+"}}")
	}
	return strings.Join(lines, "\n")
}

// fields reads «name:label:kind!;…»; a choice names its words between brackets.
func fields(text string) db.List[interagency.Field] {
	list := db.List[interagency.Field]{}
	for one := range strings.SplitSeq(strings.Replace(text, "person", whose, 1), ";") {
		cells := strings.Split(one, ":")
		if len(cells) != 3 {
			continue
		}
		kind, required := strings.CutSuffix(cells[2], "!")
		f := interagency.Field{Name: cells[0], Label: cells[1], Required: required}
		kind, words, _ := strings.Cut(strings.TrimSuffix(kind, ")"), "(")
		if f.Kind = interagency.FieldKind(kind); words != "" {
			f.Choices = strings.Split(words, ",")
		}
		list = append(list, f)
	}
	return list
}
