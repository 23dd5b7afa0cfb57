package pki

import "context"

// What a certificate may name an address of.
type Resource string

const (
	ResourceIssuer    Resource = "issuer"
	ResourceCRL       Resource = "crl"
	ResourceOCSP      Resource = "ocsp"
	ResourceTimeStamp Resource = "timestamp" // named by the caller, not by a certificate
)

// Fetcher gets a resource from an address that a certificate names. The certificate is
// a stranger's: an implementation must refuse addresses it was not told to trust. A
// body is sent by POST.
type Fetcher interface {
	Fetch(ctx context.Context, what Resource, address string, body []byte) ([]byte, error)
}

// fetchIssuers gets the issuer from the address in the certificate (caIssuers).
func (s *search) fetchIssuers(c *Certificate) (found []*Certificate) {
	if s.trust.Fetcher == nil {
		return nil
	}
	for _, address := range atMost(c.X509.IssuingCertificateURL) {
		if s.fetched >= longestChain {
			return found
		}
		s.fetched++
		file, err := s.trust.Fetcher.Fetch(s.ctx, ResourceIssuer, address, nil)
		if err != nil {
			continue // the chain stays incomplete, which is said
		}
		certificates, err := ParseCertificates(file)
		if err != nil {
			continue
		}
		for _, candidate := range certificates {
			if candidate.subject == c.issuer {
				found = append(found, candidate)
			}
		}
	}
	return found
}
