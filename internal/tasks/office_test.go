package tasks

import (
	"slices"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/db"
)

func TestTheOfficeIsAskedForWhatTheStateOfACardNeeds(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		for _, mark := range []documents.Mark{documents.Open, documents.Restricted} {
			id := o.document(mark)
			for _, step := range []struct {
				flow  documents.Flow
				state documents.State
				want  []Kind
			}{
				{documents.Outgoing, documents.Signed, nil},
				{documents.Outgoing, documents.Registered, []Kind{Dispatch}},
				{documents.Outgoing, documents.Registered, []Kind{Dispatch}},
				{documents.Outgoing, documents.Dispatching, nil},
				{documents.Outgoing, documents.DeliveryFailed, []Kind{Dispatch}},
				{documents.Outgoing, documents.Delivered, []Kind{File}},
				{documents.Outgoing, documents.Filed, nil},
				{documents.Internal, documents.Registered, nil},
				{documents.Incoming, documents.Executed, []Kind{File}},
				{documents.Incoming, documents.InExecution, nil},
				{documents.Incoming, documents.Executed, []Kind{File}},
				{documents.Incoming, documents.Annulled, nil},
			} {
				o.tx(func(tx *db.Tx) error {
					_, err := tx.Exec(t.Context(), "UPDATE documents SET flow = $1, state = $2 WHERE id = $3", step.flow, step.state, id)
					return err
				})
				if err := o.onChanged(t.Context(), cards{o.clerk.PersonID}, id); err != nil {
					t.Fatal(err)
				}
				var got []Kind
				for _, row := range o.list(o.clerk, Filter{Document: id}) {
					got = append(got, row.Kind)
				}
				if !slices.Equal(got, step.want) {
					t.Errorf("%q %s %s: the office is asked for %v, want %v", mark, step.flow, step.state, got, step.want)
				}
			}
		}
	})
}
