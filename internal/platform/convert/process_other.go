//go:build unix && !linux

package convert

import "syscall"

func isolated() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func isolates() bool { return false }
