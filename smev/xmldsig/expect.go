package xmldsig

import "strings"

// expect compares the signatures that are there with those that must be.
func (r *Report) expect(raws []*raw, expected []Expected, counts []int) {
	for _, e := range expected {
		count := 1
		if e.Element != "" {
			count, counts = counts[0], counts[1:]
		}
		s := r.find(raws, e)
		r.Expected = append(r.Expected, s)
		switch {
		case s == nil || s.Element == "":
			continue // it is refused already
		case e.Element != "" && !matches(e.Element, s.Element):
			s.add(found(NotExpected, "%s instead of %s", s.Element, e.Element))
		case count != 1:
			s.add(found(Ambiguous, "%d elements at %s", count, e.Element))
		}
	}
}

// find is the one signature in a holder.
func (r *Report) find(raws []*raw, e Expected) (one *Signature) {
	for i, s := range r.Signatures {
		holder := raws[i].path[:strings.LastIndexByte(raws[i].path, '/')]
		if e.Signature != "" && !matches(e.Signature, holder) {
			continue
		}
		if one != nil {
			r.Findings = append(r.Findings, found(Ambiguous, "several signatures at %s", e.Signature))
			return nil
		}
		one = s
	}
	if one == nil {
		r.Findings = append(r.Findings, found(NoSignature, "%s", e.Signature))
	}
	return one
}
