// Package signing puts electronic signatures under documents and shows that what was signed has not changed.
//
// Law: 63-ФЗ ст. 5, 6, 9 (kinds of signatures and when they bind); GOST R 7.0.97-2025, requisite 23 (mark of an
// electronic signature); §3.5 of the domain notes.
//
// A signature belongs to one version, by its hash. Only the signatory named on the card signs, or the officer who acts
// for him by an order – with his own signature and the mark «И. о. …». An assistant prepares and never signs (§2.9).
//
//	draft | approved ──SendToSignature──▶ on_signature ──Sign | Attach──▶ signed ──▶ registration
//	                        ▲                  │
//	                        └── same text ── signature_refused ──▶ new version, new cycle of approval
//
// Kinds of signatures stand behind Method: the simple one is made here by giving the password again; a detached CMS is
// made elsewhere and attached. Bytes are never touched: number, date and signer are Stamps, drawn over the page.
package signing
