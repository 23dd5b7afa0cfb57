// Package enrolment puts children into the first class of schools: the register of each school in the order of ranks, the
// checks, and the order of enrolment (приказ Минпросвещения № 458 of 02.09.2020).
//
// Applications come from package intake in their strict order and are registered at once under their number. Nobody is
// enrolled when he applies: the school decides after the stage is over.
//
//	accepted, registered → checks ─┬─▶ needs_confirmation ─┐
//	                               ├─▶ refused             │
//	                               └─▶ eligible ◀──────────┘ ──order──▶ enrolled | no_place
//	                                        any of them, while there is no order → withdrawn
//
// Rank = (stage, group, sequence). Stage 1 is for those who have a right and for residents of the territory of the school
// (п. 9, 10, 12, 17), stage 2 for all. Groups: 1 out of turn, 2 first turn on the territory, 3 brothers and sisters in this
// school, 4 residents, 5 all others. A parent may apply to several schools; a child who is enrolled in one is passed over
// by the orders of the others. The order names numbers, not people.
package enrolment
