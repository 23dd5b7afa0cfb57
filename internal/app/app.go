package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	epgusim "veche/internal/exchange/epgu/simulator"
	esiasim "veche/internal/exchange/esia/simulator"
	possim "veche/internal/exchange/pos/simulator"
	"veche/internal/exchange/remotesign/simulator"
	agencysim "veche/internal/interagency/simulator"
	"veche/internal/migrations"
	"veche/internal/platform/api"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/platform/session"
	"veche/internal/platform/telemetry"
	"veche/internal/services/intake"
	"veche/internal/signing"
	"veche/internal/signing/stand"
	node "veche/smev/simulator"
	"veche/web"
)

// App is the whole program, ready to run. Commands that fill or measure a database use its services.
type App struct {
	Config config.Config
	Log    *slog.Logger
	DB     *db.DB
	Worker *jobs.Worker
	Door   *api.API
	Services

	handler  http.Handler
	surge    *intake.Surge
	checker  *signing.Checker   // of signatures and seals
	stand    *stand.Stand       // authority of a demonstration
	phone    *simulator.Service // its remote signing service
	esia     *esiasim.Simulator // its ESIA
	platform *possim.Platform   // its feedback platform
	node     *node.Node         // its SMEV
	agency   *agencysim.Agency  // another body there
	abroad   *epgusim.Portal    // a foreign portal there
	closers  []func() error
	metrics  *telemetry.Metrics
}

// Option changes how the program is made; tests and the demonstration use them.
type Option func(*options)

type options struct {
	log     io.Writer
	hashing session.Hashing
}

// LogTo writes the log elsewhere than to the standard error.
func LogTo(w io.Writer) Option { return func(o *options) { o.log = w } }

// WeakPasswords makes hashes cheap: for tests and for people who are made by the thousand with known passwords.
func WeakPasswords() Option { return func(o *options) { o.hashing = session.Weak } }

// New opens the database, brings it to the newest shape and makes every subject.
func New(ctx context.Context, c config.Config, with ...Option) (*App, error) {
	o := options{log: os.Stderr}
	for _, set := range with {
		set(&o)
	}
	if err := c.Check(); err != nil {
		return nil, err
	}
	for _, dir := range []string{c.Data, c.Files(), c.Keys()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("make the data folder: %w", err)
		}
	}
	d, err := db.Open(ctx, c.DatabaseURL())
	if err != nil {
		return nil, err
	}
	a := &App{Config: c, Log: telemetry.Log(o.log, c.LogForm), DB: d}
	if err := a.build(ctx, o); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return a, nil
}

func (a *App) build(ctx context.Context, o options) error {
	if err := a.DB.Migrate(ctx, migrations.Files); err != nil {
		return err
	}
	a.Worker = jobs.New(a.DB, a.Log)
	a.metrics = telemetry.NewMetrics(a.DB)
	var err error
	if a.Services, err = a.services(ctx, o); err != nil {
		return err
	}
	if err := errors.Join(a.connectPOS(a.Services), a.connectInteragency(a.Services), a.connectEPGU(a.Services)); err != nil {
		return err
	}
	a.subscribe()
	return a.serveOver()
}

// serveOver puts operations, pages and the sign of life on one mux.
func (a *App) serveOver() error {
	url, err := a.Config.Outside()
	if err != nil {
		return err
	}
	proxies, err := a.Config.Proxies()
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	a.Door = api.New(mux, session.NewGate(a.Sessions, a.Org), a.Log)
	a.Door.Denied, a.Door.Served = a.keepDenial, a.metrics.Request
	assets := web.Portal(a.Config.Secure())
	routes(a.Door, a.DB, a.Services, assets, a.checks()...)
	telemetry.Alive(mux, a.DB)
	if a.phone != nil {
		mux.Handle(phonePath+"/", a.phone.Handler())
	}
	if a.esia != nil {
		mux.Handle(esiaPath+"/", a.esia.Handler())
	}
	a.standPlatform(mux)
	a.standPortal(mux)
	if a.agency != nil {
		mux.Handle(agencyPath+"/", a.agency.Handler(agencyPath))
	}
	mux.Handle("/portal/", assets)
	mux.Handle("/wizard/", assets)
	mux.Handle("/verify/", web.Verifier(a.Config.Secure()))
	mux.Handle("/", pages(a.Config))
	outside := api.Outside{URL: url, Proxies: proxies}
	a.handler, a.surge = a.Door.Handler(outside), intake.NewSurge(a.Intake, a.Door, outside, a.Log)
	return nil
}

// Stand is the authority of a demonstration, nil elsewhere.
func (a *App) Stand() *stand.Stand { return a.stand }

// Handler is the program as one HTTP handler.
func (a *App) Handler() http.Handler { return a.handler }

// Close ends the connections to the database.
func (a *App) Close() error {
	var errs []error
	for _, c := range a.closers {
		errs = append(errs, c())
	}
	return errors.Join(append(errs, a.DB.Close())...)
}

// stopTime is what requests have to end when the program is told to stop.
const stopTime = 20 * time.Second

// Addresses are where the program listens; what is off is "".
type Addresses struct{ Main, Surge, Metrics string }

// Run serves people and runs jobs until ctx ends, then stops taking requests, lets the running ones end, and waits
// for the running jobs. ready is told the addresses; it may be nil.
func (a *App) Run(ctx context.Context, ready func(Addresses)) error {
	var (
		at     Addresses
		failed = make(chan error, 3)
		open   []listening
		err    error
	)
	for _, one := range []struct {
		address string
		server  listening
		found   *string
	}{
		{a.Config.Listen, a.server(a.handler), &at.Main},
		{a.Config.SurgeListen, a.surge, &at.Surge},
		{a.Config.Metrics, a.server(a.metrics.Handler()), &at.Metrics},
	} {
		if one.address == "" {
			continue
		}
		listener, err := net.Listen("tcp", one.address)
		if err != nil {
			return errors.Join(err, shut(ctx, open))
		}
		open, *one.found = append(open, one.server), listener.Addr().String()
		go func() { failed <- one.server.Serve(listener) }()
	}
	working, stopWork := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- a.Worker.Run(working) }()
	tallied := make(chan struct{})
	go func() {
		defer close(tallied)
		a.Catalogue.Tally(working, func(err error) { a.Log.Warn("visits are not counted yet", "error", err) })
	}()
	a.Log.Info("serving", "address", at.Main, "surge", at.Surge, "database", a.DB.Dialect.Name, "demo", a.Config.Demo)
	if ready != nil {
		ready(at)
	}
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
	case err = <-done:
		done <- nil
	}
	err = errors.Join(err, shut(ctx, open))
	stopWork()
	<-tallied
	return errors.Join(err, <-done)
}

// listening is a server at work.
type listening interface {
	Serve(net.Listener) error
	Shutdown(context.Context) error
}

// shut lets the running requests end.
func shut(ctx context.Context, open []listening) (err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	for _, s := range open {
		err = errors.Join(err, s.Shutdown(ctx))
	}
	return err
}

// server guards against clients that send slowly; bodies have limits of their own.
func (a *App) server(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(a.Log.Handler(), slog.LevelWarn)}
}
