// Package passporttest makes small document passports for tests: a letter with an attachment, signed by an authority of
// the test, with a journal of three acts.
package passporttest

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
	"veche/internal/passport/container"
	"veche/internal/platform/transparency/proof"
)

// Signed is when the letter was signed; the journal was sealed a day later.
var Signed = time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)

// Letter and Plan are the files of the sample.
var (
	Letter = []byte("Уважаемый Пётр Ильич! Дороги отремонтированы.\n")
	Plan   = []byte("План работ на 2026 год\n")
)

// Sample is a passport that can be spoilt and closed again.
type Sample struct {
	T         testing.TB
	Root, CA  *authority.CA
	TSA       *authority.TSA
	Person    cms.Key
	Content   container.Inventory
	Files     map[string][]byte // all but the lists and the seal
	Verifier  string
	Signature []byte
	BodySeal  func(content []byte) ([]byte, error) // of the body; nil: it has none

	key note.Signer
}

// New makes a sample with keys of its own.
func New(t testing.TB) *Sample {
	t.Helper()
	s := &Sample{T: t, Files: map[string][]byte{"README.txt": []byte("Как проверить\n"), "card.json": []byte("{}\n")}}
	private, public, err := note.GenerateKey(rand.Reader, "veche.test/audit")
	s.ok(err)
	s.Verifier = public
	s.key, err = note.NewSigner(private)
	s.ok(err)
	s.authorities()
	s.Content = container.Inventory{Format: container.Format, Document: container.Document{ID: 7, Body: "Минстрой", Flow: "outgoing", Kind: "Письмо",
		Number: "01-12/55", RegisteredOn: "2026-06-01", Summary: "О ремонте дорог"}}
	s.file("files/01-main.txt", "main", "письмо.txt", Letter)
	s.file("files/02-attachment.txt", "attachment", "план.txt", Plan)
	s.Sign(Letter)
	s.Journal(
		`{"id":11,"at":"2026-06-01T08:00:00Z","actor_name":"Воронова А. П.","actor_post":"Министр","action":"document.created","object_kind":"document","object_id":7,"object_title":"карточка 7","detail":null}`,
		`{"id":12,"at":"2026-06-01T09:00:00Z","actor_name":"Воронова А. П.","actor_post":"Министр","action":"signature.put","object_kind":"document","object_id":7,"object_title":"карточка 7","detail":{"kind":"cms","sha256":"`+container.Bytes("x", Letter).SHA256+`","signature":3}}`,
		`{"id":13,"at":"2026-06-01T10:00:00Z","actor_name":"Белова И. С.","actor_post":"Делопроизводитель","action":"document.registered","object_kind":"document","object_id":7,"object_title":"№ 01-12/55","detail":null}`)
	return s
}

func (s *Sample) ok(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

func (s *Sample) authorities() {
	from, to := Signed.AddDate(0, -5, 0), Signed.AddDate(5, 0, 0)
	name := func(common string) pki.Name { return pki.Name{{Field: pki.CommonName, Value: common}} }
	keys := make([]*gost.PrivateKey, 4)
	for i := range keys {
		key, err := gost.GenerateKey(gost.Curve256A(), nil)
		s.ok(err)
		keys[i] = key
	}
	clock := func() time.Time { return Signed }
	var err error
	s.Root, err = authority.NewRoot(name("Корень"), keys[0], from, to)
	s.ok(err)
	s.Root.Now = clock
	s.CA, err = s.Root.Subordinate(name("УЦ"), keys[1], from, to)
	s.ok(err)
	s.CA.Now = clock
	stamper, err := s.CA.StampService(name("Служба времени"), keys[2].Public(), from, to)
	s.ok(err)
	s.TSA = &authority.TSA{Key: cms.Key{Private: keys[2], Certificate: stamper}, Policy: []int{1, 2, 643, 100, 999, 1}, Accuracy: time.Second, Now: clock}
	who := pki.Name{{Field: pki.CommonName, Value: "Министерство"}, {Field: pki.Surname, Value: "Воронова"}, {Field: pki.GivenName, Value: "Анна Петровна"}, {Field: pki.Title, Value: "Министр"}}
	certificate, err := s.CA.Person(who, keys[3].Public(), from, Signed.AddDate(1, 0, 0))
	s.ok(err)
	s.Person = cms.Key{Private: keys[3], Certificate: certificate, Chain: []*pki.Certificate{s.CA.Certificate}}
}

func (s *Sample) file(path, role, name string, content []byte) {
	part := container.Bytes(path, content)
	s.Files[path] = content
	s.Content.Files = append(s.Content.Files, container.File{Path: path, Role: role, Name: name, Size: part.Size, SHA256: part.SHA256, Streebog256: part.Streebog256})
}

// Lists are revocation lists of both authorities as of a moment.
func (s *Sample) Lists(at time.Time) []*pki.CRL {
	var lists []*pki.CRL
	for _, ca := range []*authority.CA{s.CA, s.Root} {
		ca.Now = func() time.Time { return at }
		list, err := ca.CRL(24 * time.Hour)
		s.ok(err)
		lists = append(lists, list)
	}
	return lists
}

// Sign puts a signature with a time stamp and evidence over a content in the place of the letter's.
func (s *Sample) Sign(content []byte) {
	ctx := context.Background()
	file, err := cms.Sign(ctx, cms.Octets(content), cms.SigningOptions{Time: Signed}, s.Person)
	s.ok(err)
	trust := &pki.Trust{Roots: pki.NewPool(s.Root.Certificate), CRLs: s.Lists(Signed)}
	o := cms.UpgradeOptions{Options: cms.Options{Trust: trust, At: Signed}, Level: cms.LevelLT, Stamper: s.TSA}
	file, _, err = cms.Upgrade(ctx, file, cms.Octets(content), o)
	s.ok(err)
	s.Signature = file
	s.Files["signatures/01.p7s"] = file
	s.Files["evidence/certificates/01.cer"] = s.Root.Certificate.Raw()
	s.Content.Evidence = []container.Evidence{{Path: "evidence/certificates/01.cer", Kind: "certificate", Name: "Корень"}}
	s.Content.Signatures = []container.Signature{{ID: 3, Path: "signatures/01.p7s", Over: "files/01-main.txt",
		SHA256: container.Bytes("x", content).SHA256, Kind: "cms", Signer: "Воронова А. П.", Post: "Министр", SignedAt: Signed, Verdict: "valid"}}
}

// Journal puts acts under a new checkpoint.
func (s *Sample) Journal(leaves ...string) {
	s.Content.Acts = nil
	ways, root := tree(leaves)
	for i, leaf := range leaves {
		record := fmt.Sprintf("journal/%04d.json", i+1)
		way := strings.TrimSuffix(record, "json") + "path"
		s.Files[record], s.Files[way] = []byte(leaf), []byte(proof.Inclusion{Path: ways[i]}.Lines())
		s.Content.Acts = append(s.Content.Acts, container.Act{ID: int64(11 + i), Record: record, Way: way})
	}
	s.Checkpoint(root)
}

// Checkpoint signs a root with the key of the sample.
func (s *Sample) Checkpoint(root []byte) {
	c := proof.Checkpoint{Origin: s.key.Name(), Size: uint64(len(s.Content.Acts)), Root: root, At: Signed.AddDate(0, 0, 1)}
	signed, err := note.Sign(&note.Note{Text: c.Text()}, s.key)
	s.ok(err)
	s.Files[container.Checkpoint] = signed
	s.Files[container.JournalKey] = []byte(s.Verifier + "\n")
}

// tree gives the ways of leaves to the root of their Merkle tree.
func tree(leaves []string) (ways [][]proof.Step, root []byte) {
	ways = make([][]proof.Step, len(leaves))
	type node struct {
		hash  []byte
		below []int
	}
	var level []node
	for i, leaf := range leaves {
		sum := sha256.Sum256(append([]byte{0}, leaf...))
		level = append(level, node{sum[:], []int{i}})
	}
	for len(level) > 1 {
		var next []node
		for i := 0; i+1 < len(level); i += 2 {
			left, right := level[i], level[i+1]
			for _, leaf := range left.below {
				ways[leaf] = append(ways[leaf], proof.Step{Hash: right.hash})
			}
			for _, leaf := range right.below {
				ways[leaf] = append(ways[leaf], proof.Step{Left: true, Hash: left.hash})
			}
			sum := sha256.Sum256(bytes.Join([][]byte{{1}, left.hash, right.hash}, nil))
			next = append(next, node{sum[:], append(left.below[:len(left.below):len(left.below)], right.below...)})
		}
		if len(level)%2 == 1 {
			next = append(next, level[len(level)-1])
		}
		level = next
	}
	return ways, level[0].hash
}

// Certify signs as the installation does.
func (s *Sample) Certify(text string) (string, error) {
	signed, err := note.Sign(&note.Note{Text: text}, s.key)
	return string(signed), err
}

// Parts are the files of the passport, closed with lists and a seal.
func (s *Sample) Parts() []container.Part {
	inventory, err := json.MarshalIndent(s.Content, "", " ")
	s.ok(err)
	s.Files[container.InventoryName] = inventory
	var parts []container.Part
	for path, content := range s.Files {
		parts = append(parts, container.Bytes(path, content))
	}
	parts, err = container.Close(parts, s, s.BodySeal)
	s.ok(err)
	return parts
}

// Bytes is the whole passport.
func (s *Sample) Bytes() []byte {
	var b bytes.Buffer
	s.ok(container.Write(&b, s.Parts()))
	return b.Bytes()
}
