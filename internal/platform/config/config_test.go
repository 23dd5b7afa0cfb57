package config_test

import (
	"testing"
	"time"

	"veche/internal/platform/config"
)

func TestCheck(t *testing.T) {
	with := func(change func(c *config.Config)) config.Config {
		c := config.Config{Data: "./data", Session: 8 * time.Hour, Idle: time.Hour}
		change(&c)
		return c
	}
	for _, c := range []struct {
		name string
		with config.Config
		good bool
	}{
		{"nothing set", with(func(*config.Config) {}), true},
		{"an address with TLS", with(func(c *config.Config) { c.PublicURL = "https://sed.example.org" }), true},
		{"an address without a scheme", with(func(c *config.Config) { c.PublicURL = "sed.example.org" }), false},
		{"an address with a path", with(func(c *config.Config) { c.PublicURL = "https://example.org/sed" }), false},
		{"a network of proxies", with(func(c *config.Config) { c.TrustedProxy = []string{"10.0.0.0/8", "192.168.1.1"} }), true},
		{"a proxy by name", with(func(c *config.Config) { c.TrustedProxy = []string{"proxy"} }), false},
		{"a remote signing service", with(func(c *config.Config) { c.Remote.URL, c.Remote.Token = "https://sign.example.org", "secret" }), true},
		{"a remote signing service without TLS", with(func(c *config.Config) { c.Remote.URL, c.Remote.Token = "http://sign.example.org", "secret" }), false},
		{"one on the same machine", with(func(c *config.Config) { c.Remote.URL, c.Remote.Token = "http://127.0.0.1:9090", "secret" }), true},
		{"one without a token", with(func(c *config.Config) { c.Remote.URL = "https://sign.example.org" }), false},
		{"mail without a sender", with(func(c *config.Config) { c.Mail.Host = "mail" }), false},
		{"a service of time stamps", with(func(c *config.Config) { c.Sign.TSA = "http://tsp.example.org/tsp" }), true},
		{"a service of time stamps by its name alone", with(func(c *config.Config) { c.Sign.TSA = "tsp.example.org" }), false},
		{"a session of no time", with(func(c *config.Config) { c.Idle = 0 }), false},
	} {
		if err := c.with.Check(); (err == nil) != c.good {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestDatabaseIsEmbeddedByDefault(t *testing.T) {
	if url := (config.Config{Data: "/srv/veche"}).DatabaseURL(); url != "sqlite:/srv/veche/veche.db" {
		t.Error(url)
	}
}
