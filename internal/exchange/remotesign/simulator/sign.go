package simulator

import (
	"bytes"
	"context"
	"fmt"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/exchange/remotesign"
)

// Stranger is the person whose key signs in the mood of foreign certificates.
const Stranger = "person-0"

// sign makes the answer of a request, good or bad as the mood is.
func (s *Service) sign(ctx context.Context, r *request, how Mood) (remotesign.Result, error) {
	result := remotesign.Result{ID: r.id, Key: r.key, Form: r.ask.Form}
	who := r.ask.Signer
	if how == Foreign {
		who = remotesign.Signer{ID: Stranger, Surname: "Посторонний", Name: "Иван", Patronymic: "Иванович"}
	}
	key, err := s.keys.Of(ctx, who)
	if err != nil {
		return result, err
	}
	if r.ask.Form == remotesign.FormRaw {
		return rawSignature(result, key, *r.ask.Sign, how)
	}
	digests := map[pki.Hash][]byte{}
	for _, d := range r.ask.Document.Digests {
		h, known := hashes[d.Algorithm]
		if !known {
			continue
		}
		if digests[h] = d.Value; how == SwappedDigest {
			digests[h] = h.Sum([]byte("другой документ"))
		}
	}
	if result.CMS, err = cms.Sign(ctx, cms.Digests(digests), cms.SigningOptions{Time: s.now()}, key); err != nil {
		return result, fmt.Errorf("sign for the demonstration: %w", err)
	}
	if how == Broken {
		result.CMS = result.CMS[:len(result.CMS)/2]
	}
	return result, nil
}

// hashes are the hash functions by their names in the protocol.
var hashes = map[string]pki.Hash{
	remotesign.SHA256: pki.SHA256, remotesign.Streebog256: pki.Streebog256, remotesign.Streebog512: pki.Streebog512,
}

func rawSignature(result remotesign.Result, key cms.Key, digest remotesign.Digest, how Mood) (remotesign.Result, error) {
	a, err := pki.AlgorithmFor(key.Private.Public(), 0, false)
	if err != nil {
		return result, err
	}
	value := bytes.Clone(digest.Value)
	if how == SwappedDigest {
		value = a.Hash.Sum([]byte("другой документ"))
	}
	result.Certificate = key.Certificate.Raw()
	for _, authority := range key.Chain {
		result.Chain = append(result.Chain, authority.Raw())
	}
	if result.Signature, err = a.Sign(key.Private, value); how == Broken {
		result.Signature = result.Signature[:1]
	}
	return result, err
}
