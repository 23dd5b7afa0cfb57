package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"veche/smev/simulator"
)

// smevCommand are tools for the exchange through SMEV 3; none of them needs a database.
type smevCommand struct {
	Transform smevTransform `cmd:"" help:"Write XML transformed by urn://smev-gov-ru/xmldsig/transform: the octets that signatures of SMEV digest."`
	Digest    smevDigest    `cmd:"" help:"Print the digests of an element as a signature of SMEV has them."`
	Verify    smevVerify    `cmd:"" help:"Check all XML signatures of messages. Exit code 0: valid, 1: invalid, 2: not proven either way, 3: called wrongly."`
	Simulate  smevSimulate  `cmd:"" help:"Run a node of SMEV 3 for training and tests, with a file store, moods and a page for people."`
	Key       smevKey       `cmd:"" help:"Make a key with a certificate for calls to a simulated node."`
	Send      smevSend      `cmd:"" help:"Send a request, or an answer to one, through any node."`
	Get       smevGet       `cmd:"" help:"Take the next request or answer from our queue at a node."`
	Status    smevStatus    `cmd:"" help:"Ask a node what has become of what we have sent, and how long our queues are."`
}

type smevSimulate struct {
	Listen    string                 `help:"Address of the node and of its page." default:"127.0.0.1:7500"`
	FTP       string                 `name:"ftp" help:"Address of the file store." default:"127.0.0.1:7521"`
	Dir       string                 `help:"Folder of the node: its key, messages and files." default:"data/smev-node" type:"path"`
	Forgetful bool                   `help:"Keep messages in memory only."`
	Unsigned  bool                   `help:"Take calls without signature."`
	Mood      map[simulator.Mood]int `help:"Moods to begin with and how many times each strikes; -1 is always: overflow=3;slow=-1."`
	Redeliver time.Duration          `help:"After how long a message that was not confirmed is delivered again." default:"30s"`
}

// Run serves until it is stopped.
func (c *smevSimulate) Run(ctx context.Context) error {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return err
	}
	node, err := simulator.New(simulator.Options{Dir: c.Dir, Forgetful: c.Forgetful, Unsigned: c.Unsigned, Redeliver: c.Redeliver})
	if err != nil {
		return err
	}
	for mood, times := range c.Mood {
		if err := node.Moods.Set(mood, times); err != nil {
			return errors.Join(err, node.Close())
		}
	}
	store, err := net.Listen("tcp", c.FTP)
	if err != nil {
		return errors.Join(err, node.Close())
	}
	server := &http.Server{Addr: c.Listen, Handler: node, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 2)
	go func() { failed <- node.FileStore().Serve(store) }()
	go func() { failed <- server.ListenAndServe() }()
	fmt.Printf("Имитатор узла СМЭВ 3: http://%s, файловое хранилище: ftp://%s, данные: %s\n", c.Listen, c.FTP, c.Dir)
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, server.Shutdown(stopping), node.Close())
}

type smevKey struct {
	Name string `help:"Name of the system." required:""`
	File string `arg:"" help:"Where to write the key; an existing file is not touched." type:"path"`
}

// Run makes a key that a simulated node accepts and a real one does not.
func (c *smevKey) Run() error {
	text, err := simulator.NewKey(c.Name)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Clean(c.File), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}
