package simulator

// Templates are the applications that the page offers. Of the first the schema is published; those of the others are not,
// and their contents are written here in the same form of the concentrator.
func Templates() []Template {
	return []Template{HuntingTicket(), MarriageCertificate(), TaxiPermission()}
}

// Namespaces of the contents that are not published.
const (
	Marriage = "urn:veche:stand:concentrator/marriage-certificate/3.1.0"
	Taxi     = "urn:veche:stand:concentrator/taxi-permission/3.1.0"
)

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
	return Template{Title: "Выдача охотничьего билета", Namespace: "http://epgu.gosuslugi.ru/concentrator/huntingticket/3.1.0", Code: "first", Fields: fields,
		Files: []Slot{{"photo", "Фотография 3 × 4"}}}
}

// person is who applies; he is invented.
func person(surname, name, patronymic, born, snils string) []Field {
	const at = "Applicant/"
	return []Field{
		{at + "LastName", "Фамилия", surname}, {at + "FirstName", "Имя", name}, {at + "MiddleName", "Отчество", patronymic}, {at + "BirthDate", "Дата рождения", born},
		{at + "Snils", "СНИЛС", snils}, {at + "Phone", "Телефон", "+79000000001"}, {at + "Email", "Электронная почта", "applicant@example.org"},
		{at + "DocSeries", "Серия паспорта", "9405"}, {at + "DocNumber", "Номер паспорта", "654321"}, {at + "DocIssueDate", "Дата выдачи паспорта", "2010-06-15"},
		{at + "DocIssuerName", "Кем выдан паспорт", "УВД города Светлого"},
	}
}

// MarriageCertificate asks for a certificate that a marriage was registered.
func MarriageCertificate() Template {
	return Template{Title: "Справка о регистрации брака", Namespace: Marriage, Code: "spouse", Fields: append(person("Соловьёва", "Вера", "Петровна", "1984-09-17", "900-000-001 82"), []Field{
		{"Husband/LastName", "Фамилия мужа до брака", "Соловьёв"}, {"Husband/FirstName", "Имя мужа", "Олег"}, {"Husband/MiddleName", "Отчество мужа", "Ильич"},
		{"Wife/LastName", "Фамилия жены до брака", "Крылова"}, {"Wife/FirstName", "Имя жены", "Вера"}, {"Wife/MiddleName", "Отчество жены", "Петровна"},
		{"Record/Office", "Отдел ЗАГС", "Отдел ЗАГС города Светлого"}, {"Record/Date", "Дата регистрации брака", "2008-08-08"}, {"Record/Number", "Номер записи", "318"},
		{"Divorced", "Брак расторгнут (true или false)", "false"}, {"Purpose", "Для чего: pension, court, inherit, other", "pension"}, {"Copies", "Сколько экземпляров", "1"},
	}...)}
}

// TaxiPermission asks for the right to carry passengers, with two cars.
func TaxiPermission() Template {
	car := func(at, plate, model, year, owner string) []Field {
		return []Field{{at + "Plate", "Государственный номер", plate}, {at + "Model", "Марка и модель", model}, {at + "Year", "Год выпуска", year},
			{at + "Owner", "Чей: own, lease, rent", owner}, {at + "InsuredUntil", "ОСАГО действует до", "2030-12-31"}}
	}
	fields := append(person("Гусев", "Антон", "Сергеевич", "1991-03-05", "112-233-445 95"), []Field{
		{"Inn", "ИНН", "500100732259"}, {"Licence", "Водительское удостоверение", "99 12 345678"}, {"ServiceName", "Служба заказа такси", "Такси «Светлый»"}}...)
	fields = append(fields, car("Cars/Car/", "А123ВС18", "Lada Vesta", "2021", "own")...)
	fields = append(fields, car("Cars/Car[2]/", "К456МН18", "Skoda Octavia", "2023", "lease")...)
	return Template{Title: "Разрешение на такси", Namespace: Taxi, Code: "self", Fields: fields, Files: []Slot{{"policy", "Полис ОСАГО"}, {"contract", "Договор со службой заказа"}}}
}
