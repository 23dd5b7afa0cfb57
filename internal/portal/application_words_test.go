package portal

import (
	"testing"

	"veche/internal/services"
)

func TestALineOfTheCourseEndsWithOneFullStop(t *testing.T) {
	for _, one := range []struct {
		act         services.Act
		words, want string
	}{
		{services.Correct, "В фамилии пропущена буква.", "Исправление ошибки в результате: В фамилии пропущена буква."},
		{services.HandOver, "Комитет ЗАГС", "Заявление передано в другой орган. Номер и срок прежние: Комитет ЗАГС."},
		{services.Correct, "Где моё отчество?", "Исправление ошибки в результате: Где моё отчество?"},
		{services.Invite, "", "Приходите за результатом."},
		{services.Register, "", "Заявление зарегистрировано."},
		{services.Take, "", ""},
	} {
		if got := eventWords(services.Event{Act: one.act, Words: one.words}); got != one.want {
			t.Errorf("%s %q is told as %q, want %q", one.act, one.words, got, one.want)
		}
	}
}
