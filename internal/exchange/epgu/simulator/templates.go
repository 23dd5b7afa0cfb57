package simulator

// HuntingTicket is an application for a hunting ticket, in the order of its published schema. Its person is invented.
func HuntingTicket() Template {
	address := func(at string) []Field {
		return []Field{{at + "/FullAddress", "Адрес", "Демонстрационная область, г. Светлый, ул. Садовая, д. 5, кв. 12"}, {at + "/Index", "Индекс", "426000"},
			{at + "/Region", "Регион", "Демонстрационная область"}, {at + "/Region@code", "Код региона", "71"},
			{at + "/City", "Город", "Светлый"}, {at + "/City@code", "Код города", "1"}, {at + "/Street", "Улица", "Садовая"}, {at + "/Street@code", "Код улицы", "1"},
			{at + "/House", "Дом", "5"}, {at + "/House@code", "Код дома", "1"}}
	}
	fields := append(address("AddressRegistration"), address("GetLicenseAddress")...)
	const person = "HuntingLicenseApplicant/"
	fields = append(fields, []Field{
		{person + "FirstName", "Имя", "Пётр"}, {person + "LastName", "Фамилия", "Егоров"}, {person + "MiddleName", "Отчество", "Иванович"},
		{person + "BirthDate", "Дата рождения", "1980-02-29"}, {person + "Sex", "Пол", "Male"}, {person + "Email", "Электронная почта", "egorov@example.org"},
		{person + "Phone", "Телефон", "+79000000000"}, {person + "Snils", "СНИЛС", "112-233-445 95"}, {person + "DocSeries", "Серия паспорта", "9400"},
		{person + "DocNumber", "Номер паспорта", "123456"}, {person + "DocIssuerName", "Кем выдан", "ОВД города Светлого"}, {person + "DocIssueDate", "Дата выдачи", "2005-03-01"},
		{person + "DocType", "Вид документа", "1"},
		{"HuntingLicenseDocumentReferences/DocumentReference/Code", "Код вложения", "photo"}, {"HuntingLicenseDocumentReferences/DocumentReference/Name", "Название вложения", "Фотография"},
		{"HuntingLicenseDocumentReferences/DocumentReference/Description", "Описание вложения", "Фотография 30 × 40 мм"},
	}...)
	return Template{Title: "Выдача охотничьего билета", Namespace: "http://epgu.gosuslugi.ru/concentrator/huntingticket/3.1.0", Code: "first", Fields: fields}
}
