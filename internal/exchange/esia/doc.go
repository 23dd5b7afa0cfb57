// Package esia identifies citizens by ESIA (ЕСИА, «Госуслуги») and by any provider that speaks plain OpenID Connect.
//
// ESIA is OAuth 2.0 with rules of its own (interop.md §4). The secret of a system is no word but a signature by GOST R
// 34.10-2012, made anew for each request: in version 1 of the protocol a detached CMS over scope, time, name of the system
// and state; in version 2 the bare signature over name, scope, time, state, the address to return to and the code, beside
// the hash of the certificate. Tokens are JWT signed
// by RS256 or by GOST3410_2012_256; what ESIA knows of a person is asked from its REST service with his token; an
// organisation is open to a token (маркер доступа) that names it in its scope.
//
//	browser → aas/oauth2/ac (v2/ac) → person confirms → our address with a code
//	code → aas/oauth2/te (v3/te) → tokens, checked → rs/prns/{oid}, its roles → identity
//	in the name of an organisation: the same way once more, with the scopes of that organisation → rs/orgs/{oid}
//
// Package simulator is an ESIA for the demonstration and for tests; it checks every secret as ESIA does.
package esia
