package filestore

import (
	"net"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	idle    = 5 * time.Minute
	connect = 30 * time.Second
)

// visit is one control connection of a client.
type visit struct {
	server *Server
	conn   net.Conn
	text   *textproto.Conn

	user     string
	account  *grant // nil for the anonymous, who upload
	inside   bool
	folder   string
	listener net.Listener
}

func (v *visit) serve() {
	v.text = textproto.NewConn(&patient{v.conn, idle})
	defer v.closeData()
	if v.server.down.Load() {
		v.say("421 File store is down")
		return
	}
	if !v.say("220 Veche file store") {
		return
	}
	for {
		line, err := v.text.ReadLine()
		if err != nil {
			return
		}
		if v.server.down.Load() {
			v.say("421 File store is down")
			return
		}
		name, argument, _ := strings.Cut(line, " ")
		if !v.do(strings.ToUpper(name), argument) {
			return
		}
	}
}

func (v *visit) say(line string) bool { return v.text.PrintfLine("%s", line) == nil }

// do answers a command; false ends the visit.
func (v *visit) do(name, argument string) bool {
	switch name {
	case "USER":
		v.user, v.inside, v.account = argument, false, nil
		return v.say("331 Password, please")
	case "PASS":
		return v.enter(argument)
	case "QUIT":
		v.say("221 Bye")
		return false
	case "NOOP":
		return v.say("200 Yes")
	}
	if !v.inside {
		return v.say("530 Sign in first")
	}
	switch name {
	case "TYPE":
		return v.say("200 Octets")
	case "EPSV":
		return v.listen(func(port int) string { return "229 Entering (|||" + itoa(port) + "|)" })
	case "PASV":
		return v.passive()
	case "MKD":
		return v.makeFolder(argument)
	case "CWD":
		return v.changeFolder(argument)
	case "STOR":
		return v.take(argument)
	case "RETR":
		return v.give(argument)
	}
	return v.say("502 Not here")
}

func (v *visit) enter(password string) bool {
	if v.user == "anonymous" || v.user == "ftp" {
		v.inside = true
		return v.say("230 Upload")
	}
	if g, ok := v.server.enter(v.user, password); ok {
		v.account, v.inside = &g, true
		return v.say("230 Download")
	}
	return v.say("530 No such account")
}

func (v *visit) makeFolder(name string) bool {
	if v.account != nil || !plain(name) {
		return v.say("550 Not allowed")
	}
	if err := os.Mkdir(filepath.Join(v.server.dir, name), 0o700); err != nil {
		return v.say("550 There already")
	}
	return v.say("257 Made")
}

func (v *visit) changeFolder(name string) bool {
	name = strings.Trim(name, "/")
	if v.account != nil && name == "" {
		return v.say("250 Here")
	}
	info, err := os.Stat(filepath.Join(v.server.dir, name))
	if v.account != nil || !plain(name) || err != nil || !info.IsDir() {
		return v.say("550 No such folder")
	}
	v.folder = name
	return v.say("250 There")
}

func (v *visit) take(name string) bool {
	if v.account != nil || v.folder == "" || !plain(name) || strings.HasPrefix(name, partial) {
		return v.say("550 Not allowed")
	}
	data, ok := v.accept()
	if !ok {
		return v.say("425 No data connection")
	}
	defer v.server.drop(data)
	if err := v.server.store(v.folder, name, &patient{data, idle}); err != nil {
		return v.say("451 Not stored")
	}
	return v.say("226 Stored")
}

// give sends the file of the account, which is spent when the whole was sent.
func (v *visit) give(name string) bool {
	if v.account == nil || strings.TrimPrefix(name, "/") != v.account.FileName {
		return v.say("550 No such file")
	}
	path, err := v.server.Path(v.account.uuid)
	if err != nil {
		return v.say("550 No such file")
	}
	file, err := os.Open(path)
	if err != nil {
		return v.say("451 Not readable")
	}
	defer file.Close()
	data, ok := v.accept()
	if !ok {
		return v.say("425 No data connection")
	}
	_, err = file.WriteTo(&patient{data, idle})
	v.server.drop(data)
	if err != nil {
		return v.say("426 Broken off")
	}
	v.server.spend(v.user)
	return v.say("226 Sent")
}
