package filestore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Client of a file store. The zero Timeout is a minute; it is of each step, not of a whole file.
type Client struct {
	Address string // host:port; without a port it is 21
	Timeout time.Duration
	Limit   int64 // octets of a file; zero is 5 GiB
	Dial    func(ctx context.Context, network, address string) (net.Conn, error)
}

// ErrTooLarge is told of a file longer than the limit.
var ErrTooLarge = errors.New("filestore: the file is larger than allowed")

// ReplyError is a refusal of the server.
type ReplyError struct {
	Command string
	Code    int
	Text    string
}

// Error tells what was refused and how.
func (e *ReplyError) Error() string {
	return fmt.Sprintf("filestore: %s is answered %d %.200s", e.Command, e.Code, e.Text)
}

// Temporary reports that the same may succeed later (RFC 959, section 4.2.1).
func (e *ReplyError) Temporary() bool { return e.Code >= 400 && e.Code < 500 }

// Upload puts a file into the folder of its UUID. It may be repeated: the last one stays.
func (c *Client) Upload(ctx context.Context, uuid, name string, content io.Reader) error {
	if !plain(uuid) || !plain(name) {
		return fmt.Errorf("filestore: %.80q and %.80q are not names of a folder and a file", uuid, name)
	}
	s, err := c.open(ctx, "anonymous", "anonymous")
	if err != nil {
		return err
	}
	defer s.close()
	var refused *ReplyError
	if err := s.command(257, "MKD %s", uuid); err != nil && !errors.As(err, &refused) {
		return err // a folder that is there already is no reason to stop: the next step tells
	}
	if err := s.command(250, "CWD %s", uuid); err != nil {
		return err
	}
	data, err := s.transfer(ctx, "STOR "+name)
	if err != nil {
		return err
	}
	if _, err = io.Copy(data, content); err != nil {
		data.abort() // an ordinary end would pass for the end of the file
		return fmt.Errorf("filestore: upload: %w", err)
	}
	if err := data.Close(); err != nil {
		return fmt.Errorf("filestore: upload: %w", err)
	}
	return s.finish("STOR")
}

// Download reads the file of an account.
func (c *Client) Download(ctx context.Context, user, password, name string, into io.Writer) error {
	name = strings.TrimPrefix(name, "/")
	for _, part := range strings.Split(name, "/") {
		if !plain(part) {
			return fmt.Errorf("filestore: %.80q is not the name of a file", name)
		}
	}
	s, err := c.open(ctx, user, password)
	if err != nil {
		return err
	}
	defer s.close()
	data, err := s.transfer(ctx, "RETR "+name)
	if err != nil {
		return err
	}
	limit := c.Limit
	if limit == 0 {
		limit = 5 << 30
	}
	n, err := io.Copy(into, io.LimitReader(data, limit+1))
	data.Close()
	switch {
	case err != nil:
		return fmt.Errorf("filestore: download: %w", err)
	case n > limit:
		return ErrTooLarge
	}
	return s.finish("RETR")
}

// plain accepts one part of a path: no separators, nothing that ends a command.
func plain(name string) bool {
	return name != "" && name != "." && name != ".." && len(name) <= 255 && !strings.ContainsAny(name, "/\\\r\n\x00")
}

// session is one control connection.
type session struct {
	client  *Client
	host    string
	control net.Conn
	text    *textproto.Conn
	stop    func() bool
}

func (c *Client) open(ctx context.Context, user, password string) (*session, error) {
	if strings.ContainsAny(user+password, "\r\n\x00") {
		return nil, errors.New("filestore: the account has a line end in it")
	}
	address := c.Address
	if _, _, err := net.SplitHostPort(address); err != nil {
		address = net.JoinHostPort(address, "21")
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("filestore: %w", err)
	}
	control, err := c.dial(ctx, address)
	if err != nil {
		return nil, err
	}
	s := &session{client: c, host: host, control: control}
	s.stop = context.AfterFunc(ctx, func() { control.Close() })
	s.text = textproto.NewConn(&patient{control, c.timeout()})
	if err := s.greet(user, password); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *session) greet(user, password string) error {
	if _, _, err := s.text.ReadResponse(220); err != nil {
		return replied("greeting", err)
	}
	code, err := s.ask("USER", "USER %s", user)
	if code == 331 {
		code, err = s.ask("PASS", "PASS %s", password) // never in an error or a log
	}
	if code != 230 {
		return err
	}
	return s.command(200, "TYPE I")
}

func (s *session) close() {
	s.stop()
	s.text.PrintfLine("QUIT") // a courtesy: what was wanted is done, or has failed for another reason
	s.text.Close()
}

// ask sends a command and returns the code of its answer; every answer is an error, for the caller who wants another.
func (s *session) ask(name, format string, args ...any) (int, error) {
	if err := s.text.PrintfLine(format, args...); err != nil {
		return 0, fmt.Errorf("filestore: %s: %w", name, err)
	}
	code, text, err := s.text.ReadResponse(0)
	if err != nil {
		return 0, replied(name, err)
	}
	return code, &ReplyError{name, code, text}
}

func (s *session) command(want int, format string, args ...any) error {
	name, _, _ := strings.Cut(format, " ")
	if code, err := s.ask(name, format, args...); code != want {
		return err
	}
	return nil
}

func replied(command string, err error) error {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return &ReplyError{command, answer.Code, answer.Msg}
	}
	return fmt.Errorf("filestore: %s: %w", command, err)
}

var (
	extendedPort = regexp.MustCompile(`\(\|\|\|(\d{1,5})\|\)`)
	passivePort  = regexp.MustCompile(`\d{1,3},\d{1,3},\d{1,3},\d{1,3},(\d{1,3}),(\d{1,3})`)
)

// transfer opens a data connection to the same host and starts a command on it.
func (s *session) transfer(ctx context.Context, command string) (*dataConn, error) {
	port, err := s.passive()
	if err != nil {
		return nil, err
	}
	data, err := s.client.dial(ctx, net.JoinHostPort(s.host, strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	name, _, _ := strings.Cut(command, " ")
	code, err := s.ask(name, "%s", command)
	if code != 150 && code != 125 {
		data.Close()
		return nil, err
	}
	d := &dataConn{patient: patient{data, s.client.timeout()}}
	d.stop = context.AfterFunc(ctx, d.abort)
	return d, nil
}

// dataConn carries one file.
type dataConn struct {
	patient
	stop func() bool
}

func (d *dataConn) Close() error {
	d.stop()
	return d.Conn.Close()
}

// abort resets the connection, so that the server sees a failure and not an end.
func (d *dataConn) abort() {
	if tcp, ok := d.Conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	d.Conn.Close()
}

// passive asks for a port, first in the newer way (RFC 2428).
func (s *session) passive() (int, error) {
	code, err := s.ask("EPSV", "EPSV")
	var reply *ReplyError
	if code == 229 && errors.As(err, &reply) {
		if m := extendedPort.FindStringSubmatch(reply.Text); m != nil {
			return port(m[1])
		}
	}
	if code, err = s.ask("PASV", "PASV"); code != 227 || !errors.As(err, &reply) {
		return 0, err
	}
	m := passivePort.FindStringSubmatch(reply.Text)
	if m == nil {
		return 0, &ReplyError{"PASV", code, reply.Text}
	}
	high, _ := strconv.Atoi(m[1]) // digits by the pattern
	low, _ := strconv.Atoi(m[2])
	return port(strconv.Itoa(high*256 + low))
}

func port(digits string) (int, error) {
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1024 || n > 65535 {
		return 0, fmt.Errorf("filestore: the server offers the port %s", digits)
	}
	return n, nil
}

// finish reads the answer after a transfer.
func (s *session) finish(name string) error {
	if _, _, err := s.text.ReadResponse(226); err != nil {
		return replied(name, err)
	}
	return nil
}

func (c *Client) timeout() time.Duration {
	if c.Timeout == 0 {
		return time.Minute
	}
	return c.Timeout
}

func (c *Client) dial(ctx context.Context, address string) (net.Conn, error) {
	dial := c.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: c.timeout()}).DialContext
	}
	conn, err := dial(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("filestore: %w", err)
	}
	return conn, nil
}

// patient gives every reading and writing the same time.
type patient struct {
	net.Conn
	timeout time.Duration
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.SetReadDeadline(time.Now().Add(p.timeout)); err != nil {
		return 0, err
	}
	return p.Conn.Read(b)
}

func (p *patient) Write(b []byte) (int, error) {
	if err := p.SetWriteDeadline(time.Now().Add(p.timeout)); err != nil {
		return 0, err
	}
	return p.Conn.Write(b)
}
