// Package pos exchanges citizens' items with the feedback platform (Платформа обратной связи, ПОС) through SMEV 3.
//
// Law: government resolution 1802 of 10.11.2020 (the experiment with the platform), 59-ФЗ ст. 7 as amended by 480-ФЗ and
// 547-ФЗ (an appeal through the portal). The federal schema is not public: package contract has the project's own.
//
// In: list of what is new → data of the items marked «Направить в СЭД» → kept → acknowledged → worked by a job to
// unregistered cards of the body that the platform names.
//
//	unflagged ─flag─▶ ordered ─data─▶ stored ─job─▶ carded
//	                                    ├─ body unknown ─▶ sorting ─a person names the body─▶ stored
//	                                    └─ cannot be a card ─▶ faulty ─mended─▶ stored
//
// Out: statuses, interim and final answers, in the mode of the body – at once, by schedule, by hand. A line is made when
// something happens to the appeal and leaves in a run, which is a protocol:
//
//	ready ─run─▶ sent ─▶ accepted | refused ─mended─▶ ready
//
// Every message in and out stands in the ledger under a key of its own: what comes or goes twice takes effect once.
package pos
