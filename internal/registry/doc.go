// Package registry keeps journals of registration, gives numbers, and holds the file plan (номенклатура дел).
//
// Law: Rules of Росархив order 71/2019; domain.md §2.3. A number is given in the transaction that registers the card:
// a failed registration consumes nothing, two clerks get consecutive numbers. A number is never reused: what is not
// needed is annulled with a reason and stays in the journal. The counter starts anew on 1 January of the
// registration date in the body's zone.
//
//	number:  given → annulled            (annulment of the record, with reason)
//	         reserved → given | annulled (reservation with purpose, owner, expiry)
//	year:    open → closed               (no reservation may be left)
package registry
