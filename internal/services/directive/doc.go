// Package directive writes the orders of registers – of enrolment into schools, of places in kindergartens – as cards of
// documents and follows them to their number.
//
// Law: 273-ФЗ ст. 53 ч. 1 (a child is admitted by a распорядительный акт), приказ Минпросвещения № 458 п. 17, № 236 п. 15;
// 63-ФЗ (nothing is in force before the signature).
//
//	Write: a draft with its text ──Send──▶ signatory ──signs──▶ Number: its number in the journal of directives
//	            └ the route of the body asks for an approval: the card waits for it        └ Settle, few by few
//	  withdrawn, or signed with another text than the register has written: Release
//
// A register keeps its acts in a table of its own with the columns of Act and says by Follow what their signature brings.
// The text names numbers of applications, nobody's name: the act hangs on the board of the school.
package directive
