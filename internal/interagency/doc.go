// Package interagency asks other bodies for what they hold, and answers what others ask here (межведомственное
// информационное взаимодействие).
//
// Law: 210-ФЗ art. 7.1, 7.2 (the applicant is not asked for what bodies hold; a late answer is no ground to refuse or to
// extend); resolution 963 of 23.06.2021: an answer in 48 hours, in 2 seconds where data are given out automatically; the
// older general term of 5 working days stays for the rest. Which term a request has stands in its kind.
//
//	draft → signed → sent → delivered → answered | rejected
//	                   └─────┴─ term passed ─▶ timeout ─again─▶ resent → …
//
// A request goes through SMEV where its kind has an address there, by a letter of the body elsewhere. Each sending has an
// identifier of its own; an answer to any of them, however late, is attached. The state of a request changes no term of
// what it was asked for.
//
// Those of others (Inquiry) come through SMEV to the body that the kind names: received → answered | rejected. What comes
// twice is one inquiry, and its answer leaves once.
package interagency
