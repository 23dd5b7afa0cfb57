package xmldsig

import (
	"veche/cms/pki"
	"veche/smev/c14n"
	"veche/smev/transform"
)

// Space is the namespace of XML signatures.
const Space = "http://www.w3.org/2000/09/xmldsig#"

// Names of algorithms in signatures of SMEV 3.
const (
	SignatureGOST256 = "urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34102012-gostr34112012-256"
	SignatureGOST512 = "urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34102012-gostr34112012-512"
	DigestGOST256    = "urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34112012-256"
	DigestGOST512    = "urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34112012-512"
	ExclusiveC14N    = c14n.Exclusive
	TransformSMEV    = transform.Algorithm
	Enveloped        = Space + "enveloped-signature"
)

var signatureMethods = map[string]pki.Hash{SignatureGOST256: pki.Streebog256, SignatureGOST512: pki.Streebog512}

var digestMethods = map[string]pki.Hash{DigestGOST256: pki.Streebog256, DigestGOST512: pki.Streebog512}

// weak are methods of old standards: withdrawn national ones of 1994 and 2001, and those built on SHA-1.
var weak = map[string]bool{
	"http://www.w3.org/2001/04/xmldsig-more#gostr34102001-gostr3411":     true,
	"http://www.w3.org/2001/04/xmldsig-more#gostr3411":                   true,
	"urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34102001-gostr3411": true,
	"urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr3411":               true,
	Space + "rsa-sha1":  true,
	Space + "dsa-sha1":  true,
	Space + "sha1":      true,
	Space + "hmac-sha1": true,
}

// order tells whether a list of transforms is one of those allowed, and whether the Signature itself is left out of what
// it signs.
func order(transforms []string) (allowed, without bool) {
	switch len(transforms) {
	case 2:
		return transforms[0] == ExclusiveC14N && transforms[1] == TransformSMEV, false
	case 3:
		if transforms[0] == Enveloped {
			return transforms[1] == ExclusiveC14N && transforms[2] == TransformSMEV, true
		}
		return transforms[0] == ExclusiveC14N && transforms[1] == TransformSMEV && transforms[2] == Enveloped, false
	}
	return false, false
}
