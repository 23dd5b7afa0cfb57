package faults

import "veche/internal/appeals"

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
	{id: "appeals-leave", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.GroundInput{Ground: appeals.NoSubstance})},
	{id: "appeals-withdraw", on: "appeal", by: "petrov", denied: "403 appeal.denied", foreign: invisible, input: input(appeals.ReasonInput{Reason: "Автор просил"})},
	{id: "themes-import", by: "petrov", denied: "403 appeal.themes_denied", input: input(appeals.ThemesFile{Name: "темы.csv", File: []byte("0001.0000.0000.0000;Государство")})},
	{id: "themes-list", free: "the classifier is the same for all"},
}
