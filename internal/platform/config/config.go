package config

import (
	"fmt"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"time"
)

// Config is everything that can be set. The tags are read by kong in cmd/veche.
type Config struct {
	Data     string `default:"./data" help:"Folder of the embedded database, the files and the keys." type:"path"`
	Database string `help:"Database: postgres://… or sqlite:PATH. By default sqlite:DATA/veche.db." placeholder:"URL"`
	Calendar string `help:"File (JSON) with production calendars of further years and days off of the region; see docs/production.md." type:"path" placeholder:"FILE"`
	LogForm  string `name:"log" default:"text" enum:"text,json" help:"Form of the log: text or json."`

	Listen       string   `default:"127.0.0.1:8080" help:"Address to listen on."`
	PublicURL    string   `name:"public-url" help:"Address at which people open the program, e.g. https://sed.example.org. With https, cookies go over TLS only." placeholder:"URL"`
	TrustedProxy []string `help:"Networks of the proxies whose X-Forwarded-For is believed, e.g. 10.0.0.0/8." placeholder:"CIDR"`
	SurgeListen  string   `help:"Address that takes applications alone, at half the cost: the proxy brings it POST /api/intake in the hour of a surge, see docs/intake.md. Off by default." placeholder:"ADDRESS"`
	Metrics      string   `help:"Address for Prometheus metrics, e.g. 127.0.0.1:9090. Off by default." placeholder:"ADDRESS"`
	Demo         bool     `help:"Demonstration: people with known passwords stand on the sign-in page."`

	AuditSeal string `help:"Folder outside the database for the seal of the audit log. By default DATA/audit; better on another disk." type:"path" placeholder:"DIR"`

	OrderSeal string `help:"Folder outside the database for the log of the order of applications. By default DATA/order; better on another disk." type:"path" placeholder:"DIR"`

	Session time.Duration `default:"8h" help:"Longest time of a session."`
	Idle    time.Duration `default:"60m" help:"A session ends after this time without use."`

	Mail   Mail   `embed:"" prefix:"mail-"`
	Remote Remote `embed:"" prefix:"remote-signing-"`
	Sign   Sign   `embed:"" prefix:"sign-"`
	POS    SMEV   `embed:"" prefix:"pos-"`
	Signer Signer `embed:"" prefix:"signer-"`

	Interagency SMEV `embed:"" prefix:"interagency-"`
	EPGU        SMEV `embed:"" prefix:"epgu-"`

	Identity Identity `embed:"" prefix:"esia-"`
	OpenID   OpenID   `embed:"" prefix:"oidc-"`
}

// Sign is what electronic signatures need from outside. Addresses of lists and answers about certificates are not
// settings: certificates name them, and the administrator's list allows them.
type Sign struct {
	TSA string `help:"Service of time stamps (RFC 3161) for signatures, e.g. http://tsp.example.org/tsp. Without it they keep the level at which they came." placeholder:"URL"`
}

// Identity is ESIA, by which citizens sign in to the reception; without an address they cannot.
type Identity struct {
	URL         string `help:"ESIA, e.g. https://esia.gosuslugi.ru. The demonstration has its own." placeholder:"URL"`
	Version     int    `default:"1" enum:"1,2" help:"Version of ESIA's protocol: 1 signs its requests by CMS, 2 by the bare signature."`
	Client      string `help:"Name of this system in ESIA (мнемоника)." placeholder:"NAME"`
	Key         string `help:"PEM file with the GOST key of this system and the certificate registered with ESIA." type:"path" placeholder:"FILE"`
	Certificate string `help:"Certificate with which ESIA signs its tokens." type:"path" placeholder:"FILE"`
}

// OpenID is another provider of identity, instead of ESIA.
type OpenID struct {
	Issuer string `help:"Provider of OpenID Connect, instead of ESIA." placeholder:"URL"`
	Client string `help:"Name of this system at the provider." placeholder:"NAME"`
	Secret string `help:"Secret of this system at the provider; set it by the environment."`
}

func (i Identity) check() error {
	if i.URL == "" {
		return nil
	}
	u, err := url.Parse(i.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Hostname() != "127.0.0.1" && u.Hostname() != "localhost" {
		return fmt.Errorf("--esia-url must be like https://esia.gosuslugi.ru, not %q", i.URL)
	}
	if i.Client == "" || i.Key == "" || i.Certificate == "" {
		return fmt.Errorf("--esia-url needs --esia-client, --esia-key and --esia-certificate")
	}
	return nil
}

// SMEV is the way of one exchange – with the feedback platform, with other bodies, with foreign portals – through SMEV 3;
// without an endpoint nothing is asked or sent. Each exchange is an information system of its own there: answers come to
// who asked.
type SMEV struct {
	Endpoint  string   `help:"Node of SMEV 3 for this exchange, e.g. http://smev3:7500/smev/v1.2/ws. The demonstration has its own." placeholder:"URL"`
	Version   string   `default:"1.2" enum:"1.1,1.2,1.3" help:"Version of SMEV that the node serves."`
	Key       string   `help:"File (PEM) with the key and the certificate of the information system." type:"path" placeholder:"FILE"`
	CA        []string `name:"ca" help:"Files with the certificates by which SMEV is believed." type:"path" placeholder:"FILE"`
	FileStore string   `help:"host:port of the file store of SMEV." placeholder:"HOST:PORT"`
}

// Signer is the process that holds the keys of servers (veche signer serve): the seals of bodies. Which key is whose seal
// is for the administrator of the body.
type Signer struct {
	Socket      string `help:"Unix socket of the key server on the same machine." type:"path" placeholder:"PATH"`
	URL         string `help:"Address of a key server elsewhere, https://host:port, in place of the socket." placeholder:"URL"`
	Certificate string `help:"Certificate of this side for it, PEM." type:"path" placeholder:"FILE"`
	TLSKey      string `name:"tls-key" help:"Its key, PEM." type:"path" placeholder:"FILE"`
	Authority   string `help:"Authority of the key server, PEM." type:"path" placeholder:"FILE"`
}

func (s Signer) check() error {
	if s.Socket != "" && s.URL != "" {
		return fmt.Errorf("--signer-socket and --signer-url name two key servers")
	}
	if s.URL != "" && (!strings.HasPrefix(s.URL, "https://") || s.Certificate == "" || s.TLSKey == "" || s.Authority == "") {
		return fmt.Errorf("--signer-url must be https://…, with --signer-certificate, --signer-tls-key and --signer-authority")
	}
	return nil
}

// Mail is the way out for e-mail; without a host nothing is sent.
type Mail struct {
	Host     string `help:"SMTP server. Without it no e-mail is sent."`
	Port     int    `default:"587" help:"Port of the SMTP server."`
	User     string `help:"User of the SMTP server."`
	Password string `help:"Password of the SMTP server; set it by the environment."`
	From     string `help:"Sender's address of letters and notices."`
	TLS      string `default:"starttls" enum:"starttls,optional,none" help:"Protection of the connection: starttls, optional (TLS where the server has it) or none."`
}

// Remote is the service in which executives sign from a phone; without an address nobody does.
type Remote struct {
	URL   string        `help:"Remote signing service, https://…, by the protocol of docs/remote-signing.md. The demonstration has its own." placeholder:"URL"`
	Token string        `help:"Token that the service knows us by; set it by the environment."`
	Form  string        `default:"cms" enum:"cms,raw" help:"What the service returns: cms (a detached signature message) or raw (a signature of one digest)."`
	Term  time.Duration `default:"10m" help:"How long a person has to confirm on his phone."`
}

func (r Remote) check() error {
	if r.URL == "" {
		return nil
	}
	u, err := url.Parse(r.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Hostname() != "127.0.0.1" && u.Hostname() != "localhost" {
		return fmt.Errorf("--remote-signing-url must be like https://sign.example.org, not %q", r.URL)
	}
	if r.Token == "" {
		return fmt.Errorf("--remote-signing-url needs --remote-signing-token")
	}
	return nil
}

// Check says what cannot be.
func (c Config) Check() error {
	if _, err := c.Outside(); err != nil {
		return err
	}
	if _, err := c.Proxies(); err != nil {
		return err
	}
	if c.Mail.Host != "" && c.Mail.From == "" {
		return fmt.Errorf("--mail-host needs --mail-from")
	}
	if u, err := url.Parse(c.Sign.TSA); c.Sign.TSA != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("--sign-tsa must be like http://tsp.example.org/tsp, not %q", c.Sign.TSA)
	}
	if err := c.Remote.check(); err != nil {
		return err
	}
	if err := c.Identity.check(); err != nil {
		return err
	}
	if c.Identity.URL != "" && c.OpenID.Issuer != "" {
		return fmt.Errorf("--esia-url and --oidc-issuer exclude each other")
	}
	if err := c.Signer.check(); err != nil {
		return err
	}
	if c.Session < time.Minute || c.Idle < time.Minute {
		return fmt.Errorf("--session and --idle are a minute at least")
	}
	return nil
}

// DatabaseURL is the database, embedded by default.
func (c Config) DatabaseURL() string {
	if c.Database != "" {
		return c.Database
	}
	return "sqlite:" + filepath.Join(c.Data, "veche.db")
}

// Files is the folder of the files.
func (c Config) Files() string { return filepath.Join(c.Data, "files") }

// Keys is the folder of the keys of this installation.
func (c Config) Keys() string { return filepath.Join(c.Data, "keys") }

// Stand is the folder of the demonstration's own authority.
func (c Config) Stand() string { return filepath.Join(c.Keys(), "stand") }

// Seal is the folder of the tiles and checkpoints of the audit log.
func (c Config) Seal() string {
	if c.AuditSeal != "" {
		return c.AuditSeal
	}
	return filepath.Join(c.Data, "audit")
}

// AuditKey is the file of the key that signs checkpoints; the verifier's half stands beside it with .pub.
func (c Config) AuditKey() string { return filepath.Join(c.Keys(), "audit.key") }

// Order is the folder of the tiles and checkpoints of the order of applications.
func (c Config) Order() string {
	if c.OrderSeal != "" {
		return c.OrderSeal
	}
	return filepath.Join(c.Data, "order")
}

// OrderKey is the file of the key that signs its checkpoints; the verifier's half stands beside it with .pub.
func (c Config) OrderKey() string { return filepath.Join(c.Keys(), "order.key") }

// Outside is the public address, nil when it is not set.
func (c Config) Outside() (*url.URL, error) {
	if c.PublicURL == "" {
		return nil, nil
	}
	u, err := url.Parse(c.PublicURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("--public-url must be like https://sed.example.org, not %q", c.PublicURL)
	}
	return u, nil
}

// Secure reports whether people come over TLS.
func (c Config) Secure() bool { return strings.HasPrefix(c.PublicURL, "https://") }

// Proxies are the networks of the trusted proxies.
func (c Config) Proxies() ([]netip.Prefix, error) {
	var list []netip.Prefix
	for _, text := range c.TrustedProxy {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			address, err := netip.ParseAddr(text)
			if err != nil {
				return nil, fmt.Errorf("--trusted-proxy must be like 10.0.0.0/8, not %q", text)
			}
			prefix = netip.PrefixFrom(address, address.BitLen())
		}
		list = append(list, prefix)
	}
	return list, nil
}
