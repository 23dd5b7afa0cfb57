package catalogue

import "slices"

// steps checks the graph of every variant: it begins with the check of what came, each outcome leads somewhere, each step
// is reached, and the end is reached from each.
func (i *inspection) steps() {
	for _, v := range i.p.Variants {
		if len(v.Steps) == 0 {
			i.say(SectionSteps, "Вариант «%s»: нет ни одной процедуры.", v.Name)
			continue
		}
		i.unique(SectionSteps, "Процедура варианта «"+v.Name+"»", len(v.Steps), func(n int) string { return v.Steps[n].Code })
		i.named(SectionSteps, "Процедура варианта «"+v.Name+"»", len(v.Steps), func(n int) string { return v.Steps[n].Name })
		i.want(SectionSteps, v.Steps[0].Kind == IntakeCheck, "Вариант «"+v.Name+"» начинается не с приёма и проверки заявления.")
		i.want(SectionSteps, has(v.Steps, func(s Step) bool { return s.Kind == Decision }), "Вариант «"+v.Name+"»: нет процедуры рассмотрения и решения.")
		for _, s := range v.Steps {
			i.step(v, s)
		}
		i.paths(v)
		i.grounded(v)
	}
}

func (i *inspection) step(v Variant, s Step) {
	where := "Вариант «" + v.Name + "», процедура «" + s.Name + "»"
	allowed, known := outcomes[s.Kind]
	if !known {
		i.say(SectionSteps, "%s: выберите вид процедуры.", where)
		return
	}
	i.want(SectionSteps, s.Actor != "", where+": укажите, кто её выполняет.")
	if _, found := i.p.TermOf(s.Term, v.Code); s.Term != "" && !found {
		i.say(SectionSteps, "%s: срока «%s» нет среди сроков этого варианта.", where, s.Term)
	}
	leads := map[Outcome]bool{}
	for _, n := range s.Next {
		switch {
		case !slices.Contains(allowed.must, n.On) && !slices.Contains(allowed.may, n.On):
			i.say(SectionSteps, "%s не может закончиться так: «%s».", where, outcomeWords[n.On])
		case leads[n.On]:
			i.say(SectionSteps, "%s: исход «%s» ведёт в два места.", where, outcomeWords[n.On])
		}
		leads[n.On] = true
		if _, found := v.Step(n.To); n.To != Finish && !found {
			i.say(SectionSteps, "%s: исход «%s» ведёт к процедуре «%s», которой нет.", where, outcomeWords[n.On], n.To)
		}
	}
	for _, on := range allowed.must {
		if !leads[on] {
			i.say(SectionSteps, "%s: не сказано, что дальше, если «%s».", where, outcomeWords[on])
		}
	}
}

// paths walks from the first step forwards, and from the end backwards.
func (i *inspection) paths(v Variant) {
	reached, ends := map[string]bool{v.Steps[0].Code: true}, map[string]bool{Finish: true}
	for range v.Steps {
		for _, s := range v.Steps {
			for _, n := range s.Next {
				if reached[s.Code] {
					reached[n.To] = true
				}
				if ends[n.To] {
					ends[s.Code] = true
				}
			}
		}
	}
	for _, s := range v.Steps {
		if !reached[s.Code] {
			i.say(SectionSteps, "Вариант «%s»: к процедуре «%s» ничего не ведёт.", v.Name, s.Name)
		}
		if !ends[s.Code] {
			i.say(SectionSteps, "Вариант «%s»: из процедуры «%s» нельзя дойти до конца.", v.Name, s.Name)
		}
	}
}

// grounded checks that whatever a procedure may refuse or stop has its grounds and its terms.
func (i *inspection) grounded(v Variant) {
	may := func(kind StepKind, on Outcome) bool {
		return has(v.Steps, func(s Step) bool { return s.Kind == kind && has(s.Next, func(n Next) bool { return n.On == on }) })
	}
	name := "Вариант «" + v.Name + "»"
	i.want(SectionGrounds, !may(IntakeCheck, Refused) || len(i.p.IntakeRefusalsOf(v.Code)) > 0, name+": нет ни одного основания отказать в приёме документов.")
	i.want(SectionGrounds, !may(Decision, Refused) || len(i.p.RefusalsOf(v.Code)) > 0, name+": нет ни одного основания отказать в услуге.")
	suspends := may(Decision, Suspends) || has(v.Steps, func(s Step) bool { return s.Kind == Suspension })
	i.want(SectionGrounds, !suspends || len(i.p.SuspensionsOf(v.Code)) > 0, name+" приостанавливается, но оснований для этого нет.")
	_, hasTerm := i.p.TermOf(TermSuspended, v.Code)
	i.want(SectionTerms, !suspends || hasTerm, name+": не сказано, на сколько можно приостановить.")
	_, hasExtra := i.p.TermOf(TermExtra, v.Code)
	asks := has(v.Steps, func(s Step) bool { return s.Kind == ExtraInformation })
	i.want(SectionTerms, !asks || hasExtra, name+": не сказано, за сколько заявитель представляет дополнительные сведения.")
	requests := len(i.p.RequestsOf(v.Code)) > 0
	asked := has(v.Steps, func(s Step) bool { return s.Kind == Interagency })
	i.want(SectionSteps, requests == asked, name+": межведомственные запросы и процедура их отправки должны быть вместе.")
}
