package app

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/interagency"
	agencysim "veche/internal/interagency/simulator"
	"veche/internal/platform/smevstore"
	"veche/smev"
	"veche/smev/message"
	node "veche/smev/simulator"
)

// standNode is the demonstration's own node of SMEV, one for all its systems.
func (a *App) standNode() (*node.Node, error) {
	if a.node != nil {
		return a.node, nil
	}
	n, err := node.New(node.Options{Dir: filepath.Join(a.Config.Data, "stand", "smev"), Redeliver: 5 * time.Second, Now: a.DB.Now})
	if err != nil {
		return nil, err
	}
	a.node = n
	a.closers = append(a.closers, n.Close)
	return n, nil
}

// standClient calls the node within the program with a key of its own, made at the first start. after is what to do when
// the node has answered a call; it may be nil.
func (a *App) standClient(n *node.Node, file, name string, after func(context.Context)) (*smev.Client, cms.Key, error) {
	path := filepath.Join(a.Config.Keys(), file)
	key, err := readSystemKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		text, made := node.NewKey(name)
		if made != nil {
			return nil, key, made
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			return nil, key, err
		}
		key, err = smev.ParseKey(text)
	}
	if err != nil {
		return nil, key, err
	}
	client, err := smev.NewClient(smev.Options{Endpoint: "http://stand" + message.V12.Path(), Version: message.V12, Key: key,
		Transport: heard{simulator.Transport{Handler: n}, after},
		Trust:     &pki.Trust{Roots: pki.NewPool(n.Certificate()), Revocation: pki.RevocationIfKnown}})
	return client, key, err
}

// heard calls and then tells who is at the other end of the node: nobody waits for his next look.
type heard struct {
	http.RoundTripper
	after func(context.Context)
}

func (h heard) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := h.RoundTripper.RoundTrip(r)
	if err == nil && h.after != nil && r.Header.Get("SOAPAction") == `"urn:SendRequest"` {
		h.after(r.Context())
	}
	return answer, err
}

// connectInteragency gives requests their way: the node of the settings, or the demonstration's own.
func (a *App) connectInteragency(s Services) error {
	c := a.Config.Interagency
	if c.Endpoint == "" && a.stand == nil {
		return nil
	}
	store, err := smevstore.Open(a.DB, s.Files, interagency.Box, filepath.Join(a.Config.Data, "smev-spool"))
	if err != nil {
		return err
	}
	if c.Endpoint != "" {
		client, key, err := systemOf(c)
		if err != nil {
			return err
		}
		s.Interagency.Connect(client, store, key)
		return nil
	}
	n, err := a.standNode()
	if err != nil {
		return err
	}
	if err := a.ownAgency(s, n); err != nil {
		return err
	}
	client, key, err := a.standClient(n, "interagency.pem", "Межведомственные запросы демонстрационной области", a.agencyHears)
	if err != nil {
		return err
	}
	s.Interagency.Connect(client, store, key)
	return nil
}

// agencyPath is where the other body of a demonstration is.
const agencyPath = "/agency-simulator"

// ownAgency is another body within the program.
func (a *App) ownAgency(s Services, n *node.Node) error {
	dir := filepath.Join(a.Config.Data, "stand")
	theirs, _, err := a.standClient(n, "agency.pem", "Другой орган", nil)
	if err != nil {
		return err
	}
	kept, err := smev.OpenFolderStore(filepath.Join(dir, "agency-messages"))
	if err != nil {
		return err
	}
	a.closers = append(a.closers, kept.Close)
	a.agency, err = agencysim.New(agencysim.Options{Dir: filepath.Join(dir, "agency"), Client: theirs, Store: kept, Kinds: s.Interagency.AllKinds, Now: a.DB.Now})
	return err
}

// Agency is the other body of a demonstration; nil without one.
func (a *App) Agency() *agencysim.Agency { return a.agency }

// agencyHears lets the other body look at once when something was sent: real-time answers come within two seconds.
func (a *App) agencyHears(ctx context.Context) {
	if err := a.agency.Step(ctx); err != nil {
		a.Log.WarnContext(ctx, "stand agency", "error", err)
	}
}

// stepAgency lets the other body answer what it answers later.
func (a *App) stepAgency(ctx context.Context) error { return a.agency.Step(ctx) }
