// Package assignments holds what an executive orders about a document (резолюция) and how it is carried out: the tree
// of assignments (поручения), their terms, reports, extensions and control.
//
// Law: GOST R 7.0.97-2025, requisite 28 (a resolution names executors, text, term, signature, date); the terms are
// those of the federal instruction (§2.5): counted from the day of signing, moved to the previous working day, changed
// only by the one who set them; terms of a law are not moved by an internal decision.
//
//	resolution  draft ──Sign──▶ signed            (draft: by the executive, his assistant or the clerk; Sign: by the
//	              └──Discard──▶ discarded          executive or his acting officer alone, §2.9)
//
//	assignment  draft → issued → in_progress → report_submitted → executed ──Reopen──▶ in_progress
//	                      │          ▲  └◀─ returned_for_rework ◀─┘ │
//	                      └──────────┴──────────── Cancel ──────────┴─▶ cancelled
//
// Beside it stand the control (on until released: executed, transferred, impossible, consolidated) and the extension
// (requested, granted, refused; every date is kept). «Overdue» is computed, never stored; «executed on time» compares
// the day of the final report. An executor gives a part of his assignment downward: a child is never due after its
// parent, and the parent's final report waits for its children unless the issuer overrides (scenario 10).
//
// The card moves with it: with_executive when it is sent to him, resolved when he signs, in_execution when the first
// executor takes his part, executed when the last controlled assignment is accepted. A sent reply proposes the release
// from control; it never closes an assignment silently.
package assignments
