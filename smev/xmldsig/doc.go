// Package xmldsig signs and checks XML as SMEV 3 does it: XML Signature (W3C, 2008)
// with GOST R 34.10-2012 and 34.11-2012, exclusive canonicalization and the transform
// urn://smev-gov-ru/xmldsig/transform («Методические рекомендации по работе со СМЭВ 3»,
// version 3.5.0.27).
//
//	signed, err := xmldsig.Sign(ctx, envelope, xmldsig.SignOptions{
//		ID:   "SIGNED_BY_CALLER",
//		Into: "CallerInformationSystemSignature",
//		Key:  cms.Key{Private: key, Certificate: certificate},
//	})
//
//	report, err := xmldsig.Verify(ctx, bytes.NewReader(signed), xmldsig.VerifyOptions{
//		Trust:    trust,
//		Expected: []xmldsig.Expected{{
//			Signature: "/Envelope/Body/*/CallerInformationSystemSignature",
//			Element:   "/Envelope/Body/*/SenderProvidedRequestData",
//		}},
//	})
//	if err == nil {
//		err = report.Err()
//	}
//	…
//	use(report.Expected[0].Signed) // and nothing else of the document
//
// # What a verifier must not be fooled by
//
// A signature protects octets, and a program uses elements: whoever makes the two
// differ, wins. Hence
//
//   - a signature has one Reference, to one element by its Id, and no other element
//     of the document has an attribute Id, ID or id of that value, in any namespace;
//   - the element is told by its path in the document, and Expected says which it
//     must be; another one of the same path is refused, signed or not;
//   - Signature.Signed are the very octets that were digested, without comments,
//     instructions and blank texts: read these, not the document;
//   - only the algorithms and the orders of transforms named below are known;
//     ds:Object, Manifest, XPath, XSLT and references to addresses are refused;
//   - SignedInfo is checked octet for octet as it stands: white space in it is neither
//     added nor removed, comments and instructions in it are refused;
//   - a signature does not lie in what it signs, unless the enveloped-signature
//     transform comes first; then that Signature alone is left out.
//
// # What is allowed
//
// SignatureMethod and DigestMethod are urn:ietf:params:xml:ns:cpxmlsec:algorithms:
// gostr34102012-gostr34112012-256 or -512 and gostr34112012-256 or -512.
// Transforms are exclusive canonicalization and the one of SMEV, in this order;
// enveloped-signature may stand first, or last, where it does nothing: the transform of
// SMEV leaves octets in which there is no signature to find. The methods of 2001 are
// recognised and reported as weak, never as valid.
//
// The answer is a Report of findings with stable codes and Russian sentences, as in
// package cms. An error means that the document could not be read at all.
package xmldsig
