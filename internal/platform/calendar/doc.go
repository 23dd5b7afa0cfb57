// Package calendar counts days the way the office counts them: civil dates without a clock,
// the production calendar with its moved holidays, and deadlines that explain themselves.
//
// The law: non-working holidays and their moves – Labour Code art. 112, the shorter day before a
// holiday – art. 95; the yearly moves are a resolution of the Government, so the table of a year
// (years.go) is data and a year without it is answered by the rule of the Code alone, which
// Calendar.Known tells.
//
// Which regime uses which policy is not decided here: assignments end on the previous working day,
// citizens' appeals by the switch of the body, public services are counted in working days. The
// caller brings a Term; Calendar.Due returns the date together with the steps that led to it:
//
//	start ── count ──▶ raw date ── policy ──▶ working day ── not before the start ──▶ due date
//
// The package imports nothing of ours.
package calendar
