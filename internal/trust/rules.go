package trust

import (
	"bytes"
	"context"
	"crypto/x509"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// see: the list is that of the whole installation, so it is kept by the administrator of the body that runs it.
func (s *Service) see(ctx context.Context, r db.Reader, by auth.Actor) error {
	if by.System {
		return nil
	}
	operator, err := s.org.Operator(ctx, r)
	if err != nil {
		return err
	}
	if !by.Can(org.RightAdmin) || by.BodyID != operator {
		return fail.New(fail.Denied, "trust.denied", "needs %s in body %d", org.RightAdmin, operator)
	}
	return nil
}

// change needs the password given again: who is trusted decides every verdict.
func (s *Service) change(ctx context.Context, r db.Reader, by auth.Actor) error {
	if err := s.see(ctx, r, by); err != nil || by.System {
		return err
	}
	return api.NeedStepUp(by)
}

// roleOf is what a certificate can be believed in; it stands in the certificate itself.
func roleOf(c *pki.Certificate) Role {
	usages := c.X509.UnknownExtKeyUsage
	switch {
	case c.X509.BasicConstraintsValid && c.X509.IsCA:
		if c.IssuedBy(c) == nil {
			return Root
		}
		return Intermediate
	case slices.Contains(c.X509.ExtKeyUsage, x509.ExtKeyUsageTimeStamping) || slices.ContainsFunc(usages, pki.UsageTimeStamping.Equal):
		return TimeStamps
	case slices.Contains(c.X509.ExtKeyUsage, x509.ExtKeyUsageOCSPSigning) || slices.ContainsFunc(usages, pki.UsageOCSPSigning.Equal):
		return Responder
	}
	return ""
}

// admissible says why a certificate cannot be believed in, nil when it can.
func admissible(c *pki.Certificate, now time.Time) error {
	role := roleOf(c)
	if role == "" || role != TimeStamps && role != Responder && !c.May(x509.KeyUsageCertSign) {
		return fail.New(fail.Invalid, "trust.not_authority", "%s is no authority", c.Fingerprint())
	}
	if c.X509.NotAfter.Before(now) {
		return fail.New(fail.Invalid, "trust.certificate_expired", "%s ended %v", c.Fingerprint(), c.X509.NotAfter).
			With("date", c.X509.NotAfter.UTC().Format(time.DateOnly))
	}
	key, err := c.Key()
	if err != nil {
		return fail.New(fail.Invalid, "trust.key_unsupported", "%s: %v", c.Fingerprint(), err)
	}
	algorithm, err := c.Algorithm()
	if err != nil {
		return fail.New(fail.Invalid, "trust.key_unsupported", "%s: %v", c.Fingerprint(), err)
	}
	if role == Root && algorithm.Weak(key) {
		return fail.New(fail.Invalid, "trust.algorithm_weak", "%s: %v", c.Fingerprint(), algorithm)
	}
	if claimsOwnKey(c) && c.IssuedBy(c) != nil {
		return fail.New(fail.Invalid, "trust.certificate_forged", "%s is not signed by its own key", c.Fingerprint())
	}
	return nil
}

// claimsOwnKey tells a certificate that says it is self-signed. One under the own name may be signed by the older key of
// the authority (RFC 5280, section 3.2: self-issued); then the identifiers of the keys differ.
func claimsOwnKey(c *pki.Certificate) bool {
	named, own := c.X509.AuthorityKeyId, c.X509.SubjectKeyId
	return bytes.Equal(c.X509.RawSubject, c.X509.RawIssuer) && (len(named) == 0 || bytes.Equal(named, own))
}

var hostName = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*$`)

// hostOf reads a host as people write it: a name, an address with a port, or a whole URL.
func hostOf(typed string) (string, error) {
	wrong := fail.Field("trust.host_wrong", "host", "wrong_format")
	host := strings.ToLower(strings.TrimSpace(typed))
	if strings.Contains(host, "://") {
		u, err := url.Parse(host)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
			return "", wrong
		}
		host = u.Host
	}
	host, _, _ = strings.Cut(host, "/")
	name, port := host, ""
	if strings.Contains(host, ":") {
		var err error
		if name, port, err = net.SplitHostPort(host); err != nil {
			return "", wrong
		}
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "", wrong
		}
	}
	if _, err := netip.ParseAddr(name); err != nil && !hostName.MatchString(name) || len(host) > 255 {
		return "", wrong
	}
	return host, nil
}
