package services

import (
	"slices"

	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// Procedure is the graph of steps by which an application goes: the variant of its pinned version. It knows the kinds of
// steps of the regulation and nothing else.
type Procedure struct {
	Passport catalogue.Passport
	Variant  catalogue.Variant
}

// procedureOf is the procedure of a variant that an application keeps.
func procedureOf(v catalogue.Version, variant string) (Procedure, error) {
	found, ok := v.Passport.V.VariantByCode(variant)
	if !ok {
		return Procedure{}, fail.New(fail.Conflict, "application.no_variant", "version %d has no variant %q", v.ID, variant)
	}
	return Procedure{v.Passport.V, found}, nil
}

// choose finds the variant by the answers of the applicant; a passport without a table of decisions has one for all.
func choose(p catalogue.Passport, answer func(string) (string, bool)) (catalogue.Variant, bool) {
	if v, ok := p.Variant(answer); ok {
		return v, true
	}
	if len(p.Rules) == 0 && len(p.Variants) > 0 {
		return p.Variants[0], true
	}
	return catalogue.Variant{}, false
}

// stateOf is the state in which a step of a kind runs.
var stateOf = map[catalogue.StepKind]State{
	catalogue.IntakeCheck: Precheck, catalogue.Interagency: Interagency, catalogue.Suspension: Suspended,
	catalogue.ExtraInformation: AwaitingApplicant, catalogue.Decision: InReview, catalogue.MakeResult: Granted, catalogue.Issue: ResultReady,
}

// Leads reports whether an outcome of the step leads anywhere: a regulation without suspension has no way there.
func (p Procedure) Leads(step string, on catalogue.Outcome) (catalogue.Step, error) {
	s, ok := p.Variant.Step(step)
	if !ok {
		return s, fail.New(fail.Conflict, "application.no_step", "no step %q in variant %q", step, p.Variant.Code)
	}
	next, ok := p.Variant.After(s, on)
	if !ok {
		return next, fail.New(fail.Conflict, "application.no_way", "step %q has no way on %s", step, on).With("step", s.Name)
	}
	return next, nil
}

// stepOf is the first step of a kind.
func (p Procedure) stepOf(kind catalogue.StepKind) (catalogue.Step, bool) {
	i := slices.IndexFunc(p.Variant.Steps, func(s catalogue.Step) bool { return s.Kind == kind })
	if i < 0 {
		return catalogue.Step{}, false
	}
	return p.Variant.Steps[i], true
}

// grounds finds a ground in a closed list of the pinned version: nobody refuses or suspends on any other (art. 12, 14).
func ground(list []catalogue.Ground, code string) (catalogue.Ground, error) {
	i := slices.IndexFunc(list, func(g catalogue.Ground) bool { return g.Code == code })
	if i < 0 {
		return catalogue.Ground{}, fail.New(fail.Invalid, "application.no_ground", "the regulation has no ground %q", code)
	}
	return list[i], nil
}

// demandable refuses to ask the applicant for what he need not bring: documents that bodies hold (art. 7 ч. 1 п. 2), and
// those that the regulation does not name (п. 1).
func (p Procedure) demandable(codes []string) error {
	list := p.Passport.DocumentsOf(p.Variant.Code)
	for _, code := range codes {
		i := slices.IndexFunc(list, func(d catalogue.Document) bool { return d.Code == code })
		switch {
		case i < 0:
			return fail.New(fail.Invalid, "application.document_unnamed", "the regulation names no document %q", code)
		case list[i].Source == catalogue.FromInteragency:
			return fail.New(fail.Invalid, "application.document_of_bodies", "document %q is asked of bodies", code).With("document", list[i].Name)
		}
	}
	return nil
}
