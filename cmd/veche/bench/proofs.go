package bench

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/transparency/proof"
)

// proofTime is until when a receipt must have its proof; ten seconds are promised, a busy machine is slow, not wrong.
const proofTime = 60 * time.Second

// prove asks the log of the order for the proof of each receipt, as an applicant does, and judges it by the published key
// alone.
func (d *Drill) prove(ctx context.Context, address string, year int, receipts []got) error {
	path := fmt.Sprintf("http://%s/api/order", address)
	published, err := fetch(ctx, path+"/key")
	if err != nil {
		return err
	}
	published = strings.TrimSpace(published)
	name, _, _ := strings.Cut(published, "+")
	of, err := proof.VerifierOf(published, fmt.Sprintf("%s/%d/%d", name, d.site.ground.ServiceID, year))
	if err != nil {
		return err
	}
	key, err := note.NewVerifier(of)
	if err != nil {
		return err
	}
	until := time.Now().Add(proofTime)
	for _, g := range receipts {
		at := fmt.Sprintf("%s/%d/%d/proof?sequence=%d&leaf=%s", path, d.site.ground.ServiceID, year, g.sequence, hex.EncodeToString(g.leaf[:]))
		text, err := fetch(ctx, at)
		for ; err != nil && time.Now().Before(until); text, err = fetch(ctx, at) {
			time.Sleep(500 * time.Millisecond) // the log follows within seconds
		}
		if err != nil {
			return fmt.Errorf("the receipt %d has no proof: %w", g.sequence, err)
		}
		o, err := proof.ReadOffline(text)
		if err != nil {
			return err
		}
		c, err := proof.ReadCheckpoint(o.Checkpoint, key)
		if err != nil {
			return err
		}
		if o.Index != uint64(g.sequence-1) || !o.Under(c, g.leaf[:]) {
			return fmt.Errorf("the proof of the receipt %d does not hold", g.sequence)
		}
	}
	return nil
}

func fetch(ctx context.Context, address string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", answer.Status, raw)
	}
	return string(raw), err
}
