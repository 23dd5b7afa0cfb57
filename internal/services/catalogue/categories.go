package catalogue

// Category is a shelf of the catalogue; Situation a turn of life in which one looks for several services at once.
type (
	Category struct {
		Code string `json:"code"`
		Name string `json:"name"`
		Hint string `json:"hint"`
	}
	Situation struct {
		Code string `json:"code"`
		Name string `json:"name"`
		Hint string `json:"hint"`
	}
)

// Categories are the shelves in their order on the page.
func Categories() []Category {
	return []Category{
		{"family", "Семья и дети", "Пособия, многодетные семьи, опека"},
		{"education", "Образование", "Детский сад, школа, колледж, отдых детей"},
		{"housing", "Жильё", "Учёт, договоры найма, перепланировка, аварийные дома"},
		{"utilities", "ЖКХ и благоустройство", "Субсидии, подключение, деревья, дворы"},
		{"social", "Льготы и поддержка", "Выплаты, компенсации, удостоверения"},
		{"land", "Земля и имущество", "Участки, аренда, выкуп, сервитуты"},
		{"construction", "Строительство", "Градплан, разрешения, уведомления"},
		{"transport", "Транспорт и дороги", "Такси, перевозки, спецразрешения"},
		{"business", "Бизнес", "Лицензии, торговля, меры поддержки"},
		{"agriculture", "Сельское хозяйство", "Субсидии хозяйствам, техника, ветеринария"},
		{"nature", "Природа и охота", "Охотничий билет, недра, вода, лес"},
		{"culture", "Культура, спорт, туризм", "Памятники, разряды, музеи"},
		{"health", "Здоровье", "Аптеки и клиники, санатории, квоты"},
		{"work", "Труд и занятость", "Поиск работы, обучение, рабочие места"},
		{"documents", "Документы, ЗАГС и архив", "Справки, свидетельства, архивные копии"},
	}
}

// Situations are those of the first page.
func Situations() []Situation {
	return []Situation{
		{"birth", "Рождение ребёнка", "Пособия, садик, выплаты"},
		{"school", "Ребёнок идёт в школу", "Запись, питание, отдых"},
		{"family", "Свадьба и семья", "Справки ЗАГС, молодая семья"},
		{"home", "Своё жильё", "Учёт, ремонт, участок, дом"},
		{"hardship", "Трудное время", "Выплаты, субсидии, потеря работы"},
		{"age", "Пенсия и забота", "Льготы, инвалидность, уход"},
		{"business", "Своё дело", "Лицензии, торговля, поддержка"},
		{"loss", "Утрата близкого", "Погребение, архив, наследство"},
	}
}

func categoryName(code string) (string, bool) {
	for _, c := range Categories() {
		if c.Code == code {
			return c.Name, true
		}
	}
	return "", false
}

func situationName(code string) (string, bool) {
	for _, s := range Situations() {
		if s.Code == code {
			return s.Name, true
		}
	}
	return "", false
}
