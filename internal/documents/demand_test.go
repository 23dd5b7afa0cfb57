package documents

import (
	"testing"

	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestBodyDecidesWhichSignaturesItsKindsAskFor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		admin, hasty := o.chief, o.chief
		admin.SteppedUp, hasty.SteppedUp = true, false
		stricter := DemandInput{SignWith: DemandQualified, AcknowledgeWith: DemandEnhanced}

		_, err := o.SetDemand(t.Context(), o.clerk, o.reply, stricter)
		refused(t, err, "kind.denied")
		_, err = o.SetDemand(t.Context(), hasty, o.reply, stricter)
		refused(t, err, "session.step_up")
		_, err = o.SetDemand(t.Context(), admin, o.letter, stricter)
		refused(t, err, "kind.arrives")

		k := must(o.SetDemand(t.Context(), admin, o.reply, stricter))(t)
		audittest.Has(t, d, audit.Ref{Kind: "kind", ID: o.reply}, "kind.demand_set", "", "")
		if k.SignWith != DemandQualified || k.AcknowledgeWith != DemandEnhanced || k.Version != 1 {
			t.Errorf("the kind is %+v", k)
		}
		_, err = o.SetDemand(t.Context(), admin, o.reply, stricter) // of another administrator, who saw the usual demand
		refused(t, err, "kind.stale")

		ours := must(o.kindOf(t.Context(), d, o.body, o.reply))(t)
		theirs := must(o.kindOf(t.Context(), d, o.town.Body("Минфин"), o.reply))(t)
		if ours.SignWith != DemandQualified || theirs.SignWith != DemandSimple || theirs.Version != 0 {
			t.Errorf("ours %+v, theirs %+v", ours, theirs)
		}
		k = must(o.SetDemand(t.Context(), admin, o.reply, DemandInput{DemandSimple, DemandSimple, 1}))(t)
		if k.SignWith != DemandSimple || k.Version != 2 {
			t.Errorf("the kind is %+v", k)
		}
	})
}

// TestWhatLeavesTheBodyAndWhatCommandsIsSignedWithAQualifiedSignature reads the kinds as they are delivered (§3.5).
func TestWhatLeavesTheBodyAndWhatCommandsIsSignedWithAQualifiedSignature(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		kinds := must(o.Kinds(t.Context(), d, o.body))(t)
		for _, k := range kinds {
			strong := k.Flow == Outgoing || k.Flow == Directive
			if k.ID != o.reply && (k.SignWith == DemandQualified) != strong || k.AcknowledgeWith == DemandQualified {
				t.Errorf("%s «%s» asks for %s and %s", k.Flow, k.Name, k.SignWith, k.AcknowledgeWith)
			}
		}
	})
}
