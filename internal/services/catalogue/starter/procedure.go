package starter

import "veche/internal/services/catalogue"

// procedure writes the graph of a variant by the common order of a regulation: check what came, ask other bodies, decide,
// make the result, give it out; suspension and further information where the passport has grounds and terms for them.
func procedure(p catalogue.Passport, variant string) (steps []catalogue.Step) {
	asks := len(p.RequestsOf(variant)) > 0
	_, extra := p.TermOf(catalogue.TermExtra, variant)
	suspends := len(p.SuspensionsOf(variant)) > 0
	afterCheck := "decision"
	if asks {
		afterCheck = "interagency"
	}
	steps = append(steps, catalogue.Step{Code: "check", Kind: catalogue.IntakeCheck, Name: "Приём и проверка заявления", Actor: "Специалист", Term: catalogue.TermRegister,
		Inputs: []string{"Заявление", "Документы заявителя"}, Outputs: []string{"Номер и дата заявления или отказ в приёме"},
		Next: []catalogue.Next{{On: catalogue.Accepted, To: afterCheck}, {On: catalogue.Refused, To: catalogue.Finish}}})
	if asks {
		steps = append(steps, catalogue.Step{Code: "interagency", Kind: catalogue.Interagency, Name: "Запросы в другие органы", Actor: "Специалист", Term: "answers",
			Outputs: []string{"Ответы органов"}, Next: []catalogue.Next{{On: catalogue.Answered, To: "decision"}}})
	}
	decision := catalogue.Step{Code: "decision", Kind: catalogue.Decision, Name: "Рассмотрение и решение", Actor: "Руководитель", Term: catalogue.TermTotal,
		Inputs: []string{"Заявление и документы"}, Outputs: []string{"Решение"},
		Next: []catalogue.Next{{On: catalogue.Granted, To: "result"}, {On: catalogue.Refused, To: "result"}}}
	if suspends {
		decision.Next = append(decision.Next, catalogue.Next{On: catalogue.Suspends, To: "suspension"})
	}
	if extra {
		decision.Next = append(decision.Next, catalogue.Next{On: catalogue.AsksMore, To: "extra"})
	}
	steps = append(steps, decision)
	if suspends {
		steps = append(steps, catalogue.Step{Code: "suspension", Kind: catalogue.Suspension, Name: "Приостановление", Actor: "Специалист", Term: catalogue.TermSuspended,
			Next: []catalogue.Next{{On: catalogue.Resumed, To: "decision"}, {On: catalogue.Lapsed, To: "decision"}}})
	}
	if extra {
		steps = append(steps, catalogue.Step{Code: "extra", Kind: catalogue.ExtraInformation, Name: "Дополнительные сведения от заявителя", Actor: "Заявитель", Term: catalogue.TermExtra,
			Next: []catalogue.Next{{On: catalogue.Brought, To: "decision"}, {On: catalogue.Lapsed, To: "decision"}}})
	}
	return append(steps,
		catalogue.Step{Code: "result", Kind: catalogue.MakeResult, Name: "Оформление результата", Actor: "Руководитель", Term: catalogue.TermNotice,
			Outputs: []string{"Подписанный документ"}, Next: []catalogue.Next{{On: catalogue.Signed, To: "issue"}}},
		catalogue.Step{Code: "issue", Kind: catalogue.Issue, Name: "Выдача результата", Actor: "Специалист", Next: []catalogue.Next{{On: catalogue.Delivered, To: catalogue.Finish}}})
}
