package filestore

import (
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"
)

func itoa(n int) string { return strconv.Itoa(n) }

// listen opens a port for one data connection at the address that the client came to.
func (v *visit) listen(reply func(port int) string) bool {
	v.closeData()
	host, _, err := net.SplitHostPort(v.conn.LocalAddr().String())
	if err != nil {
		return v.say("425 No data connection")
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		return v.say("425 No data connection")
	}
	v.listener = l
	return v.say(reply(l.Addr().(*net.TCPAddr).Port))
}

func (v *visit) passive() bool {
	local, ok := v.conn.LocalAddr().(*net.TCPAddr)
	if !ok || local.IP.To4() == nil {
		return v.say("522 EPSV, please")
	}
	return v.listen(func(port int) string {
		return fmt.Sprintf("227 Entering (%s,%d,%d)", strings.ReplaceAll(local.IP.To4().String(), ".", ","), port/256, port%256)
	})
}

// accept announces a transfer and waits for the client's data connection.
func (v *visit) accept() (net.Conn, bool) {
	if v.listener == nil || !v.say("150 Go") {
		return nil, false
	}
	defer v.closeData()
	if err := v.listener.(*net.TCPListener).SetDeadline(time.Now().Add(connect)); err != nil {
		return nil, false
	}
	data, err := v.listener.Accept()
	if err != nil || !v.server.keep(data) {
		return nil, false
	}
	return data, true
}

func (v *visit) closeData() {
	if v.listener != nil {
		v.listener.Close()
		v.listener = nil
	}
}
