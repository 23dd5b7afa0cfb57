package xmldsig_test

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"strings"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
	"veche/smev/xmldsig"
)

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

var now = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// stand is an authority with a signer of each length of keys.
type stand struct {
	trust  *pki.Trust
	keys   map[string]cms.Key // by "256" and "512"
	expiry cms.Key            // whose certificate is over
}

func newStand(t testing.TB) *stand {
	t.Helper()
	root := must(gost.GenerateKey(gost.Curve256A(), nil))(t)
	name := pki.Name{{Field: pki.CommonName, Value: "Удостоверяющий центр " + pki.RandomSerial().String()}}
	ca := must(pki.Issue(pki.Template{
		Subject: name, Key: root.Public(), NotBefore: now.AddDate(-1, 0, 0), NotAfter: now.AddDate(5, 0, 0),
		Extensions: []pkix.Extension{pki.Authority(0), pki.KeyUsage(x509.KeyUsageCertSign)},
	}, nil, root))(t)
	s := &stand{
		trust: &pki.Trust{Roots: pki.NewPool(ca), Revocation: pki.RevocationOff},
		keys:  map[string]cms.Key{},
	}
	issue := func(curve *gost.Curve, until time.Time) cms.Key {
		key := must(gost.GenerateKey(curve, nil))(t)
		certificate := must(pki.Issue(pki.Template{
			Subject: pki.Name{{Field: pki.CommonName, Value: "Информационная система"}}, Key: key.Public(),
			NotBefore: now.AddDate(-1, 0, 0), NotAfter: until,
			Extensions: []pkix.Extension{pki.KeyUsage(x509.KeyUsageDigitalSignature)},
		}, ca, root))(t)
		return cms.Key{Private: key, Certificate: certificate}
	}
	s.keys["256"] = issue(gost.Curve256A(), now.AddDate(1, 0, 0))
	s.keys["512"] = issue(gost.Curve512A(), now.AddDate(1, 0, 0))
	s.expiry = issue(gost.Curve256A(), now.AddDate(0, -1, 0))
	return s
}

// envelope is a request of a client, with a body of one's own.
func envelope(body string) string {
	return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <ns2:SendRequestRequest xmlns="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/basic/1.2" xmlns:ns2="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.2">
      <ns2:SenderProvidedRequestData Id="SIGNED_BY_CONSUMER">
        <ns2:MessageID>1a77671a-bcc2-11e8-bb3a-6149e818f8fe</ns2:MessageID>
        <MessagePrimaryContent>` + body + `</MessagePrimaryContent>
      </ns2:SenderProvidedRequestData>
      <ns2:CallerInformationSystemSignature/>
    </ns2:SendRequestRequest>
  </soap:Body>
</soap:Envelope>
`
}

var expected = []xmldsig.Expected{{
	Signature: "/Envelope/Body/*/CallerInformationSystemSignature",
	Element:   "/Envelope/Body/*/SenderProvidedRequestData",
}}

func (s *stand) sign(t testing.TB, document, key string) string {
	t.Helper()
	return string(must(xmldsig.Sign(t.Context(), []byte(document), xmldsig.SignOptions{
		ID: "SIGNED_BY_CONSUMER", Into: "CallerInformationSystemSignature", Key: s.keys[key],
	}))(t))
}

func (s *stand) verify(t testing.TB, document string) *xmldsig.Report {
	t.Helper()
	return must(xmldsig.Verify(t.Context(), strings.NewReader(document), xmldsig.VerifyOptions{
		Trust: s.trust, At: now, Expected: expected,
	}))(t)
}

func codes(r *xmldsig.Report) (all []string) {
	for _, f := range r.Findings {
		all = append(all, string(f.Code))
	}
	for _, s := range r.Signatures {
		for _, f := range s.Findings {
			all = append(all, string(f.Code))
		}
	}
	return all
}

func TestWhatIsSignedIsVerified(t *testing.T) {
	s := newStand(t)
	for length := range s.keys {
		signed := s.sign(t, envelope(`<q xmlns="u:1" b="&#9;2" a="1">Здравствуйте &amp; до свидания</q>`), length)
		report := s.verify(t, signed)
		if err := report.Err(); err != nil {
			t.Fatalf("%s: %v\n%s", length, err, signed)
		}
		one := report.Expected[0]
		if !one.DigestOK || !one.SignatureOK || one.ID != "SIGNED_BY_CONSUMER" || one.Chain == nil {
			t.Errorf("%s: %+v", length, one)
		}
		if !bytes.Contains(one.Signed, []byte(`a="1" b="&#x9;2">Здравствуйте &amp; до свидания<`)) {
			t.Errorf("%s: %s", length, one.Signed)
		}
		if cut := signed[one.From:one.To]; !strings.HasPrefix(cut, "<ns2:SenderProvidedRequestData") || !strings.HasSuffix(cut, "</ns2:SenderProvidedRequestData>") {
			t.Errorf("%s: the place of the element is %q", length, cut)
		}
	}
}
