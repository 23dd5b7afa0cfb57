//go:build pkcs11

package pkcs11

import (
	"encoding/asn1"
	"encoding/binary"
	"slices"
	"sync"
	"testing"

	p11 "github.com/miekg/pkcs11"

	"veche/gost"
)

// mock is a token with one national key: SoftHSM has none. It keeps to the rules of PKCS#11 that matter here: sessions
// die with the token, an operation needs a login, the third wrong PIN locks.
type mock struct {
	mu       sync.Mutex
	private  *gost.PrivateKey
	order    Order
	pin      string
	tries    int
	removed  bool
	sessions []p11.SessionHandle
	last     p11.SessionHandle
	logged   bool
	class    uint
	found    bool
	logins   int
	spoiled  bool // signs with other bits
}

const (
	privateObject p11.ObjectHandle = 7
	publicObject  p11.ObjectHandle = 8
)

func newMock(t *testing.T, c *gost.Curve) *mock {
	t.Helper()
	key, err := gost.GenerateKey(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &mock{private: key, order: OrderSR, pin: "12345678"}
}

func (m *mock) settings() Settings {
	return Settings{Token: "Рутокен", PIN: "12345678", Key: "печать", Mechanisms: Usual}
}

func (m *mock) GetSlotList(bool) ([]uint, error) {
	if m.removed {
		return nil, nil
	}
	return []uint{3}, nil
}

func (m *mock) GetTokenInfo(uint) (p11.TokenInfo, error) {
	info := p11.TokenInfo{Label: "Рутокен                         ", SerialNumber: "3f5a01c2"}
	switch m.tries {
	case 2:
		info.Flags |= p11.CKF_USER_PIN_FINAL_TRY
	case 3:
		info.Flags |= p11.CKF_USER_PIN_LOCKED
	}
	return info, nil
}

func (m *mock) OpenSession(uint, uint) (p11.SessionHandle, error) {
	m.last++
	m.sessions = append(m.sessions, m.last)
	return m.last, nil
}

func (m *mock) CloseSession(session p11.SessionHandle) error {
	m.sessions = slices.DeleteFunc(m.sessions, func(s p11.SessionHandle) bool { return s == session })
	m.logged = m.logged && len(m.sessions) > 0
	return nil
}

func (m *mock) Login(_ p11.SessionHandle, _ uint, pin string) error {
	m.logins++
	switch {
	case m.logged:
		return p11.Error(p11.CKR_USER_ALREADY_LOGGED_IN)
	case m.tries >= 3:
		return p11.Error(p11.CKR_PIN_LOCKED)
	case pin != m.pin:
		m.tries++
		return p11.Error(p11.CKR_PIN_INCORRECT)
	}
	m.tries, m.logged = 0, true
	return nil
}

// alive is the state of a session as every call finds it.
func (m *mock) alive(session p11.SessionHandle) error {
	switch {
	case m.removed:
		return p11.Error(p11.CKR_DEVICE_REMOVED)
	case !slices.Contains(m.sessions, session):
		return p11.Error(p11.CKR_SESSION_HANDLE_INVALID)
	case !m.logged:
		return p11.Error(p11.CKR_USER_NOT_LOGGED_IN)
	}
	return nil
}

func (m *mock) FindObjectsInit(session p11.SessionHandle, template []*p11.Attribute) error {
	m.class, m.found = number(template[0].Value), string(template[1].Value) == "печать"
	return m.alive(session)
}

func (m *mock) FindObjects(session p11.SessionHandle, _ int) ([]p11.ObjectHandle, bool, error) {
	switch {
	case !m.found:
		return nil, false, m.alive(session)
	case m.class == p11.CKO_PRIVATE_KEY:
		return []p11.ObjectHandle{privateObject}, false, m.alive(session)
	}
	return []p11.ObjectHandle{publicObject}, false, m.alive(session)
}

func (m *mock) FindObjectsFinal(session p11.SessionHandle) error { return m.alive(session) }

func (m *mock) GetAttributeValue(session p11.SessionHandle, object p11.ObjectHandle, wanted []*p11.Attribute) ([]*p11.Attribute, error) {
	if object != publicObject {
		return nil, p11.Error(p11.CKR_ATTRIBUTE_SENSITIVE)
	}
	small := m.private.Curve().Size() == gost.Size256
	value := map[uint][]byte{p11.CKA_VALUE: m.private.Public().(*gost.PublicKey).Bytes()}
	kind := Usual.KeyType512
	if small {
		kind = Usual.KeyType256
	}
	value[p11.CKA_KEY_TYPE] = binary.NativeEndian.AppendUint64(nil, uint64(kind))
	var err error
	if value[Usual.Params], err = asn1.Marshal(m.private.Curve().OIDs()[0]); err != nil {
		return nil, err
	}
	return []*p11.Attribute{p11.NewAttribute(wanted[0].Type, value[wanted[0].Type])}, m.alive(session)
}

func (m *mock) SignInit(session p11.SessionHandle, list []*p11.Mechanism, key p11.ObjectHandle) error {
	want := Usual.Sign512
	if m.private.Curve().Size() == gost.Size256 {
		want = Usual.Sign256
	}
	if list[0].Mechanism != want {
		return p11.Error(p11.CKR_MECHANISM_INVALID)
	}
	if key != privateObject {
		return p11.Error(p11.CKR_KEY_HANDLE_INVALID)
	}
	return m.alive(session)
}

func (m *mock) Sign(session p11.SessionHandle, digest []byte) ([]byte, error) {
	if err := m.alive(session); err != nil {
		return nil, err
	}
	if len(digest) != m.private.Curve().Size() {
		return nil, p11.Error(p11.CKR_DATA_LEN_RANGE)
	}
	signature, err := m.private.Sign(nil, digest, nil)
	if err != nil {
		return nil, err
	}
	if m.spoiled {
		signature[0] ^= 1
	}
	return m.order.arrange(signature) // each order is its own opposite
}
