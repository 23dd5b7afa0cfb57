package app

import (
	"context"
	"strings"

	"veche/internal/exchange/pos/contract"
	possim "veche/internal/exchange/pos/simulator"
)

// ItemsOfCitizens lets the citizens of a fresh demonstration write, so that the exchange with the feedback platform is seen
// at once: an appeal with a file, a message with its short term, one for a body that the region does not know, and one
// that the operator has not marked «Направить в СЭД».
func (a *App) ItemsOfCitizens(ctx context.Context) error {
	if a.platform == nil || len(a.platform.All(1)) > 0 {
		return nil
	}
	for _, i := range []struct {
		kind, channel, subject, text, theme string
		body, author                        int
		flag                                bool
		upload                              string
	}{
		{contract.KindComplaint, contract.ChannelMobile, "Яма на улице Мира", "У дома 12 по улице Мира яма во всю полосу, объезжают по встречной. Прошу отремонтировать.", "0003.0009.0099.0737", 0, 0, true, "яма.txt"},
		{contract.KindMessage, contract.ChannelWidget, "Не горит фонарь во дворе", "Третий вечер не горит фонарь у подъезда 2 дома 7 по Садовой.", "", 0, 1, true, ""},
		{contract.KindApplication, contract.ChannelPortal, "Проверка начислений за отопление", "Прошу проверить начисления за отопление в доме 3 по Речной за октябрь.", "0005.0005.0056.1149", 3, 2, true, ""},
		{contract.KindProposal, contract.ChannelPortal, "Скамейки вдоль набережной", "Предлагаю поставить скамейки вдоль набережной от моста до пристани.", "", 0, 1, false, ""},
	} {
		item := contract.Item{Kind: i.kind, Channel: i.channel, SendToEDMS: i.flag, Body: standBodies[i.body], Subject: i.subject, Text: i.text,
			Authors: []contract.Author{authorsOfItems[i.author]}, Questions: []contract.Question{{Theme: i.theme, Text: i.subject}}}
		if i.kind == contract.KindMessage {
			item.TermDays = 5
		}
		var uploads []possim.Upload
		if i.upload != "" {
			uploads = append(uploads, possim.Upload{Name: i.upload, Content: strings.NewReader("Схема: улица Мира, дом 12, правая полоса, у остановки.")})
		}
		if _, err := a.platform.Submit(ctx, item, uploads...); err != nil {
			return err
		}
	}
	return nil
}

var authorsOfItems = []contract.Author{
	{Surname: "Мельникова", GivenName: "Анна", Patronymic: "Сергеевна", Address: "г. Ижевск, ул. Мира, д. 12, кв. 4", District: "г. Ижевск", Email: "melnikova@example.org"},
	{Surname: "Ложкин", GivenName: "Павел", Patronymic: "Андреевич", Address: "г. Ижевск, ул. Садовая, д. 7, кв. 31", District: "г. Ижевск"},
	{Surname: "Шутова", GivenName: "Ирина", Patronymic: "Олеговна", Address: "г. Воткинск, ул. Речная, д. 3, кв. 18", District: "г. Воткинск"},
}
