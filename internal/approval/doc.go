// Package approval gathers the visas of those who must agree with a draft before it is signed.
//
// Law: GOST R 7.0.97-2025, requisites 20 and 21 (approval and visa); Rules of Росархив order 71/2019; the body's own
// instruction says who approves what, so routes are data. §3.1–3.4 of the domain notes.
//
// A route is an order of stages; an approval is its copy that runs over one document in cycles. A visa is asked of one
// person for one version, known by its hash; a vote for other bytes is refused.
//
//	           ┌──────────── recalled ◀──Recall──┐
//	           ▼                                 │
//	draft ──Start──▶ running ──stages passed──▶ approved ──▶ the author, or straight to signature
//	                   ▲ │
//	        NextCycle  │ └─somebody does not agree──▶ returned (card: in_revision, rework for the author)
//	                   └────────────────────────────────┘
//
//	visa: waiting ──▶ asked ──Vote──▶ voted          asked ──Delegate──▶ delegated ──opinion──▶ asked
//	      kept (vote of an earlier cycle that stands)  cancelled (the stage ended without it)
package approval
