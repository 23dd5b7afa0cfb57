// Package appeals considers citizens' appeals (обращения граждан) and the short messages of the feedback platform.
//
// Law: 59-ФЗ of 02.05.2006 (the articles stand beside the rules); 547-ФЗ of 28.12.2024 (who may write electronically);
// Constitutional Court 19-П of 18.07.2012 (organisations write by the same law); decree 171 of 17.04.2017 (monthly
// account to the Administration of the President).
//
// An appeal is a registration card of package documents with the flow "appeal"; its resolution, assignments, answer,
// approval and signature are those of every card. What the law adds is kept here: who wrote, what about (one or several
// questions, each with its own theme, executor and result), and a clock that no decision of the office can stretch.
//
//	received → registered → forwarded                                (every question is somebody else's, art. 8.3, 8.4)
//	                      → left without answer                      (a ground of art. 11)
//	                      → under review ⇄ documents requested       (art. 10.2)
//	                                     → extended, once            (art. 12.2)
//	                                     → answered → closed
//	any open state → withdrawn by the author
//
// A question lives by itself: one may be forwarded while another is answered. The state of the appeal is read from its
// card and its questions, it is not stored a second time.
package appeals
