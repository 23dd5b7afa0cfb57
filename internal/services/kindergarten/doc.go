// Package kindergarten keeps the queue to kindergartens: the record of a child, its place and why it moved, the directions,
// and the end in the kindergarten (приказ Минпросвещения № 236 of 15.05.2020, 273-ФЗ ст. 67).
//
//	accepted → checks ─▶ recorded ──formation──▶ selected ──order, then its direction signed──▶ directed ─┬─accepted─▶ contract
//	             │          ▲                                                                              │               │
//	             │          └──────────── the parent wishes again ◀── wishes_change ◀──declined, no answer─┘               ▼
//	             └ refusing ──signed──▶ refused                                        enrolled ◀──order signed── ordered
//	any of them whose paper waits for no signature → withdrawn; an enrolled child that wishes another kindergarten is recorded again
//
// Orders name numbers and are cards of directives; a direction and a refusal are papers about one child, signed, and lie in the
// account of the parent (package directive follows both to their signature).
//
// Order: the rank of the benefit (out of turn, first turn, preferential, general), then the moment of the record. A brother or
// sister gives preference in that kindergarten alone, so ranks are kept for each wish. A formation gives places so that nobody
// is passed over by somebody who stands behind him in a kindergarten that he would rather have (deferred acceptance); the main
// one is for 1 September, the current ones are for places that became free. Refusing an offered place keeps the record.
package kindergarten
