package gost_test

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"os"
	"slices"
	"testing"

	"veche/gost"
	"veche/gost/internal/vectors"
)

var readFile = os.ReadFile

// orders are those of the base points, by the name of the curve.
var orders = map[string][]byte{}

func TestMain(m *testing.M) {
	for _, c := range gost.Curves() {
		orders[c.Name()] = gost.Order(c)
	}
	os.Exit(m.Run())
}

func unhex(t testing.TB, digits string) []byte {
	t.Helper()
	return must(hex.DecodeString(digits))(t)
}

func TestDigestsOfTheStandard(t *testing.T) {
	// RFC 6986, section 10; the RFC prints octets last to first.
	text := []byte("012345678901234567890123456789012345678901234567890123456789012")
	igor := unhex(t, "d1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20f120eceef0ff20f1f2f0e5ebe0ece820ede020f5f0e0e1f0fbff20efebfaeafb20c8e3eef0e5e2fb")
	for _, v := range []struct {
		hash    gost.Hash
		message []byte
		digest  string
	}{
		{gost.Streebog512, text, "486f64c1917879417fef082b3381a4e211c324f074654c38823a7b76f830ad00fa1fbae42b1285c0352f227524bc9ab16254288dd6863dccd5b9f54a1ad0541b"},
		{gost.Streebog256, text, "00557be5e584fd52a449b16b0251d05d27f94ab76cbaa6da890b59d8ef1e159d"},
		{gost.Streebog512, igor, "28fbc9bada033b1460642bdcddb90c3fb3e56c497ccd0f62b8a2ad4935e85f037613966de4ee00531ae60f3b5a47f8dae06915d5f2f194996fcabf2622e6881e"},
		{gost.Streebog256, igor, "508f7e553c06501d749a66fc28c6cac0b005746d97537fa85d9e40904efed29d"},
	} {
		want := unhex(t, v.digest)
		slices.Reverse(want)
		if got := v.hash.Sum(v.message); !bytes.Equal(got, want) {
			t.Errorf("%v: %x, want %x", v.hash, got, want)
		}
	}
}

func TestSignaturesOfRFC7836Curves(t *testing.T) {
	curves := gost.Curves()
	for i, set := range vectors.Curves(t) {
		c := curves[i]
		if !bytes.Equal(orders[c.Name()], set.Octets(t, set.Q)) {
			t.Errorf("%s: another order", c)
		}
		for j, v := range set.V {
			at := func(digits string) []byte { return set.Octets(t, digits) }
			back := func(digits string) []byte { b := at(digits); slices.Reverse(b); return b }
			public := must(gost.NewPublicKey(c, slices.Concat(back(v.Px), back(v.Py))))(t)
			signature := slices.Concat(at(v.S), at(v.R))
			for _, way := range []string{"any key", "cached key"} {
				if !public.Verify(back(v.E), signature) {
					t.Errorf("%s, signature %d, %s: refused", c, j, way)
				}
				for bit := range 4 {
					wrong := back(v.E)
					wrong[bit*7] ^= 1 << bit
					if public.Verify(wrong, signature) {
						t.Errorf("%s, signature %d, %s: a changed digest is accepted", c, j, way)
					}
				}
				public.Precompute()
			}
		}
	}
}

// TestExamplesOfTheStandard signs with the one-time numbers that GOST R 34.10-2012,
// appendix A, publishes.
func TestExamplesOfTheStandard(t *testing.T) {
	for _, v := range []struct{ name, d, e, k, r, s string }{
		{
			name: "256 bits (RFC 7091, section 7.1)",
			d:    "7A929ADE789BB9BE10ED359DD39A72C11B60961F49397EEE1D19CE9891EC3B28",
			e:    "2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5",
			k:    "77105C9B20BCD3122823C8CF6FCC7B956DE33814E95B7FE64FED924594DCEAB3",
			r:    "41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493",
			s:    "01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40",
		},
		{
			name: "512 bits (RFC 7091, section 7.2)",
			d:    "0BA6048AADAE241BA40936D47756D7C93091A0E8514669700EE7508E508B102072E8123B2200A0563322DAD2827E2714A2636B7BFD18AADFC62967821FA18DD4",
			e:    "3754F3CFACC9E0615C4F4A7C4D8DAB531B09B6F9C170C533A71D147035B0C5917184EE536593F4414339976C647C5D5A407ADEDB1D560C4FC6777D2972075B8C",
			k:    "0359E7F4B1410FEACC570456C6801496946312120B39D019D455986E364F365886748ED7A44B3E794434006011842286212273A6D14CF70EA3AF71BB1AE679F1",
			r:    "2F86FA60A081091A23DD795E1E3C689EE512A3C82EE0DCC2643C78EEA8FCACD35492558486B20F1C9EC197C90699850260C93BCBCD9C5C3317E19344E173AE36",
			s:    "1081B394696FFE8E6585E7A9362D26B6325F56778AADBC081C0BFBE933D52FF5823CE288E8C4F362526080DF7F70CE406A6EEB1F56919CB92A9853BDE73E5B4A",
		},
	} {
		d, e := unhex(t, v.d), unhex(t, v.e)
		signature := gost.SignWith(exampleCurve(len(d)), d, e, unhex(t, v.k))
		if want := unhex(t, v.s+v.r); !bytes.Equal(signature, want) {
			t.Errorf("%s: %x, want %x", v.name, signature, want)
		}
	}
}

func exampleCurve(size int) *gost.Curve {
	name := gost.Streebog256.OID()[:5:5]
	if size == 64 {
		c, _ := gost.CurveByOID(append(name, 2, 1, 2, 0))
		return c
	}
	c, _ := gost.CurveByOID([]int{1, 2, 643, 2, 2, 35, 0})
	return c
}

func TestCertificatesOfRFC9215(t *testing.T) {
	for _, v := range vectors.Examples(t) {
		t.Run(v.Name, func(t *testing.T) {
			certificate := must(x509.ParseCertificate(v.Cert))(t)
			public := must(gost.ParsePKIXPublicKey(certificate.RawSubjectPublicKeyInfo))(t)
			verifyAs(t, "certificate", certificate.RawSubjectPublicKeyInfo, certificate.RawTBSCertificate, certificate.Signature, public)

			d := unhex(t, v.Private)
			slices.Reverse(d)
			private := must(gost.NewPrivateKey(public.Curve(), d))(t)
			if !public.Equal(private.Public()) {
				t.Error("the private key has another public key")
			}
			if again := must(gost.MarshalPKIXPublicKey(public))(t); !bytes.Equal(again, certificate.RawSubjectPublicKeyInfo) {
				t.Error("the public key is not written as it was read")
			}
			if len(v.CSR) > 0 {
				request := must(x509.ParseCertificateRequest(v.CSR))(t)
				verifyAs(t, "request", request.RawSubjectPublicKeyInfo, request.RawTBSCertificateRequest, request.Signature, public)
			}
			if len(v.CRL) > 0 {
				list := must(x509.ParseRevocationList(v.CRL))(t)
				verifyAs(t, "list", certificate.RawSubjectPublicKeyInfo, list.RawTBSRevocationList, list.Signature, public)
			}
		})
	}
}
