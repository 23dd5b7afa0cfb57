// Package contract is what foreign portals and we say to each other, as XML: applications in the concentrator form, their
// statuses in three forms – the answer of the concentrator, the event of the applicant's account (order/event 3.1.1) and
// the status of the single account (ЕЛК) – and what the portal answers.
//
// Both sides use it: the exchange and the simulator of a portal. What is read is read by the names of elements, whatever
// stands around them; what is written is valid by the published schemas, and Check refuses what a portal would refuse.
package contract
