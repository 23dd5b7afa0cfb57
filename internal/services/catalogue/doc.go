// Package catalogue keeps the state and municipal services of the region: what each one is, who may ask for it, what it
// takes and how long, as a passport with dated versions, and the public list of them all.
//
// Law: 210-ФЗ art. 2, 7, 11.1, 12–14 (what a service and its standard are), resolution of the Government 1228 of
// 20.07.2021 (a regulation names its variants, closed lists of grounds and the procedures of each variant).
//
//	draft ──check──▶ published from a date ──another one begins──▶ past
//	  ▲                                                              │
//	  └──────────────── a past one is taken as a new draft ──────────┘
//
// A published version never changes: an application is decided by the one that was in force when it was registered. The
// editor works on the draft; it is published only when nothing in it contradicts (Passport.Problems).
//
// The public pages are made by package portal; the applications themselves live in package services.
package catalogue
