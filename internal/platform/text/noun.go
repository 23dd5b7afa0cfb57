package text

import "strings"

// Snowball takes some nouns for verbs: it gives «орган, органа, органов» two stems, and «архив» is cut
// to «арх» and no longer meets «архива». The nouns of office work are therefore listed; their forms
// are recognised by the endings of the declension.
var nouns = set(`
	орган госорган журнал материал филиал персонал квартал канал сигнал портал капитал вокзал терминал
	потенциал интервал оригинал подвал завал обвал минерал металл ритуал скандал арсенал номинал начал
	архив устав состав отзыв созыв призыв перерыв взрыв разрыв прорыв срыв
	коллектив норматив актив пассив мотив кооператив массив залив разлив прилив полив инициатив
	ветеран экран океан ресторан фонтан экзамен план охран реклам обмен замен отмен перемен
	прием объем подъем водоем систем подсистем проблем схем диплом альбом исполком военком перелом
	кредит дефицит профицит транзит лимит визит аудит депозит реквизит гранит опыт режим аноним
	татарстан башкортостан дагестан казахстан узбекистан таджикистан афганистан
	граждан россиян горожан крестьян`)

// irregular are forms whose vowel falls out («конец – конца») or whose singular has another base
// («гражданин – граждане»), with the stem of the other forms.
var irregular = map[string]string{
	"писем": "письм", "отец": "отц", "конец": "конц", "образец": "образц", "владелец": "владельц",
	"жилец": "жильц", "иждивенец": "иждивенц", "семей": "сем", "земель": "земл",
	"день": "дн", "дня": "дн", "дню": "дн", "днем": "дн", "дни": "дн", "дней": "дн", "дням": "дн",
}

// vowelKept are nouns in -ок that keep their vowel; all others lose it (участок, список, справок).
var vowelKept = set(`срок урок блок шок сток восток поток исток приток отток водосток порок пророк
	оброк зарок отрок знаток`)

var endings = []string{"ами", "ов", "ом", "ой", "ам", "ах", "а", "у", "е", "о", "ы", ""}

// noun is the stem of a word that Snowball would spoil.
func noun(w string) (stem string, ok bool) {
	if stem, ok := irregular[w]; ok {
		return stem, true
	}
	for _, ending := range endings {
		base, found := strings.CutSuffix(w, ending)
		if !found {
			continue
		}
		if people, found := strings.CutSuffix(base, "ин"); found && nouns[people] {
			return people, true // гражданин, гражданину
		}
		if nouns[base] {
			return base, true
		}
	}
	if base, found := strings.CutSuffix(w, "ок"); found && len(base) > 4 && !vowelKept[w] {
		return base + "к", true
	}
	return "", false
}

// surname takes -ов and -ев off a stem. Snowball takes them for the genitive plural, so that «Иванов»
// would not meet «Иванову»; now all forms of the surname have one stem.
func surname(stem string) string {
	const shortest = 6 // three letters
	for _, suffix := range []string{"ов", "ев"} {
		if base, found := strings.CutSuffix(stem, suffix); found && len(base) >= shortest {
			return base
		}
	}
	return stem
}
