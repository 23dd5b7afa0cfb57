// Package portal is what citizens see: the services of the region and the forms by which one applies for them, the pages of
// the internet reception (интернет-приёмная), their account, and the status of an appeal by its number and code. What an
// appeal is and how long it may take is said by package appeals; what a service and an application are, by package services.
//
// Law: 210-ФЗ art. 21 (portals of services), 59-ФЗ art. 4, 5, 7 (who writes, what he must say, what he may ask), 547-ФЗ of
// 28.12.2024 (since 30.03.2025 an electronic appeal counts only from an identified author), 152-ФЗ (personal data), 8-ФЗ
// (what a body publishes of itself), ГОСТ Р 52872-2019 (pages that everybody can read).
//
//	stranger ──ESIA──▶ citizen ──role of an organisation──▶ its head or representative
//	draft: to whom ▸ text ▸ files ▸ author ▸ check ──▶ lodged: receipt ▸ registered ▸ answered ▸ rated
//	                                                     any time: documents added, withdrawn
//	service ──apply──▶ draft ▸ check ──waiting room, when many come──▶ accepted: receipt ▸ decided ▸ its result
//
// The pages are HTML made here; only the form of a service (web/src/apps/wizard) needs a script. A citizen's session is no
// session of the office: it stands in tables of its own and gives no right of the office, whatever cookie it is put into.
package portal
