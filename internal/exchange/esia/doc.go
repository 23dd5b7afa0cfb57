// Package esia identifies citizens by ESIA (ЕСИА, «Госуслуги») and by any provider that speaks plain OpenID Connect.
//
// ESIA is OAuth 2.0 with rules of its own (interop.md §4). The secret of a system is no word but a detached CMS signature
// by GOST R 34.10-2012 over scope, time, name of the system and state, made anew for each request; tokens are JWT signed
// by RS256 or by GOST3410_2012_256; what ESIA knows of a person is asked from its REST service with his token; an
// organisation is open to a token (маркер доступа) that names it in its scope.
//
//	browser → aas/oauth2/ac → person confirms → our address with a code
//	code → aas/oauth2/te → tokens, checked → rs/prns/{oid}, its roles → identity
//	in the name of an organisation: the same way once more, with the scopes of that organisation → rs/orgs/{oid}
//
// Package simulator is an ESIA for the demonstration and for tests; it checks every secret as ESIA does.
package esia
