// Package documents keeps registration cards (РКК): what came, what is sent, what is decided – with versions, files,
// correspondents, links, and who may see them.
//
// Law: Rules of Росархив order 71/2019 (registration on the day of receipt or signing, or the next working day);
// GOST R 7.0.97-2025 (requisites); 63-FZ (a signed file is never altered); resolution 1233/1994 (ДСП).
//
// A card lives by its flow (§2.4):
//
//	incoming   received → registered → with_executive → resolved → in_execution → executed → filed
//	             ├→ returned_to_sender                    └→ for_information → filed
//	             └→ not_registrable      registered → forwarded_out
//	outgoing   draft → in_approval ⇄ in_revision → approved → on_signature → signed → registered →
//	             dispatching → dispatched → delivered → filed      (signature_refused → in_revision; delivery_failed → dispatching;
//	           an addressee refused: refused_by_addressee → filed)
//	internal   … → signed → registered → with_executive → resolved → in_execution → executed → filed
//	directive  … → signed → registered → filed (its points are assignments, its readers acknowledge it)
//	any record registered … → annulled (with reason; the number stays in the journal)
//	any draft  → withdrawn (by its author, before signature)
//
// Subjects to the right (assignments, signing, approval, dispatch) move a card with Move inside their own transaction;
// the table in rules.go says which moves exist. Why somebody may see a card is a grant; access is its projection.
package documents
