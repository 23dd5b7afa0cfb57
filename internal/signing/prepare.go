package signing

import (
	"context"
	"io"
	"strconv"

	"veche/cms/pki"
	"veche/internal/documents"
	"veche/internal/platform/auth"
)

// Prepared is what a means of signature needs: the text by its digests and its address, and whose certificate is
// expected under it.
type Prepared struct {
	SHA256     string           `json:"sha256"`
	Name       string           `json:"name"`
	Size       int64            `json:"size"`
	ContentURL string           `json:"content_url"`
	Digests    Digests          `json:"digests"`
	Signer     Expected         `json:"signer"`
	Demand     documents.Demand `json:"demand" enum:"simple,enhanced,qualified"`
	Means      []Means          `json:"means" enum:"password,plugin,remote,stand" doc:"With what this document may be signed here, the usual one first"`
	Stand      bool             `json:"stand" doc:"Software keys of the demonstration are at hand: no legal force"`
}

// Digests of the text in base64.
type Digests struct {
	SHA256      []byte `json:"sha256"`
	Streebog256 []byte `json:"streebog256"`
	Streebog512 []byte `json:"streebog512"`
}

// Expected is whose certificate must stand under the text.
type Expected struct {
	PersonID   int64  `json:"person_id"`
	Surname    string `json:"surname"`
	Name       string `json:"name"`
	Patronymic string `json:"patronymic"`
	Post       string `json:"post" doc:"As the mark names it: «И. о. …» for an acting officer"`
}

// Expect says what is to be signed and by whom, to one who may sign it now.
func (s *Service) Expect(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (Prepared, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Prepared{}, err
	}
	v, o, err := s.ready(ctx, s.db, by, d, sha256, Attach, CMS)
	if err != nil {
		return Prepared{}, s.keepDenial(ctx, by, Attach, d, err)
	}
	file, err := s.documents.FileByID(ctx, s.db, v.FileID)
	if err != nil {
		return Prepared{}, err
	}
	demand, err := s.demand(ctx, s.db, d)
	if err != nil {
		return Prepared{}, err
	}
	p, err := s.prepared(ctx, by, demand)
	if err != nil {
		return p, err
	}
	p.SHA256, p.Name, p.Size, p.ContentURL = v.SHA256, file.Name, file.Size, "/api/files/"+strconv.FormatInt(file.ID, 10)
	p.Signer.Post, _, _ = mark(by, o.principal(by))
	p.Digests, err = s.digests(ctx, v.SHA256)
	return p, err
}

// prepared is what does not depend on the text: whose certificate is expected, and with what it may be used.
func (s *Service) prepared(ctx context.Context, by auth.Actor, demand documents.Demand) (Prepared, error) {
	e, err := s.org.Person(ctx, s.db, by.PersonID)
	p := Prepared{Demand: demand, Means: s.meansFor(demand), Stand: s.stand != nil}
	p.Signer = Expected{PersonID: e.ID, Surname: e.Surname, Name: e.Name, Patronymic: e.Patronymic, Post: by.Post}
	return p, err
}

// meansFor lists with what a document may be signed here.
func (s *Service) meansFor(d documents.Demand) []Means {
	var list []Means
	if enough(d, Simple) {
		list = append(list, Password)
	}
	list = append(list, s.offered...)
	if s.stand != nil {
		list = append(list, StandKey)
	}
	return list
}

// digests reads the text once, for all functions that certificates of signatories use.
func (s *Service) digests(ctx context.Context, sha256 string) (Digests, error) {
	text, err := s.files.Open(ctx, sha256)
	if err != nil {
		return Digests{}, err
	}
	defer text.Close()
	return digestsOf(text)
}

func digestsOf(text io.Reader) (Digests, error) {
	running := []interface {
		io.Writer
		Sum([]byte) []byte
	}{pki.SHA256.New(), pki.Streebog256.New(), pki.Streebog512.New()}
	if _, err := io.Copy(io.MultiWriter(running[0], running[1], running[2]), text); err != nil {
		return Digests{}, err
	}
	return Digests{SHA256: running[0].Sum(nil), Streebog256: running[1].Sum(nil), Streebog512: running[2].Sum(nil)}, nil
}
