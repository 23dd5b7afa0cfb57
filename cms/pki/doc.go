// Package pki reads, checks and issues X.509 certificates, revocation lists and OCSP
// answers whose keys are of GOST R 34.10-2012, RSA or ECDSA. The standard library reads
// certificates with national keys but verifies none.
//
//	trust := &pki.Trust{Roots: pki.NewPool(roots...), CRLs: lists}
//	path := trust.Check(ctx, certificate, others, pki.Moment{Proven: at}, pki.Signing)
//	if path.Verdict() != reason.Valid {
//		fmt.Println(path.Findings[0].Russian())
//	}
//
// [Trust.Check] finds a chain from a certificate to one of the roots and checks it as
// RFC 5280 asks: signatures, validity at the moment, basicConstraints, keyUsage,
// extended usages, name constraints (directory names too), policies, and revocation of
// every certificate but the root. It also looks at privateKeyUsagePeriod, which limits
// when Russian keys may sign. The names of a Russian qualified certificate (СНИЛС, ИНН,
// ОГРН, ОГРНИП) are fields of [Name]; the classes of means (КС1…) and the means
// themselves are in [Qualified].
//
// All kinds of lists that cannot decide alone – indirect, delta, of some reasons only –
// are passed over, as if they were not there.
package pki
