// Package certificates knows whose certificate is whose: with which certificates an employee may sign.
//
// Law: 63-ФЗ ст. 2 п. 5 (the owner of a certificate is the person to whom it was issued), ст. 10 п. 1, ст. 17 (what a
// qualified certificate says of him: name, СНИЛС, ИНН and ОГРН of the organisation), ст. 17.2, 17.3 (an employee with a
// certificate of a natural person signs for the organisation with a machine-readable power of attorney, МЧД);
// 152-ФЗ ст. 5 (numbers of people are compared and not shown).
//
// A name is not enough: namesakes exist. СНИЛС or ИНН decides where the body has written it down; where it has not, the
// administrator looks at the certificate and confirms. The organisation in it must be the body, or a МЧД of the body
// must stand behind it.
//
//	signing for the first time ──▶ waiting ──confirm──▶ bound ◀──upload by the administrator, or СНИЛС or ИНН is equal
//	                                                     │  ▲
//	                                                  unbind │ bind
//	                                                     ▼  │
//	                                                   unbound (signs no more, whatever its numbers say)
//
// Nobody binds a certificate to himself: two people answer for each signature.
package certificates
