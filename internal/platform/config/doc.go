// Package config is the one list of what can be set from outside, with defaults that work: `veche serve` runs without
// any setting. Each is a flag and an environment variable of the same name: --mail-host is VECHE_MAIL_HOST.
package config
