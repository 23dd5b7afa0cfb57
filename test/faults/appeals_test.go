package faults

import (
	"veche/internal/appeals"
	"veche/internal/portal"
)

var appealOperations = []operation{
	{id: "POST /api/appeals", by: "petrov", denied: "403 document.denied"},
	{id: "appeals-get", on: "appeal", free: "the cards that he sees", foreign: invisible},
	{id: "appeals-describe", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.Description{
		Kind: appeals.Application, Form: appeals.Written, Origin: appeals.Post, Authors: []appeals.Author{{Name: "Чужой Человек"}},
		Questions: []appeals.QuestionLine{{No: 1, Text: "Вопрос"}}, Version: 1})},
	{id: "appeals-compare", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.Comparison{EarlierID: 1})},
	{id: "appeals-forward", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.ForwardInput{Questions: []int{1}, To: 1})},
	{id: "appeals-conclude", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.ResultInput{No: 1, Result: appeals.Explained})},
	{id: "appeals-extend", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.ReasonInput{Reason: "Нужен выезд"})},
	{id: "appeals-leave", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.LeaveInput{Ground: appeals.NoSubstance})},
	{id: "appeals-withdraw", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.ReasonInput{Reason: "Автор просил"})},
	{id: "appeals-answer", on: "appeal", free: "whoever works on the appeal writes its answer", foreign: invisible, input: input(appeals.AnswerInput{Lines: []appeals.AnswerLine{{No: 99, Result: appeals.Explained}}})},
	{id: "appeals-interim", on: "appeal", free: "whoever works on the appeal writes to its author", foreign: invisible, input: input(appeals.InterimInput{Text: "Проверка идёт"})},
	{id: "appeals-tell-registered", on: "appeal", free: "whoever works on the appeal writes to its author", foreign: invisible},
	{id: "appeals-reply-to-email", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.EmailInput{Name: "Чужой Человек", Email: "chuzhoj@example.org"})},
	{id: "appeals-previous-answers", on: "appeal", free: "the cards that he sees", foreign: invisible},
	{id: "appeals-visits", on: "appeal", free: "the cards that he sees", foreign: invisible},
	{id: "appeals-beside", on: "appeal", free: "the cards that he sees", foreign: invisible},
	{id: "appeals-public-draft", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible},
	{id: "appeals-publish", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.PublishInput{Title: "Свет", Question: "Когда?", Answer: "Завтра"})},
	{id: "appeals-unpublish", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.ReasonInput{Reason: "Устарел"})},
	{id: "appeals-tell-many", on: "appeal", free: "each appeal that is ended asks for the right itself", foreign: invisible, input: input(appeals.TellInput{Documents: []int64{1}, Link: "https://example.org"})},
	{id: "appeals-invite", on: "appeal", free: "whoever works on the appeal writes to its author", foreign: invisible, input: input(appeals.InviteInput{On: day, At: "14:00", Place: "каб. 105", OfficialID: 1})},
	{id: "appeals-request-documents", on: "appeal", free: "whoever works on the appeal asks for documents", foreign: invisible, input: input(appeals.RequestInput{To: 1, What: "Акт осмотра"})},
	{id: "appeals-got-documents", on: "appeal", free: "whoever works on the appeal gets them", foreign: invisible, input: input(appeals.AnsweredInput{})},
	{id: "appeals-write-anew", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible},
	{id: "letter-forms-list", by: "petrov", denied: "403 appeal.forms_denied"},
	{id: "letter-forms-put", by: "petrov", denied: "403 appeal.forms_denied", input: input(appeals.PutFormInput{Name: "бланк.docx", File: []byte("не бланк")})},
	{id: "letter-forms-reset", by: "petrov", denied: "403 appeal.forms_denied"},
	{id: "GET /api/letter-forms/{form}/file", by: "petrov", denied: "403 appeal.forms_denied"},
	{id: "themes-import", by: "petrov", denied: "403 appeal.themes_denied", foreign: "403 appeal.themes_denied", input: input(appeals.ThemesInput{Name: "темы.csv", File: []byte("0001.0000.0000.0000;Государство")})},
	{id: "themes-starter", by: "petrov", denied: "403 appeal.themes_denied", foreign: "403 appeal.themes_denied"},
	{id: "themes-versions", free: "the classifier is the same for all"},
	{id: "themes-tree", query: "?version=1", free: "the classifier is the same for all"},
	{id: "consideration-routes-list", free: "who considers what in the body"},
	{id: "consideration-routes-create", by: "petrov", denied: "403 appeal.routes_denied", input: considerationOf},
	{id: "consideration-routes-change", on: "consideration", by: "petrov", denied: "403 appeal.routes_denied", foreign: "403 appeal.routes_denied|404 appeal.route_not_found", input: considerationOf},
	{id: "consideration-routes-order", on: "consideration", by: "titova", denied: "403 appeal.order_denied", foreign: "404 appeal.route_not_found", input: input(appeals.OrderInput{Version: 1})},
	{id: "consideration-routes-revoke", on: "consideration", by: "titova", denied: "403 appeal.order_denied", foreign: "404 appeal.route_not_found"},
	{id: "appeals-start-route", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: func(f *facts) any {
		return appeals.StartInput{RouteID: f.object["consideration"], Version: 1}
	}},
	{id: "reception-page", by: "petrov", denied: "403 reception.page_denied"},
	{id: "reception-page-save", by: "petrov", denied: "403 reception.page_denied", input: input(portal.PageInput{Slug: "other", Officials: []portal.Official{}})},
	{id: "appeals-tracking-code", on: "appeal", by: "petrov", denied: "403 reception.code_denied", foreign: invisible},
	{id: "themes-list", free: "the classifier is the same for all"},
}

func considerationOf(f *facts) any {
	return appeals.RouteInput{Section: "0004", Name: "Чужой", Active: true, Version: 1, Course: appeals.Course{ExecutiveID: f.object["executive"],
		Steps: []appeals.RouteStep{{Text: "Чужое поручение", ResponsibleID: f.object["employee"], Days: 5}}}}
}
