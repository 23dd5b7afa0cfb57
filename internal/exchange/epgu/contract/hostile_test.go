package contract

import (
	"strings"
	"testing"

	"veche/smev/smevtest"
)

// TestXXEAndBillionLaughsInTheContract reads contents that would have a careless reader open files and addresses.
func TestXXEAndBillionLaughsInTheContract(t *testing.T) {
	const document = `<a xmlns="urn:a"><b>` + smevtest.Here + `</b></a>`
	if _, err := read([]byte(strings.Replace(document, smevtest.Here, "text", 1))); err != nil {
		t.Errorf("the honest content is refused: %v", err)
	}
	for attack, in := range smevtest.Hostile(t, document) {
		for door, err := range map[string]error{
			"form": second(ReadForm(in)), "response": second(ReadResponse(in)), "event": second(ReadEvent(in)), "outcome": second(ReadOutcome(in)), "elk": second(ReadELK(in)),
		} {
			if err == nil || strings.Contains(err.Error(), smevtest.Secret) {
				t.Errorf("%s, %s: %v", door, attack, err)
			}
		}
		if _, err := read(in); err == nil {
			t.Errorf("%s is read", attack)
		}
	}
}

func second[T any](_ T, err error) error { return err }
