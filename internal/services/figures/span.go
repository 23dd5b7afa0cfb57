package figures

import (
	"veche/internal/services/catalogue"
)

// StepLength is how long the steps of a kind took, of the applications of the period: half of them at most Median seconds,
// nine of ten at most P90. Each is a figure that opens its list.
type StepLength struct {
	Kind   catalogue.StepKind `json:"kind" enum:"intake_check,interagency,suspension,extra_information,decision,result,issue"`
	Now    Length             `json:"now"`
	Before Length             `json:"before"`
	Filter map[string]string  `json:"filter" doc:"Applications in which such a step has ended"`
	Longer map[string]string  `json:"longer" doc:"Those in which it took as long as P90 or longer"`
}

// Length is a histogram in three numbers; lengths are in seconds of the wall clock.
type Length struct {
	Count  int64 `json:"count" doc:"Steps that have ended; an application may go through a step more than once"`
	Median int64 `json:"median"`
	P90    int64 `json:"p90"`
}

func lengthOf(h histogram) (l Length) {
	half, total := h.at(0.5)
	ninth, _ := h.at(0.9)
	if total > 0 {
		l = Length{Count: total, Median: middle(half), P90: middle(ninth)}
	}
	return l
}

// steps are the kinds of steps that have ended, in the order of the regulation.
func (v view) steps() ([]StepLength, error) {
	list := []StepLength{}
	for _, kind := range kindsOfSteps {
		is, err := histogramOf(v.is, kind)
		if err != nil {
			return nil, err
		}
		was, err := histogramOf(v.was, kind)
		if err != nil {
			return nil, err
		}
		one := StepLength{Kind: kind, Now: lengthOf(is), Before: lengthOf(was)}
		if one.Now.Count == 0 && one.Before.Count == 0 {
			continue
		}
		ninth, _ := is.at(0.9)
		one.Filter = v.filter("passed", string(kind))
		one.Longer = v.filter("passed", string(kind), "least", number(least(ninth)))
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
