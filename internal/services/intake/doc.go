// Package intake is the one door through which every application for a service comes, whatever its channel, and the strict
// order in which applications stand behind it.
//
// Law: 210-ФЗ ст. 7, 11.1; приказ Минпросвещения № 458 п. 9–17, 26 (the time of receipt decides who gets a place in a
// school, and applications that came before the opening do not count).
//
//	form ──checked by the published version──▶ queue ──committer──▶ locked counter ▸ repeats dropped ▸ numbers ▸ fsync ──▶ receipt
//	  │ wrong, too early, too late, too many                                                     │
//	  └──▶ refused without a place                                    After: in order to applications and to the log of the order
//
// What is promised:
//   - Nothing is acknowledged before it is durable, and what was taken into the queue is never given up for time.
//   - Sequences of a service and a year have no gaps, and the moment grows with the sequence: order, number and place in
//     the log are one thing.
//   - A repeat, by the key or by the subject (child, school, year), gets the first number; it neither improves nor worsens
//     the place. When the first was refused or withdrawn, the next window of the reception takes another one (again.go).
//   - The door is open in the windows of its reception alone, to the microsecond, and tells when the next one opens (hours.go).
//   - Several nodes on one database cannot disagree: all of it happens under the row lock of the counter.
//
// Why it is built so, and what it was measured against, is said in docs/adr/surge-intake.md.
package intake
