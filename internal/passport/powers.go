package passport

import (
	"fmt"

	"veche/internal/passport/container"
	"veche/internal/platform/db"
)

// addPowers adds the machine-readable power of attorney (МЧД) that stands beside a signature, with the principal's own
// signature under it (63-ФЗ ст. 17.2).
func (g *gathering) addPowers(no int, signatureID int64) error {
	powers, err := db.All[struct {
		Name   string `db:"name"`
		SHA256 string `db:"sha256"`
		Proof  string `db:"proof"`
	}](g.ctx, g.s.db, "SELECT name, sha256, proof FROM powers_of_attorney WHERE signature_id = $1 AND replaced_at IS NULL ORDER BY id", signatureID)
	if err != nil {
		return err
	}
	for _, p := range powers {
		base := fmt.Sprintf("evidence/powers/%02d", no)
		if _, err := g.stored(base+".xml", p.SHA256); err != nil {
			return err
		}
		g.content.Evidence = append(g.content.Evidence, container.Evidence{Path: base + ".xml", Kind: "power_of_attorney", Name: p.Name})
		if p.Proof == "" {
			continue
		}
		if _, err := g.stored(base+".p7s", p.Proof); err != nil {
			return err
		}
		g.content.Evidence = append(g.content.Evidence, container.Evidence{Path: base + ".p7s", Kind: "power_of_attorney_signature", Name: "Подпись доверителя под " + p.Name})
	}
	return nil
}
