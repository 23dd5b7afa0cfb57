package db

import (
	"context"
	"fmt"
	"net"
	"os"
	"syscall"
)

// straight is a connection that waits in the kernel and not in the poller of the runtime. The poller is looked at when
// there is nothing else to do, and every ten milliseconds otherwise: while requests come in thousands, each answer of the
// database would lie there that long. It holds a thread while it waits, so it is for few.
type straight struct {
	*os.File
	from net.Conn // closed; tells the addresses
}

// dialStraight connects as a dialer does and takes the connection out of the poller.
func dialStraight(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	raw, err := c.(syscall.Conn).SyscallConn()
	if err != nil {
		return nil, err
	}
	fd := -1
	var failed error
	if err := raw.Control(func(own uintptr) { fd, failed = syscall.Dup(int(own)) }); err != nil {
		return nil, err
	}
	if failed == nil {
		syscall.CloseOnExec(fd)
		failed = syscall.SetNonblock(fd, false)
	}
	if failed != nil {
		return nil, fmt.Errorf("take %s out of the poller: %w", address, failed)
	}
	return &straight{os.NewFile(uintptr(fd), address), c}, nil
}

// Close ends those who wait too: closing alone would let them wait on.
func (s *straight) Close() error {
	if raw, err := s.SyscallConn(); err == nil {
		raw.Control(func(fd uintptr) { syscall.Shutdown(int(fd), syscall.SHUT_RDWR) })
	}
	return s.File.Close()
}

func (s *straight) LocalAddr() net.Addr  { return s.from.LocalAddr() }
func (s *straight) RemoteAddr() net.Addr { return s.from.RemoteAddr() }
