// Command veche is the whole program: flags and exit codes only. Each command stands in a file of its own.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // days are counted in the body's zone on any machine

	"github.com/alecthomas/kong"
)

// commands are all commands of the program.
type commands struct {
	Serve        serve          `cmd:"" help:"Serve people and run jobs."`
	Migrate      migrate        `cmd:"" help:"Bring the database to the newest shape."`
	Admin        admin          `cmd:"" help:"Acts of the administrator of the installation."`
	Seed         seedCommand    `cmd:"" help:"Fill an empty database with a plausible region."`
	Verify       verify         `cmd:"" help:"Check what must never change."`
	RemoteSigner remoteSigner   `cmd:"" help:"Trials of signing from a phone."`
	Signer       signer         `cmd:"" help:"Sign on a server with the key of a token."`
	Smev         smevCommand    `cmd:"" help:"Exchange messages through SMEV 3, and simulate a node of it."`
	Esia         esiaCommand    `cmd:"" help:"Trials of the citizens' sign-in."`
	Bench        benchCommand   `cmd:"" help:"Measure what the program promises."`
	Pos          posCommand     `cmd:"" help:"The exchange with the feedback platform: its simulator and its schema."`
	Epgu         epguCommand    `cmd:"" help:"The exchange with portals of services: the simulator of one."`
	Figures      figuresCommand `cmd:"" help:"The figures of services."`
	OpenAPI      openAPI        `cmd:"" name:"openapi" help:"Print the description of all operations (OpenAPI 3.1)."`
}

// usageCode is the exit code of a command that was called wrongly; 1 and 2 are findings of the verifiers.
const usageCode = 3

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var all commands
	parser := kong.Must(&all, kong.Name("veche"), kong.Description("Veche, the platform of a regional government."),
		kong.DefaultEnvars("VECHE"), kong.UsageOnError(), kong.BindTo(ctx, (*context.Context)(nil)))
	k, err := parser.Parse(os.Args[1:])
	if err != nil {
		parser.Exit = func(int) { os.Exit(usageCode) }
		parser.FatalIfErrorf(err)
	}
	err = k.Run()
	if found, ok := errors.AsType[outcome](err); ok { // the report has said it
		os.Exit(found.ExitCode())
	}
	parser.FatalIfErrorf(err)
}
