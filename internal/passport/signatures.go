package passport

import (
	"fmt"

	"veche/internal/documents"
	"veche/internal/passport/container"
	"veche/internal/signing"
)

// addSignatures adds the signatures of the card and of those who have acknowledged it, with what their last checks rested on.
func (g *gathering) addSignatures() error {
	list, err := g.s.signing.List(g.ctx, g.s.db, g.d.ID)
	if err != nil {
		return err
	}
	readers, err := g.s.signing.Acknowledgements(g.ctx, g.s.db, g.d.ID)
	if err != nil {
		return err
	}
	for _, put := range readers {
		if err := g.addStatement(put.Signature); err != nil {
			return err
		}
		list = append(list, put.Signature)
	}
	for _, sig := range list {
		if err := g.addSignature(sig); err != nil {
			return fmt.Errorf("signature %d: %w", sig.ID, err)
		}
	}
	g.content.Evidence = append(g.content.Evidence, g.evidence.list...)
	g.parts = append(g.parts, g.evidence.parts...)
	return nil
}

// addStatement adds what a reader has signed: it names the document and the hash of its text.
func (g *gathering) addStatement(sig signing.Signature) error {
	place := fmt.Sprintf("acknowledgement/%02d-statement.txt", len(g.content.Files)+1)
	part, err := g.stored(place, sig.SHA256)
	if err != nil {
		return err
	}
	g.content.Files = append(g.content.Files, container.File{Path: place, Role: string(documents.Acknowledgement), Name: "Ознакомление " + sig.SignerName,
		Size: part.Size, SHA256: part.SHA256, Streebog256: part.Streebog256})
	return nil
}

func (g *gathering) addSignature(sig signing.Signature) error {
	no := len(g.content.Signatures) + 1
	out := container.Signature{
		ID: sig.ID, SHA256: sig.SHA256, Kind: string(sig.Kind), Over: g.over(sig.SHA256), Signer: sig.SignerName, Post: sig.SignerPost,
		Basis: sig.Basis, SignedAt: sig.SignedAt.UTC(), Verdict: string(sig.Verdict), Demo: sig.Stand,
	}
	if sig.Purpose == signing.OfAcknowledgement {
		out.Purpose = string(sig.Purpose)
	}
	kept, err := g.s.signing.Report(g.ctx, g.by, sig.ID)
	if err != nil {
		return err
	}
	if !kept.CheckedAt.IsZero() { // when this was found first; each day's check that found the same changes nothing
		at := kept.CheckedAt.UTC()
		out.CheckedAt = &at
	}
	if sig.FileID != nil {
		var file documents.File
		if file, err = g.s.documents.FileByID(g.ctx, g.s.db, *sig.FileID); err != nil {
			return err
		}
		out.Path = fmt.Sprintf("signatures/%02d.p7s", no)
		if _, err := g.stored(out.Path, file.SHA256); err != nil {
			return err
		}
		if err := g.addStamps(no, file.SHA256); err != nil {
			return err
		}
	}
	g.content.Signatures = append(g.content.Signatures, out)
	if err := g.addPowers(no, sig.ID); err != nil {
		return err
	}
	return g.addReport(no, kept)
}

// over is the signed file, empty where its bytes are not on the card any more.
func (g *gathering) over(sha256 string) string {
	for _, f := range g.content.Files {
		if f.SHA256 == sha256 {
			return f.Path
		}
	}
	return ""
}

// addReport adds what the last check has said, and the files that it rested on.
func (g *gathering) addReport(no int, kept signing.Report) error {
	for _, e := range kept.Evidence {
		if err := g.addEvidence(e); err != nil {
			return err
		}
	}
	if kept.Text == "" {
		return nil
	}
	place := fmt.Sprintf("evidence/reports/%02d.txt", no)
	g.put(place, []byte(kept.Text))
	g.content.Evidence = append(g.content.Evidence, container.Evidence{Path: place, Kind: "report", Name: "Протокол проверки подписи"})
	if kept.Report == nil {
		return nil
	}
	place = fmt.Sprintf("evidence/reports/%02d.json", no)
	g.content.Evidence = append(g.content.Evidence, container.Evidence{Path: place, Kind: "report", Name: "Протокол проверки подписи для программ"})
	return g.putJSON(place, kept.Report)
}
