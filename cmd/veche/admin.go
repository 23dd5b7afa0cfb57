package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"veche/internal/app"
	"veche/internal/org"
	"veche/internal/platform/config"
)

type admin struct {
	Create adminCreate `cmd:"" help:"Make the administrator of a body; makes the body when it is not there. The password is asked, or read from the standard input."`
}

type adminCreate struct {
	config.Config `embed:""`
	Login         string `required:"" help:"Login."`
	Name          string `required:"" help:"Surname, name, patronymic." placeholder:"«Иванова Анна Ильинична»"`
	Body          string `required:"" help:"Name of the body." placeholder:"NAME"`
	Short         string `help:"Short name of a new body; its name by default." placeholder:"NAME"`
	Zone          string `default:"Europe/Moscow" help:"Time zone of a new body."`
}

// Run makes the first person who can make others. A production start has nobody else.
func (c *adminCreate) Run(ctx context.Context) error {
	password, err := askSecret("Password")
	if err != nil {
		return err
	}
	a, err := app.New(ctx, c.Config)
	if err != nil {
		return err
	}
	defer a.Close()
	surname, rest, _ := strings.Cut(strings.TrimSpace(c.Name), " ")
	name, patronymic, _ := strings.Cut(strings.TrimSpace(rest), " ")
	err = a.Org.FirstAdministrator(ctx, org.First{Names: org.Names{Surname: surname, Name: name, Patronymic: patronymic},
		Login: c.Login, Password: password, Body: c.Body, Short: c.Short, Zone: c.Zone})
	if err == nil {
		fmt.Println("made; the password is to be changed at the first sign-in")
	}
	return err
}

// askSecret asks at a terminal without showing, and reads one line otherwise; a secret never stands in the arguments,
// which everybody on the machine can see.
func askSecret(what string) (string, error) {
	if in := int(os.Stdin.Fd()); term.IsTerminal(in) {
		fmt.Fprint(os.Stderr, what+": ")
		raw, err := term.ReadPassword(in)
		fmt.Fprintln(os.Stderr)
		return string(raw), err
	}
	lines := bufio.NewScanner(os.Stdin)
	if !lines.Scan() {
		return "", fmt.Errorf("no %s on the standard input", what)
	}
	return lines.Text(), lines.Err()
}
