// Package visits is the personal reception of citizens (личный приём): when officials receive, who has an appointment, and
// the card on which the content of each oral appeal is written.
//
// Law: 59-ФЗ ст. 13. Places, days and hours are told to citizens (ч. 1). The visitor shows a document of identity; of it
// nothing but that it was shown is kept (ч. 2). What he says is written on the card; where the facts are plain and he
// agrees, the answer is given at once by word of mouth, otherwise in writing (ч. 3). A written appeal that is handed over
// is registered as any other (ч. 4). Who has come to the wrong body is told where to go (ч. 5); a question that was
// answered on its substance before may be refused (ч. 6). Some come out of turn (ч. 7).
//
//	a day of an official → times → expected ─┬→ received → oral answer | written answer or appeal taken: an appeal is lodged
//	                                         │             | told where to go | refused, as it was answered before
//	                                         ├→ absent
//	                                         └→ cancelled, by the visitor or with the day
//
// The portal makes appointments for citizens; the appeal that comes of a visit belongs to package appeals.
package visits
