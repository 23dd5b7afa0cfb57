// Package services considers citizens' applications for state and municipal services, from the acceptance to the issued
// result.
//
// Law: 210-ФЗ of 27.07.2010 (the articles stand beside the rules); resolutions of the Government 1228 of 20.07.2021 (the
// procedures of each variant), 1376 of 22.12.2012, 963 of 23.06.2021 (interagency requests); chapter 2.1 of the law on
// pre-trial complaints. A complaint on a service is no appeal of 59-ФЗ.
//
// Every application comes through package intake; a job takes the accepted rows in their order. At its registration an
// application pins the version of the passport that is in force: its variant, terms, grounds and procedures are those of
// that version to the end, whatever is published later (domain.md §17, scenario 19).
//
//	submitted → received → precheck ─┬─▶ intake_refused
//	                                 └─▶ registered ──route──▶ in_review ⇄ interagency | awaiting_applicant | suspended
//	                                                              │
//	                                                          decision ─┬─▶ granted → result_ready → issued
//	                                                                    └─▶ refused
//	any open state before the signed decision → cancelled, when the applicant asks and the officer confirms
//
// The clock starts the day after the registration and stands still in suspended alone, on a ground of the pinned version.
// A late interagency answer moves nothing (art. 7.1). The procedure is a graph of steps of the variant (Procedure); there is
// no general workflow. Decisions are cards of package documents, signed by package signing.
//
//	catalogue (starter)   what services there are, what each asks and gives    form       what an applicant is asked
//	drafts                what citizens have begun                             intake     the one door and the order behind it
//	receipt, queuelog     the proof of that order                              figures    what is counted of it all
//	enrolment             first classes of schools                             directive  orders of both, to their number
//	kindergarten          the queue to kindergartens
package services
