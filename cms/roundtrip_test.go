package cms_test

import (
	"testing"

	"veche/cms"
	"veche/cms/reason"
)

var letter = []byte("О выделении средств на ремонт дороги. Решение принято.")

func TestSignAndVerifyWithEveryKindOfKey(t *testing.T) {
	for kind, newKey := range kinds() {
		t.Run(kind, func(t *testing.T) {
			s := newStand(newKey)
			for _, attached := range []bool{false, true} {
				file, err := cms.Sign(t.Context(), cms.Octets(letter), cms.SigningOptions{Time: s.now, Attached: attached}, s.person)
				if err != nil {
					t.Fatal(err)
				}
				content := letter
				if attached {
					content = nil
				}
				r := s.verify(t, file, content)
				if r.Verdict != reason.Valid || r.Attached != attached || r.Signers[0].Level != cms.LevelBES {
					t.Fatalf("attached %v:\n%s\n%s", attached, codes(r), r.Russian())
				}
				if r = s.verify(t, file, []byte("Другое решение")); codes(r) != string(reason.ContentChanged) || r.Verdict != reason.Invalid {
					t.Errorf("another content: %s", codes(r))
				}
			}
		})
	}
}

func TestUpgradeWithEveryKindOfKey(t *testing.T) {
	for kind, newKey := range kinds() {
		t.Run(kind, func(t *testing.T) {
			s := newStand(newKey)
			file := s.sign(letter)
			for _, level := range []cms.Level{cms.LevelT, cms.LevelLT, cms.LevelLTA} {
				o := cms.UpgradeOptions{Options: cms.Options{Trust: s.trust(), At: s.now}, Level: level, Stamper: s.tsa}
				out, r, err := cms.Upgrade(t.Context(), file, cms.Octets(letter), o)
				if err != nil {
					t.Fatal(level, err)
				}
				if r.Verdict != reason.Valid || r.Signers[0].Level != level {
					t.Fatalf("%s: %s %s\n%s", level, r.Signers[0].Level, codes(r), r.Russian())
				}
				file = out
			}
		})
	}
}
