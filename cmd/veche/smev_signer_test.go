package main

import (
	"bytes"
	"context"
	"crypto"
	"encoding/pem"
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
	"veche/internal/signing/keyserver"
	"veche/smev/message"
	"veche/smev/xmldsig"
)

// TestEnvelopesAreSignedByAKeyServer signs an envelope of SMEV with a key that never leaves another process.
func TestEnvelopesAreSignedByAKeyServer(t *testing.T) {
	key, err := gost.GenerateKey(gost.Curve512A(), nil)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	ca, err := authority.NewRoot(pki.Name{{Field: pki.CommonName, Value: "Система"}}, key, now.Add(-time.Hour), now.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	handler, err := keyserver.Handler(map[string]crypto.Signer{"смэв": key}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := keyserver.Listen(socket, "", keyserver.Identity{})
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: handler}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: ca.Certificate.Raw()})
	remote, err := keyOfServer{sides: sides{Socket: socket}, Name: "смэв"}.key(certificate)
	if err != nil {
		t.Fatal(err)
	}
	e, err := message.WriteGetStatus(message.V13, now)
	if err != nil {
		t.Fatal(err)
	}
	document, err := e.Sign(context.Background(), remote)
	if err != nil || !bytes.Contains(document, []byte("SignatureValue")) {
		t.Fatalf("%v: %s", err, document)
	}
	call, err := message.ReadCall(document)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := call.Verify(t.Context(), document, xmldsig.VerifyOptions{}); err != nil {
		t.Error(err)
	}
	if _, err := (keyOfServer{sides: sides{Socket: socket}, Name: "чужой"}).key(certificate); err == nil {
		t.Error("a key that is not there signs")
	}
}
