package transform_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"veche/smev/transform"
)

const include = `<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:1@veche"/>`

func attachment(content []byte) transform.Attachment {
	return func(href string) (io.ReadCloser, error) {
		if href != "cid:1@veche" {
			return nil, os.ErrNotExist
		}
		return io.NopCloser(bytes.NewReader(content)), nil
	}
}

func TestAttachmentsStandInPlace(t *testing.T) {
	for _, content := range []string{"", "x", "document", strings.Repeat("0123456789", 5000)} {
		b64 := base64.StdEncoding.EncodeToString([]byte(content))
		for in, want := range map[string]string{
			"<a>" + include + "</a>": "<a>" + b64 + "</a>",
			"<a>\n" + strings.Replace(include, "/>", "> <!-- --></x:Include>", 1) + "</a>": "<a>\n" + b64 + "</a>",
			"<a>" + include + "<b/></a>": "<a>" + b64 + "<b></b></a>",
		} {
			var out bytes.Buffer
			if err := transform.Document(&out, strings.NewReader(in), transform.Options{Attachment: attachment([]byte(content))}); err != nil {
				t.Fatal(err)
			}
			if content == "" {
				want = strings.Replace(want, "\n", "", 1) // nothing but white space is left
			}
			if out.String() != want {
				t.Errorf("%s of %d octets: %.100s, wanted %.100s", in, len(content), &out, want)
			}
		}
	}
}

func TestAnIncludeIsAnElementUnlessAttachmentsAreGiven(t *testing.T) {
	if got := transformed(t, "<a>"+include+"</a>"); got != `<a><ns1:Include xmlns:ns1="http://www.w3.org/2004/08/xop/include" href="cid:1@veche"></ns1:Include></a>` {
		t.Error(got)
	}
}

func TestAttachmentsThatAreNotThere(t *testing.T) {
	broken := errors.New("the disk is broken")
	for why, c := range map[string]struct {
		in   string
		open transform.Attachment
		want error
	}{
		"another name":       {strings.Replace(include, "cid:1", "cid:2", 1), attachment(nil), os.ErrNotExist},
		"no name":            {strings.Replace(include, "href", "ref", 1), attachment(nil), transform.ErrInclude},
		"a content":          {strings.Replace(include, "/>", ">text</x:Include>", 1), attachment(nil), transform.ErrInclude},
		"an element within":  {strings.Replace(include, "/>", "><b/></x:Include>", 1), attachment(nil), transform.ErrInclude},
		"an error of a disk": {include, func(string) (io.ReadCloser, error) { return io.NopCloser(brokenReader{broken}), nil }, broken},
	} {
		err := transform.Document(io.Discard, strings.NewReader("<a>"+c.in+"</a>"), transform.Options{Attachment: c.open})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", why, err)
		}
	}
}

type brokenReader struct{ err error }

func (r brokenReader) Read([]byte) (int, error) { return 0, r.err }

func TestTooMuchWhiteSpaceIsRefused(t *testing.T) {
	in := io.MultiReader(strings.NewReader("<a>"), io.LimitReader(blanks{}, 8<<20), strings.NewReader("b</a>"))
	if err := transform.Document(io.Discard, in, transform.Options{}); !errors.Is(err, transform.ErrSpace) {
		t.Error(err)
	}
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}
