// Package drafts keeps the applications that citizens have begun: what they typed, the files beside it, and where they
// left. A draft belongs to one citizen, in his own name or in that of one organisation, and is open on all his devices.
//
//	begun ──saved as it is typed──▶ checked by the form in force ──given a pass──▶ sent through the intake
//	  └── discarded, or forgotten after a quarter of a year (152-ФЗ art. 5 part 7)
//
// A draft that was checked is sent by one small request with its pass: at the opening of a queue nothing is read anew.
package drafts
