// Package dispatch sends registered documents to their addressees and follows what becomes of them.
//
// Order of the office (rule 2 of the specification): sign → register → dispatch. With the dispatch the list of
// addressees is final. Each addressee has one delivery by one channel:
//
//	platform  waiting → delivered → registered (number, date) | refused (reason)
//	email     waiting → sent | failed → waiting (again)
//	pos,…     waiting → delivered | failed → waiting (again): answers that go back the way the letter came, by themselves
//	post,hand waiting → sent (in a delivery register) → delivered (by hand: who took it) | failed (came back) → waiting (again)
//
// To another body of the platform the letter goes with its original bytes, signatures and card fields: nothing is
// retyped there, both cards are linked, and neither side sees the other's resolutions. The card of the sender is
// Dispatching while a delivery waits, then Dispatched, Delivered, RefusedThere or DeliveryFailed.
//
// A restricted document (ДСП) never goes by e-mail (§2.11).
package dispatch
