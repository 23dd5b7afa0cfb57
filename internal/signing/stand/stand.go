package stand

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
)

// Stand is the authority with its services, ready to work.
type Stand struct {
	dir  string
	now  func() time.Time
	root *authority.CA
	ca   *authority.CA
	ocsp *authority.Responder
	tsa  *authority.TSA

	mu     sync.Mutex
	people map[int64]*holder
}

// organisation stands in the names of all its certificates: nobody takes them for real ones.
const organisation = "Демонстрационный стенд «Вече», без юридической силы"

func named(common string) pki.Name {
	return pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.Organization, Value: organisation}, {Field: pki.CommonName, Value: common}}
}

// Terms of the certificates. They begin in the past, for the story of a demonstration does.
const (
	before       = 400 * 24 * time.Hour
	standTerm    = 15 * 365 * 24 * time.Hour
	personTerm   = 450 * 24 * time.Hour // fifteen months, as accredited authorities give
	personBefore = 120 * 24 * time.Hour
	renewal      = 14 * 24 * time.Hour // a person gets a new certificate so long before the old one ends
)

// policy of the time stamps of the stand: an arc of nobody.
var policy = []int{1, 2, 643, 100, 999, 1}

// Open opens the stand in a folder; the first time it makes its keys.
func Open(dir string, now func() time.Time) (*Stand, error) {
	if err := os.MkdirAll(filepath.Join(dir, "people"), 0o700); err != nil {
		return nil, fmt.Errorf("open the stand: %w", err)
	}
	s := &Stand{dir: dir, now: now, people: map[int64]*holder{}}
	if err := s.open(); err != nil {
		return nil, fmt.Errorf("open the stand: %w", err)
	}
	return s, nil
}

func (s *Stand) open() error {
	from := s.now().Add(-before).Truncate(24 * time.Hour)
	to := from.Add(standTerm)
	root, err := s.own("root", func(key *gost.PrivateKey) (*pki.Certificate, error) {
		ca, err := authority.NewRoot(named("Корневой центр стенда"), key, from, to)
		if err != nil {
			return nil, err
		}
		return ca.Certificate, nil
	})
	if err != nil {
		return err
	}
	s.root = &authority.CA{Certificate: root.certificate, Key: root.key, CRLAddress: rootList, Now: s.now}
	issuing, err := s.own("authority", func(key *gost.PrivateKey) (*pki.Certificate, error) {
		ca, err := s.root.Subordinate(named("Удостоверяющий центр стенда"), key, from, to)
		if err != nil {
			return nil, err
		}
		return ca.Certificate, nil
	})
	if err != nil {
		return err
	}
	s.ca = &authority.CA{Certificate: issuing.certificate, Key: issuing.key, OCSPAddress: answers, Now: s.now}
	return s.services(from, to)
}

func (s *Stand) services(from, to time.Time) error {
	answering, err := s.own("ocsp", func(key *gost.PrivateKey) (*pki.Certificate, error) {
		return s.ca.OCSPService(named("Служба проверки сертификатов стенда"), key.Public(), from, to)
	})
	if err != nil {
		return err
	}
	stamping, err := s.own("tsa", func(key *gost.PrivateKey) (*pki.Certificate, error) {
		return s.ca.StampService(named("Служба времени стенда"), key.Public(), from, to)
	})
	if err != nil {
		return err
	}
	s.ocsp = &authority.Responder{CA: s.ca, Certificate: answering.certificate, Key: answering.key, Lasting: 24 * time.Hour}
	s.tsa = &authority.TSA{Key: cms.Key{Private: stamping.key, Certificate: stamping.certificate, Chain: []*pki.Certificate{s.ca.Certificate}},
		Policy: policy, Accuracy: time.Second, Now: s.now}
	return nil
}

// own is a key of the stand itself; it lasts as long as the folder does.
func (s *Stand) own(name string, issue func(key *gost.PrivateKey) (*pki.Certificate, error)) (*holder, error) {
	return keep(filepath.Join(s.dir, name+".pem"), func(*holder) bool { return true }, issue)
}

// Root is the anchor of everything that the stand signs.
func (s *Stand) Root() *pki.Certificate { return s.root.Certificate }

// Stamper is its service of time stamps.
func (s *Stand) Stamper() cms.Stamper { return s.tsa }

// Authority issues the certificates of people; tests revoke them there.
func (s *Stand) Authority() *authority.CA { return s.ca }

func (s *Stand) personFile(id int64) string {
	return filepath.Join(s.dir, "people", strconv.FormatInt(id, 10)+".pem")
}
