package catalogue

import "slices"

// Variant finds the route by the answers of the applicant. A service with one variant needs no table.
func (p Passport) Variant(answer func(path string) (string, bool)) (Variant, bool) {
	if len(p.Rules) == 0 && len(p.Variants) == 1 {
		return p.Variants[0], true
	}
	for _, r := range p.Rules {
		if r.holds(answer) {
			return p.VariantByCode(r.Variant)
		}
	}
	return Variant{}, false
}

// VariantByCode finds a variant that an application has kept.
func (p Passport) VariantByCode(code string) (Variant, bool) {
	i := slices.IndexFunc(p.Variants, func(v Variant) bool { return v.Code == code })
	if i < 0 {
		return Variant{}, false
	}
	return p.Variants[i], true
}

func (r Rule) holds(answer func(path string) (string, bool)) bool {
	for _, c := range r.When {
		if value, known := answer(c.Path); !known || !slices.Contains(c.In, value) {
			return false
		}
	}
	return true
}
