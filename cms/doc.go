// Package cms makes and checks electronic signatures: CMS (RFC 5652) and CAdES
// (EN 319 122-1) with Russian national algorithms (GOST R 34.10-2012, 34.11-2012) and
// with RSA and ECDSA, through one API. It is pure Go: no engine, service or certified
// program is needed to check what those have signed.
//
// # Signing
//
//	signature, err := cms.Sign(ctx, cms.Octets(document), cms.SigningOptions{}, cms.Key{
//		Private:     key, // a crypto.Signer: *gost.PrivateKey, a token, a remote service
//		Certificate: certificate,
//	})
//
// The signature is at level CAdES-BES: the digest of the content, the time, the
// certificate and the algorithms are under it. It stands apart from the document unless
// SigningOptions says otherwise. [Message.Sign] adds one to those there are. [Upgrade]
// adds what proves a signature later: a time stamp (T), certificates with revocation
// lists and OCSP answers (LT), an archive time stamp over all of it (LTA).
//
// # Checking
//
//	report, err := cms.Verify(ctx, signature, cms.Stream(file), cms.Options{Trust: trust})
//	fmt.Println(report.Russian())
//
// The answer is a [Report], not a yes or no. A signature is valid; or invalid, which
// means proven wrong; or indeterminate, which means that the evidence at hand proves
// neither: a certificate that has expired since, a list that is missing, a root that is
// not trusted. Every reason has a stable code and a Russian sentence, see package
// reason. The report becomes JSON and is itself evidence to be kept. An error is
// returned only when the content cannot be read.
//
// A [Content] is octets, a stream of any length in constant memory, or digests that a
// store of files has computed before. A signature file may be DER, BER with indefinite
// lengths and strings in pieces, PEM or bare base64.
//
// # Time
//
// A check is made as of a moment (Options.At, by default now), and first finds since
// when the signature is known to exist: at the moment of the check, unless good time
// stamps prove it earlier. The certificate must have been good then. What the signer
// himself says of the time is told in the report, and believed only against him: a
// signature that claims a moment after the revocation is invalid, while one that claims
// a moment before it, without a stamp, is indeterminate. An archive time stamp proves
// in the same way that what it covers existed, older stamps included.
//
// # Trust
//
// Whom to believe is said by [veche/cms/pki.Trust]: roots, candidates for chains, lists
// and answers, what to do where nothing is known of revocation. Nothing is fetched
// unless a Fetcher is given, and the one in package fetch goes to addresses of its
// list only: a certificate from a stranger may name any address.
//
// # Limits
//
// Only SignedData is read: no encryption. Countersignatures, attribute certificates and
// signature policies are kept and not judged. An attached content is held in memory.
// Whether a signature is qualified in law (63-ФЗ) depends on the accreditation of the
// authority and the certification of the means, which no file proves.
package cms
