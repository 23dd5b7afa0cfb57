//go:build js && wasm

package main

import (
	"context"
	"encoding/json"
	"syscall/js"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/passport/examine"
	"veche/internal/services/receipt"
)

func main() {
	js.Global().Set("vecheVerify", js.FuncOf(func(_ js.Value, args []js.Value) any { return verify(args[0]) }))
	select {} // the page calls until it is closed
}

// answer is what the page shows: a report with its words, or why there is none.
type answer struct {
	Passport *examine.Report `json:"passport,omitempty"`
	CMS      *cms.Report     `json:"cms,omitempty"`
	Receipt  *receipt.Report `json:"receipt,omitempty"`
	Text     string          `json:"text"`
	// Sentences are the reasons of signatures in words, with what each weighs.
	Sentences map[reason.Code]sentence `json:"sentences"`
	Error     string                   `json:"error,omitempty"`
	File      string                   `json:"file,omitempty"` // that could not be read
}

type sentence struct {
	Text   string         `json:"text"`
	Weight reason.Verdict `json:"weight"`
}

func verify(question js.Value) string {
	out := judge(question)
	out.Sentences = map[reason.Code]sentence{}
	for _, code := range reason.Codes() {
		out.Sentences[code] = sentence{code.Russian(), code.Weight()}
	}
	raw, err := json.Marshal(out)
	if err != nil {
		return `{"text":"","error":"the report cannot be written","sentences":{}}`
	}
	return string(raw)
}

func judge(question js.Value) answer {
	if given := question.Get("receipt"); given.Truthy() {
		return judgeReceipt(given, question)
	}
	o, refused := options(question)
	if refused != nil {
		return *refused
	}
	ctx := context.Background()
	if passport := question.Get("passport"); passport.Truthy() {
		file := open(passport)
		report, err := examine.Passport(ctx, file, file.size, o)
		if err != nil {
			return answer{Error: err.Error()}
		}
		return answer{Passport: report, Text: report.Russian()}
	}
	content := cms.Content{}
	if given := question.Get("content"); given.Truthy() {
		content = cms.Stream(open(given).stream())
	}
	report, err := cms.Verify(ctx, octets(question.Get("signature")), content, cms.Options{Trust: &o.Trust, At: o.At})
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{CMS: report, Text: report.Russian()}
}

// judgeReceipt checks the receipt of an application, beside checkpoints and receipts of others.
func judgeReceipt(given, question js.Value) answer {
	o := receipt.Options{Key: question.Get("key").String()}
	held := question.Get("held")
	for i := range held.Length() {
		one := held.Index(i)
		o.Held = append(o.Held, receipt.Held{Name: one.Get("name").String(), Raw: octets(one.Get("bytes"))})
	}
	report, err := receipt.Examine(octets(given.Get("bytes")), o)
	if err != nil {
		return answer{Error: err.Error(), File: given.Get("name").String()}
	}
	return answer{Receipt: report, Text: report.Russian()}
}

// options are what the person brings besides: certificates, lists, answers, a moment, a key.
func options(question js.Value) (o examine.Options, refused *answer) {
	for _, kind := range []struct {
		name string
		add  func([]byte) error
	}{{"certificates", o.Believe}, {"lists", o.AddCRL}, {"answers", o.AddOCSP}} {
		given := question.Get(kind.name)
		for i := range given.Length() {
			one := given.Index(i)
			if err := kind.add(octets(one.Get("bytes"))); err != nil {
				return o, &answer{Error: err.Error(), File: one.Get("name").String()}
			}
		}
	}
	if at := question.Get("at").String(); at != "" {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			return o, &answer{Error: err.Error()}
		}
		o.At = moment
	}
	if !question.Get("revocation").Bool() {
		o.Trust.Revocation = pki.RevocationIfKnown
	}
	o.Key = question.Get("key").String()
	compared := question.Get("compared")
	for i := range compared.Length() {
		o.Compared = append(o.Compared, compared.Index(i).String())
	}
	return o, nil
}
