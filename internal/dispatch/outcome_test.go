package dispatch

import (
	"testing"

	"veche/internal/documents"
)

func TestTheOutcomeOfALetterFollowsItsDeliveries(t *testing.T) {
	for _, c := range []struct {
		name   string
		states []State
		want   documents.State
	}{
		{"everybody has it", []State{Delivered, Registered}, documents.Delivered},
		{"the only addressee refused", []State{Refused}, documents.RefusedThere},
		{"one of two refused", []State{Registered, Refused}, documents.RefusedThere},
		{"one refused, another is on the way", []State{Refused, Sent}, documents.Dispatched},
		{"one waits", []State{Registered, Waiting}, documents.Dispatching},
		{"one came back", []State{Registered, Failed, Refused}, documents.DeliveryFailed},
	} {
		var list []Delivery
		for _, s := range c.states {
			list = append(list, Delivery{State: s})
		}
		if got := outcome(list); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
