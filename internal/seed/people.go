package seed

import "math/rand/v2"

// Password of everybody in a demonstration; it stands on the sign-in page.
const Password = "veche-demo-2026"

type name struct {
	surname, first, patronymic string
	snils, born                string // of who applies for a service
}

var (
	menSurnames   = []string{"Агафонов", "Белов", "Вахрушев", "Горбушин", "Дерюгин", "Ельцов", "Жуйков", "Зорин", "Ипатов", "Корепанов", "Лекомцев", "Мерзляков", "Наговицын", "Осотов", "Перевощиков", "Рябов", "Санников", "Тронин", "Усков", "Феофилактов", "Хохряков", "Чирков", "Шкляев", "Щепин", "Юферев", "Яговкин"}
	menNames      = []string{"Алексей", "Борис", "Виктор", "Георгий", "Денис", "Егор", "Иван", "Кирилл", "Лев", "Максим", "Никита", "Олег", "Павел", "Роман", "Степан", "Тимофей"}
	menPatronymic = []string{"Алексеевич", "Борисович", "Викторович", "Геннадьевич", "Дмитриевич", "Иванович", "Константинович", "Львович", "Михайлович", "Николаевич", "Олегович", "Петрович"}
	womenNames    = []string{"Анна", "Вера", "Галина", "Дарья", "Елена", "Жанна", "Зинаида", "Инна", "Кира", "Людмила", "Марина", "Наталья", "Ольга", "Полина", "Раиса", "Светлана", "Татьяна", "Юлия"}
)

// someone invents a person.
func someone(r *rand.Rand) name {
	surname, patronymic := pick(r, menSurnames), pick(r, menPatronymic)
	if r.IntN(5) < 3 {
		return name{surname: surname + "а", first: pick(r, womenNames), patronymic: patronymic[:len(patronymic)-len("ич")] + "на"}
	}
	return name{surname: surname, first: pick(r, menNames), patronymic: patronymic}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
