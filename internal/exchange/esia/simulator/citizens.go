package simulator

// Citizen is an invented person of the simulator.
type Citizen struct {
	OID       int64
	Last      string
	First     string
	Middle    string
	Email     string
	Phone     string
	Zip       string
	Address   string
	House     string
	Flat      string
	SNILS     string
	Birth     string // 31.12.1990
	Trusted   bool
	Roles     []Role
	Introduce string // who he is, for the page
}

// Role of a person in a company.
type Role struct {
	Company *Company
	Chief   bool
}

// Company is an invented organisation.
type Company struct {
	OID     int64
	Name    string
	OGRN    string
	INN     string
	Address string
	Zip     string
	Email   string
}

// Invented are the citizens of the demonstration. Numbers have right check digits and belong to nobody.
func Invented() []Citizen {
	house := &Company{OID: 1_000_300_001, Name: "ТСЖ «Речной дом»", OGRN: "1241800000013", INN: "1800000015",
		Zip: "427430", Address: "г. Воткинск, ул. Речная, д. 18, оф. 1", Email: "rechnoy-dom@example.org"}
	works := &Company{OID: 1_000_300_002, Name: "Общество с ограниченной ответственностью «Родник»", OGRN: "1241800000024", INN: "1800000022",
		Zip: "426011", Address: "г. Ижевск, ул. Строителей, д. 40", Email: "rodnik@example.org"}
	return []Citizen{
		{OID: 1_000_200_001, SNILS: "900-000-001 82", Birth: "14.03.1988", Last: "Мельникова", First: "Анна", Middle: "Сергеевна", Email: "melnikova@example.org", Phone: "+7(912)0000001",
			Zip: "427430", Address: "Удмуртская Республика, г. Воткинск, ул. Речная", House: "18", Flat: "4", Trusted: true, Introduce: "гражданка, пишет от своего имени"},
		{OID: 1_000_200_002, SNILS: "900-000-002 83", Birth: "02.11.1969", Last: "Широбоков", First: "Виктор", Middle: "Ильич", Email: "shirobokov@example.org", Phone: "+7(912)0000002",
			Zip: "427430", Address: "Удмуртская Республика, г. Воткинск, ул. Садовая", House: "5", Trusted: true,
			Roles: []Role{{house, true}}, Introduce: "председатель ТСЖ «Речной дом»"},
		{OID: 1_000_200_003, SNILS: "900-000-003 84", Birth: "27.07.1991", Last: "Корепанова", First: "Елена", Middle: "Михайловна", Email: "korepanova@example.org", Phone: "+7(912)0000003",
			Zip: "426011", Address: "Удмуртская Республика, г. Ижевск, ул. Строителей", House: "31", Flat: "12", Trusted: true,
			Roles: []Role{{works, false}}, Introduce: "представитель ООО «Родник» по доверенности"},
		{OID: 1_000_200_004, Last: "Ложкин", First: "Антон", Middle: "", Email: "lozhkin@example.org", Trusted: false,
			Introduce: "учётная запись не подтверждена: войти нельзя"},
	}
}
