// Package gost signs and verifies by the Russian national standards: the hash
// functions of GOST R 34.11-2012 (Streebog, RFC 6986) and the digital signature of
// GOST R 34.10-2012 (RFC 7091) on all curves of RFC 7836, with keys encoded as in
// RFC 9215. It is pure Go and needs no other library, engine or service.
//
// # Use
//
//	key, err := gost.GenerateKey(gost.Curve256A(), nil)
//	signature, err := key.SignMessage(nil, message, nil)
//	ok := key.Public().(*gost.PublicKey).VerifyMessage(message, signature)
//
// A [PrivateKey] is a [crypto.Signer] and a [crypto.MessageSigner]. Keys are read and
// written by [ParsePKIXPublicKey], [ParsePKCS8PrivateKey] and their opposites; PEM and
// certificates are left to encoding/pem and crypto/x509, which parses certificates
// with GOST keys but checks none: pass RawSubjectPublicKeyInfo here, and verify
// Signature over RawTBSCertificate.
//
// Package crypto has no number for these hash functions, so a [Hash] takes the place
// of a [crypto.Hash]. A key signs digests of one length only: 256-bit keys those of
// [Streebog256], 512-bit keys those of [Streebog512].
//
// # Orders of octets
//
// The standards mix them, and most failures to interoperate are here:
//
//   - a digest is as [hash.Hash] returns it, as `openssl dgst -md_gost12_256` prints
//     it; the signature takes it as a number with the least significant octet first;
//   - a signature is s and then r, each with the most significant octet first, as it
//     stands in certificates, CMS and XML. CryptoPro CSP returns all of it backwards;
//   - a public key is x and then y, each with the least significant octet first, in
//     an OCTET STRING within the BIT STRING of its encoding;
//   - a private key has the least significant octet first.
//
// # What is accepted
//
// Names differ in the field, and every one known is accepted: CryptoPro identifiers of
// the 256-bit curves; parameters of keys with and without the digest; algorithms of
// signatures named by the key or by the signature, with NULL or without parameters;
// private keys as octets, masked, framed or as an INTEGER. What is read is written back
// the same; new keys are named as RFC 9215 asks. [Params] has the details.
//
// A public key from a stranger is admitted only with coordinates below the modulus, on
// the curve and in the group of the base point: two of the curves have points of
// small order.
//
// # Secrets and time
//
// Signing, making keys and reading private keys run the same instructions on the same
// addresses whatever the secret is, and a test measures that they do. Verification is
// fast and takes a time that depends on its public inputs. Keys that verify often are
// faster still after [PublicKey.Precompute]. Hashing looks up tables by the octets of
// the message: it does not suit secret messages where others share the processor.
//
// Russian law grants the force of a qualified signature only to those made by
// certified means. Signatures made by this package are not; those it verifies may be.
package gost
