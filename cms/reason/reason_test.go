package reason_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"veche/cms/reason"
)

func TestEveryReasonIsASentenceInRussian(t *testing.T) {
	seen := map[string]reason.Code{}
	for _, c := range reason.Codes() {
		text := c.Russian()
		if !strings.HasSuffix(text, ".") || !unicode.Is(unicode.Cyrillic, []rune(text)[0]) || !unicode.IsUpper([]rune(text)[0]) {
			t.Errorf("%s: %q", c, text)
		}
		if other, twice := seen[text]; twice {
			t.Errorf("%s and %s say the same", c, other)
		}
		seen[text] = c
		switch c.Weight() {
		case reason.Valid, reason.Invalid, reason.Indeterminate:
		default:
			t.Errorf("%s weighs %q", c, c.Weight())
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d reasons", len(seen))
	}
}

func TestAFindingNamesWhomAndWhen(t *testing.T) {
	at := time.Date(2026, 5, 29, 21, 30, 0, 0, time.UTC)
	f := reason.New(reason.RevokedBeforeSigning, "serial %d", 7).Of("Воронова Анна").When(at)
	if got, want := f.Russian(), "Сертификат отозван до подписания – «Воронова Анна», 30.05.2026 00:30:00 (МСК)."; got != want {
		t.Errorf("got %q", got)
	}
	if got, want := f.Error(), "revoked_before_signing: Воронова Анна: serial 7"; got != want {
		t.Errorf("got %q", got)
	}
	if reason.Code("strange").Russian() == "" {
		t.Error("an unknown reason says nothing")
	}
}

func TestAReasonIsFoundInAnError(t *testing.T) {
	err := fmt.Errorf("check: %w", reason.New(reason.KeyUsage, "x"))
	if got := reason.From(err).Code; got != reason.KeyUsage {
		t.Error(got)
	}
	if got := reason.From(errors.New("x")).Code; got != reason.Malformed {
		t.Error(got)
	}
}

func TestVerdictsWeigh(t *testing.T) {
	v, d, n := reason.Valid, reason.Indeterminate, reason.Invalid
	for _, c := range []struct{ a, b, want reason.Verdict }{
		{v, v, v}, {v, d, d}, {d, v, d}, {d, n, n}, {n, d, n}, {v, n, n}, {n, v, n}, {d, d, d},
	} {
		if got := c.a.Worse(c.b); got != c.want {
			t.Errorf("%s and %s: %s", c.a, c.b, got)
		}
	}
}
