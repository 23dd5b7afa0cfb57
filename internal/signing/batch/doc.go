// Package batch signs many documents of one kind by one confirmation: the directions that follow an order, the orders of
// enrolment of all schools of a body.
//
// Law: 63-ФЗ ст. 6 ч. 4 lets one signature stand under a package of connected documents; but each of these lives alone, in
// the file of its child, and is checked alone by its parent. So each gets a signature of its own, and a line of its own in
// the journal; what the signatory does once is to look at the list, to give his password or PIN, and to confirm.
//
//	Pile: what waits for his signature ──Begin──▶ running ──every document is signed or skipped aloud──▶ done
//	                                                 └─ Stop: what is left stays in the pile ──▶ stopped
//
// Where the key is on a server (the stand, the simple signature) a job signs, document by document. Where it is in the
// browser of the signatory his page fetches Piece after Piece and brings the signatures back. Either may be killed between
// any two documents: what is signed stays signed, and the rest goes on where it stopped. The right, the state and the text
// of each document are checked when its turn comes, by package signing: what was withdrawn, signed or changed meanwhile is
// skipped, and the reason is kept for the signatory to read.
package batch
