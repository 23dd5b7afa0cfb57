// Package epgu takes applications for services that come from foreign portals – ЕПГУ, a regional portal – over SMEV 3 in the
// concentrator form, and tells the portals what becomes of them.
//
// Law: 210-ФЗ art. 5, 21; resolution 861 of 24.10.2011 (applications through the portal).
//
// In: the envelope is kept, then confirmed; the application is worked by a job into the one order of its service. The same
// application under any number of messages is one; a wish to take it back and a message that came before it wait for it.
//
//	stored ─job─▶ lodged
//	   ├─ service unknown ─▶ sorting ─a person maps it─▶ stored
//	   └─ cannot be lodged as it is ─▶ faulty ─corrected─▶ stored
//
// Out: each status that an applicant may see becomes a line, in one of three forms, and leaves when it is valid:
//
//	ready ─▶ sent ─▶ accepted | refused ─corrected─▶ ready
//
// What a portal is known to refuse – a date without time, a status that is no integer – is refused here, before it is sent.
// Codes of statuses and of services are rows of dictionaries (domain.md §6.2).
package epgu
