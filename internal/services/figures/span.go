package figures

import (
	"veche/internal/services/catalogue"
)

// StepLength is how long the steps of a kind took, of the applications of the period: half of them at most Median seconds,
// nine of ten at most P90. Each is a figure that opens its list.
type StepLength struct {
	Kind   catalogue.StepKind `json:"kind" enum:"intake_check,interagency,suspension,extra_information,decision,result,issue"`
	Now    Length             `json:"now"`
	Before Length             `json:"before" doc:"In the same days a year earlier"`
}

// Length is a histogram in three numbers; lengths are in seconds of the wall clock.
type Length struct {
	Count  int64 `json:"count" doc:"Steps that have ended; an application may go through a step more than once"`
	Median int64 `json:"median"`
	P90    int64 `json:"p90"`

	Filter map[string]string `json:"filter" doc:"The steps that have ended, the longest first: the median is in their middle"`
	Longer map[string]string `json:"longer" doc:"Those that took as long as P90 or longer"`
}

// length is how long the steps of a kind took in a period, of which c are the sums.
func (c counted) length(kind catalogue.StepKind, p period, in scope) (l Length, err error) {
	h, err := histogramOf(c, kind)
	if err != nil {
		return l, err
	}
	half, total := h.at(0.5)
	ninth, _ := h.at(0.9)
	l.Filter = p.filter(in, "passed", string(kind))
	l.Longer = p.filter(in, "passed", string(kind), "least", number(least(ninth)))
	if total > 0 {
		l.Count, l.Median, l.P90 = total, middle(half), middle(ninth)
	}
	return l, nil
}

// steps are the kinds of steps that have ended, in the order of the regulation.
func (v view) steps() ([]StepLength, error) {
	list := []StepLength{}
	for _, kind := range kindsOfSteps {
		is, err := v.is.length(kind, v.now, v.scope)
		if err != nil {
			return nil, err
		}
		was, err := v.was.length(kind, v.ago, v.scope)
		if err != nil {
			return nil, err
		}
		one := StepLength{Kind: kind, Now: is, Before: was}
		if is.Count == 0 && was.Count == 0 {
			continue
		}
		list = append(list, one)
	}
	return list, nil
}

func histogramOf(c counted, kind catalogue.StepKind) (histogram, error) {
	h := histogram{}
	for key, n := range c[dimSpan+string(kind)] {
		if err := h.add(key, n); err != nil {
			return nil, err
		}
	}
	return h, nil
}
