package seed

import (
	"context"

	"veche/internal/interagency"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// requests is a dictionary of interagency requests: of each term, by SMEV and by letter, and one that the region answers.
func (g *region) requests(ctx context.Context) error {
	person := []interagency.Field{{Name: "familyName", Label: "Фамилия", Kind: interagency.Text, Required: true}, {Name: "firstName", Label: "Имя", Kind: interagency.Text, Required: true},
		{Name: "patronymic", Label: "Отчество", Kind: interagency.Text}, {Name: "birthDate", Label: "Дата рождения", Kind: interagency.Date, Required: true},
		{Name: "snils", Label: "СНИЛС", Kind: interagency.SNILS}}
	list := []interagency.Kind{
		{Code: "mvd.registration", Name: "Сведения о регистрации по месту жительства", Term: interagency.Electronic, ToName: "МВД России", Namespace: "urn:veche:stand:registration/1.0",
			Root: "RegistrationRequest", Personal: true, Fields: fields(person...), Answer: fields(
				interagency.Field{Name: "address", Label: "Адрес регистрации", Kind: interagency.Text, Required: true}, interagency.Field{Name: "since", Label: "Зарегистрирован с", Kind: interagency.Date})},
		{Code: "fns.egrul", Name: "Выписка из ЕГРЮЛ", Term: interagency.Realtime, ToName: "ФНС России", Namespace: "urn:veche:stand:egrul/1.0", Root: "EgrulRequest",
			Fields: fields(interagency.Field{Name: "inn", Label: "ИНН организации", Kind: interagency.INN, Required: true}), Answer: fields(
				interagency.Field{Name: "name", Label: "Наименование", Kind: interagency.Text, Required: true}, interagency.Field{Name: "registered", Label: "Дата регистрации", Kind: interagency.Date})},
		{Code: "zags.marriage", Name: "Сведения о государственной регистрации брака", Term: interagency.Electronic, ToName: "Оператор ЕГР ЗАГС", Namespace: "urn:veche:stand:marriage/1.0",
			Root: "MarriageRequest", Fields: fields(person...), Answer: fields(interagency.Field{Name: "act", Label: "Номер записи акта", Kind: interagency.Text, Required: true},
				interagency.Field{Name: "date", Label: "Дата записи акта", Kind: interagency.Date, Required: true})},
		{Code: "rosreestr.rights", Name: "Сведения о правах на недвижимость", Term: interagency.Electronic, ToName: "Росреестр", Namespace: "urn:veche:stand:rights/1.0", Root: "RightsRequest",
			Fields: fields(append(person, interagency.Field{Name: "cadastralNumber", Label: "Кадастровый номер", Kind: interagency.Text})...),
			Answer: fields(interagency.Field{Name: "rights", Label: "Зарегистрированные права", Kind: interagency.Text, Required: true})},
		{Code: "archive.copy", Name: "Копия архивного документа", Term: interagency.Working, ToName: "Архив муниципального района", ToAddress: "Демонстрационная область, пос. Полевой, ул. Мира, д. 2",
			Letter: "В связи с предоставлением государственной услуги просим направить копию документа.\nДокумент: {{document}}\nГод: {{year}}",
			Fields: fields(interagency.Field{Name: "document", Label: "Документ", Kind: interagency.Text, Required: true}, interagency.Field{Name: "year", Label: "Год", Kind: interagency.Number, Required: true})},
	}
	if ministry, known := g.bodies["minstroy"]; known {
		list = append(list, interagency.Kind{Code: "minstroy.permit", Name: "Сведения о разрешении на строительство", Term: interagency.Electronic, ToBodyID: &ministry.id, ServedBy: &ministry.id,
			Namespace: "urn:veche:stand:permit/1.0", Root: "PermitRequest",
			Fields: fields(interagency.Field{Name: "cadastralNumber", Label: "Кадастровый номер участка", Kind: interagency.Text, Required: true}),
			Answer: fields(interagency.Field{Name: "number", Label: "Номер разрешения", Kind: interagency.Text, Required: true}, interagency.Field{Name: "validUntil", Label: "Действует до", Kind: interagency.Date})})
	}
	for _, k := range list {
		k.Active = true
		if _, err := g.Interagency.SaveKind(ctx, auth.System("seed"), k); err != nil {
			return err
		}
	}
	return nil
}

func fields(list ...interagency.Field) db.List[interagency.Field] {
	return list
}
