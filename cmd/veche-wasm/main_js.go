//go:build js

package main

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"syscall/js"
	"time"
)

// main gives JavaScript the function newSoftwareToken(name): an object with root(), revocations(), issue(person as
// JSON) and sign(thumbprint, digest in hex). Each answers {value} or {error}; octets are in base64.
func main() {
	js.Global().Set("newSoftwareToken", answer(func(args []string) (any, error) {
		t, err := newToken(args[0], time.Now())
		if err != nil {
			return nil, err
		}
		return t.object(), nil
	}))
	select {} // JavaScript calls from now on
}

func (t *token) object() map[string]any {
	return map[string]any{
		"root":        answer(func([]string) (any, error) { return text(t.ca.Certificate.Raw()), nil }),
		"revocations": answer(func([]string) (any, error) { return octets(t.revocations()) }),
		"issue": answer(func(args []string) (any, error) {
			var p person
			if err := json.Unmarshal([]byte(args[0]), &p); err != nil {
				return nil, err
			}
			return octets(t.issue(p))
		}),
		"sign": answer(func(args []string) (any, error) {
			digest, err := hex.DecodeString(args[1])
			if err != nil {
				return nil, err
			}
			return octets(t.sign(context.Background(), args[0], digest))
		}),
	}
}

func text(raw []byte) string { return base64.StdEncoding.EncodeToString(raw) }

func octets(raw []byte, err error) (any, error) { return text(raw), err }

// answer makes a function of JavaScript from one of Go: a refusal is a value too, as a panic would end the program.
func answer(f func(args []string) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, given []js.Value) any {
		args := make([]string, max(len(given), 2))
		for i, one := range given {
			args[i] = one.String()
		}
		value, err := f(args)
		if err != nil {
			return map[string]any{"error": fmt.Sprint(err)}
		}
		return map[string]any{"value": value}
	})
}
