package cms

import (
	"context"

	"veche/cms/pki"
	"veche/cms/reason"
)

// UpgradeOptions say to what level and with what a signature is brought.
type UpgradeOptions struct {
	Options          // of the check before and after; its Trust may fetch what is missing
	Level   Level    // LevelT, LevelLT or LevelLTA
	Stamper Stamper  // whose time stamps are added
	Hash    pki.Hash // of the time stamps; zero: that of each signature
}

// Upgrade adds to the signatures of a message what they need to be proven later: a time
// stamp, then certificates, lists and answers about all of them, then an archive time
// stamp. A signature that is invalid is not improved: the report says why, and the
// message returned is nil. Otherwise the report is of the new message; its verdict and
// levels tell whether everything could be had.
func Upgrade(ctx context.Context, file []byte, content Content, o UpgradeOptions) ([]byte, *Report, error) {
	m, err := Parse(file)
	if err != nil {
		return nil, nil, err
	}
	if content, err = m.settle(ctx, content, o); err != nil {
		return nil, nil, err
	}
	report, err := m.Verify(ctx, content, o.Options)
	if err != nil || report.Verdict == reason.Invalid || len(m.Signers) == 0 {
		return nil, report, err
	}
	if err := m.stampSignatures(ctx, report, o); err != nil {
		return nil, report, err
	}
	if o.Level == LevelLT || o.Level == LevelLTA {
		if report, err = m.enclose(ctx, content, o); err != nil {
			return nil, report, err
		}
	}
	if o.Level == LevelLTA {
		if err := m.stampArchive(ctx, content, o); err != nil {
			return nil, report, err
		}
	}
	out, err := m.Marshal()
	if err != nil {
		return nil, report, err
	}
	report, err = Verify(ctx, out, content, o.Options)
	return out, report, err
}

// settle reads a stream once, for all digests that any step needs.
func (m *Message) settle(ctx context.Context, content Content, o UpgradeOptions) (Content, error) {
	if m.Content != nil || content.reader == nil {
		return content, nil
	}
	wanted := m.hashes()
	if o.Hash != 0 {
		wanted[o.Hash] = true
	}
	for _, list := range m.collectStamps() {
		for _, s := range append(list.content, list.archive...) {
			if s.token != nil {
				wanted[s.token.Hash] = true
			}
		}
	}
	d, err := content.digest(ctx, wanted)
	if err != nil {
		return content, err
	}
	return Digests(d.digests), nil
}

func (o UpgradeOptions) hash(g *Signer) (pki.Hash, error) {
	if o.Hash != 0 {
		return o.Hash, nil
	}
	return pki.ParseHash(g.digest)
}

// stampSignatures stamps every signature that has no good stamp yet.
func (m *Message) stampSignatures(ctx context.Context, r *Report, o UpgradeOptions) error {
	for _, s := range r.Signers {
		if s.Proven != nil {
			continue
		}
		h, err := o.hash(s.signer)
		if err != nil {
			return err
		}
		token, err := o.Stamper.Stamp(ctx, h, h.Sum(s.signer.Signature))
		if err != nil {
			return err
		}
		if _, err := ParseTimeStamp(token); err != nil {
			return err
		}
		s.signer.Unsigned = append(s.signer.Unsigned, NewAttribute(oidSignatureTimeStamp, token))
	}
	return nil
}

// enclose checks the message with all evidence that can be had and puts what the check
// relied on into it.
func (m *Message) enclose(ctx context.Context, content Content, o UpgradeOptions) (*Report, error) {
	report, err := m.Verify(ctx, content, o.Options)
	if err != nil {
		return nil, err
	}
	for _, s := range report.Signers {
		m.encloseEvidence(s.path)
		for _, t := range s.TimeStamps {
			m.encloseEvidence(t.path)
		}
	}
	return report, nil
}

// encloseEvidence takes a path into the message, without its anchor: who does not trust
// the anchor already is not convinced by a copy.
func (m *Message) encloseEvidence(p *pki.Path) {
	if p == nil {
		return
	}
	m.AddCertificates(p.Certificates[:max(len(p.Certificates)-1, 1)]...)
	m.AddCRLs(p.CRLs...)
	m.AddOCSP(p.OCSP...)
}

// stampArchive puts an archive time stamp over each signer.
func (m *Message) stampArchive(ctx context.Context, content Content, o UpgradeOptions) error {
	if m.Content != nil {
		content = Octets(m.Content)
	}
	for _, g := range m.Signers {
		h, err := o.hash(g)
		if err != nil {
			return err
		}
		d, err := content.digest(ctx, map[pki.Hash]bool{h: true})
		if err != nil {
			return err
		}
		if d.digests[h] == nil {
			return reason.New(reason.NoContent, "no digest by %v", h)
		}
		if err := m.addArchiveStamp(ctx, g, h, d.digests[h], o.Stamper); err != nil {
			return err
		}
	}
	return nil
}
