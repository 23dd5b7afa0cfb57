package passport

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"strings"
	"time"

	"veche/internal/passport/container"
	"veche/internal/platform/audit"
	"veche/internal/platform/db"
)

// entry is an act of the log as the card page of a passport shows it.
type entry struct {
	Moment *time.Time
	Who    string
	Action string
}

// addJournal adds the acts of the card with their way to a signed checkpoint. Who looked at it, checked it or took its
// passport is no part of its life.
func (g *gathering) addJournal() error {
	records, err := db.All[audit.Record](g.ctx, g.s.db, "SELECT "+db.Columns[audit.Record]("")+` FROM audit
		 WHERE object_kind = 'document' AND object_id = $1 AND result = 'ok' AND action NOT IN ('document.seen', 'signature.checked', $2)
		 ORDER BY id`, g.d.ID, Exported)
	if err != nil {
		return err
	}
	var ids []int64
	for _, r := range records {
		ids = append(ids, r.ID)
		g.journal = append(g.journal, entry{&r.At, strings.TrimSpace(r.ActorPost + " " + r.ActorName), r.Action})
	}
	p, err := g.s.sealer.Prove(g.ctx, ids)
	if err != nil {
		return err
	}
	for i, record := range p.Records {
		base := fmt.Sprintf("journal/%04d", i+1)
		g.put(base+".json", record.Leaf)
		g.put(base+".path", []byte(record.Lines()))
		g.content.Acts = append(g.content.Acts, container.Act{ID: record.ID, Record: base + ".json", Way: base + ".path"})
	}
	if p.Checkpoint != "" {
		g.put(container.Checkpoint, []byte(p.Checkpoint))
	}
	g.put(container.JournalKey, []byte(p.Verifier+"\n"))
	public, err := publicPEM(p.Verifier)
	g.put(container.JournalPEM, public)
	return err
}

// ed25519Prefix begins every SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 §4).
const ed25519Prefix = "MCowBQYDK2VwAyEA"

// publicPEM writes a verifier key of notes, NAME+HASH+BASE64, as other programs read keys.
func publicPEM(verifier string) ([]byte, error) {
	parts := strings.SplitN(verifier, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("the key of the log has another form")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 1 { // the first octet names Ed25519
		return nil, fmt.Errorf("the key of the log is of another kind")
	}
	prefix, err := base64.StdEncoding.DecodeString(ed25519Prefix)
	if err != nil {
		return nil, err
	}
	spki := append(prefix, key[1:]...)
	if _, err := x509.ParsePKIXPublicKey(spki); err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki}), nil
}

func (s *Service) bodyName(ctx context.Context, id int64) (string, error) {
	return db.One[string](ctx, s.db, "SELECT name FROM bodies WHERE id = $1", id)
}
