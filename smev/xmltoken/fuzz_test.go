package xmltoken_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"veche/smev/c14n"
	"veche/smev/xmltoken"
)

// FuzzReader: nothing panics; a document is read the same however its octets come; what is read can be written in
// canonical form, which is a document with the same canonical form.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"<?xml version='1.0' encoding='UTF-8'?><a/>", "<p:a xmlns:p='u' p:b='&#9;&lt;'>]]&gt;<![CDATA[x]]]]><!-- --><?p d?>\r\n</p:a>",
		"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "\xff\xfe<\x00a\x00/\x00>\x00", "\xfe\xff\x00<\x00a\x00/\x00>",
		"<?xml version='1.0' encoding='windows-1251'?><\xe0/>", "<a b='1' b='2'/>", "<a xmlns='u'><b xmlns=''/></a>", "<a>&#x10FFFF;&#0;</a>",
		"<?xml version='1.0' encoding='windows-1251'?><a>\x98</a>", "<a>\xed\xa0\x80</a>", "\xef\xbb\xbf<a\t/>\n<!-- -->",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		limits := xmltoken.Limits{Depth: 50, Markup: 4 << 10, Size: 1 << 20}
		whole, err := told(xmltoken.NewReader(bytes.NewReader(in), limits))
		slowly, err2 := told(xmltoken.NewReader(iotest.OneByteReader(bytes.NewReader(in)), limits))
		if errors.Is(err, xmltoken.ErrLimit) || errors.Is(err2, xmltoken.ErrLimit) {
			return
		}
		if whole != slowly || errors.Is(err, io.EOF) != errors.Is(err2, io.EOF) {
			t.Fatalf("%q: %s (%v)\nby octets: %s (%v)", in, whole, err, slowly, err2)
		}
		if !errors.Is(err, io.EOF) {
			return
		}
		var once, twice bytes.Buffer
		if err := c14n.Document(&once, bytes.NewReader(in), c14n.Options{Comments: true}); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
		if err := c14n.Document(&twice, bytes.NewReader(once.Bytes()), c14n.Options{Comments: true}); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("%q: %v\n%q\n%q", in, err, &once, &twice)
		}
	})
}
