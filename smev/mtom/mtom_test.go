package mtom_test

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"strings"
	"testing"

	"veche/smev/mtom"
)

func octets(id, s string) mtom.File {
	return mtom.File{ID: id, ContentType: "application/pdf", Size: int64(len(s)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
}

func all(t testing.TB, contentType string, body io.Reader, l mtom.Limits) (root string, files map[string]string, err error) {
	t.Helper()
	r, err := mtom.NewReader(contentType, body, l)
	if err != nil {
		return "", nil, err
	}
	files = map[string]string{}
	for {
		p, err := r.Next()
		if errors.Is(err, io.EOF) {
			return root, files, nil
		}
		if err != nil {
			return "", nil, err
		}
		content, err := io.ReadAll(p)
		if err != nil {
			return "", nil, err
		}
		if p.Root {
			root = string(content)
		} else {
			files[p.ID] = string(content)
		}
	}
}

func TestAMessageComesBackAsItWent(t *testing.T) {
	for name, m := range map[string]*mtom.Message{
		"with files":           mtom.NewMessage([]byte("<a/>"), octets("one", "\r\n--\r\n"), octets("два", "2")),
		"without files":        mtom.NewMessage([]byte("<a/>")),
		"parameters in pieces": mtom.NewMessage([]byte("<a/>"), octets("one", "1")).InPieces(),
	} {
		t.Run(name, func(t *testing.T) {
			for range 2 { // a body can be had again
				body, err := m.Body()
				if err != nil {
					t.Fatal(err)
				}
				whole, err := io.ReadAll(body)
				if err != nil || int64(len(whole)) != m.Length() || body.Close() != nil {
					t.Fatalf("%d octets instead of %d: %v", len(whole), m.Length(), err)
				}
				root, files, err := all(t, m.ContentType(), bytes.NewReader(whole), mtom.Limits{})
				if err != nil || root != "<a/>" {
					t.Fatalf("%q, %v", root, err)
				}
				if name == "with files" && (files["one"] != "\r\n--\r\n" || files["два"] != "2") {
					t.Errorf("%q", files)
				}
			}
		})
	}
}

func TestWhatOccursInTheField(t *testing.T) {
	const smev = `multipart/related; start*0="<7b6c0d36-0dca-4a4e-9d0f-9b4a4c6c9d4c"; start*1="@ws.apache.org>"; boundary="--=_Part_1"; type="application/xop+xml"; start-info="text/xml"`
	cases := map[string]struct{ contentType, body, root, file string }{
		"a preamble, parameters in pieces, line ends behind the end": {smev,
			"some words\r\n----=_Part_1\r\nContent-Type: application/xop+xml\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <7b6c0d36-0dca-4a4e-9d0f-9b4a4c6c9d4c@ws.apache.org>\r\n\r\n<a/>\r\n----=_Part_1--\r\n\r\n", "<a/>", ""},
		"the root is not the first part": {`multipart/related; boundary=b; start="<r>"`,
			"--b\r\nContent-ID: <f>\r\n\r\nfile\r\n--b\r\nContent-ID: <r>\r\n\r\n<a/>\r\n--b--", "<a/>", "file"},
		"no start": {`multipart/related; boundary=b`,
			"--b\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--b\r\nContent-Id: <f>\r\nContent-Transfer-Encoding: BASE64\r\n\r\nZmls\r\nZQ==\r\n--b--", "<a/>", "file"},
		"the envelope alone": {"text/xml; charset=utf-8", "<a/>", "<a/>", ""},
		"bare line feeds":    {`Multipart/Related; boundary=b`, "--b\nContent-ID: <r>\n\n<a/>\n--b--\n", "<a/>", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			root, files, err := all(t, c.contentType, strings.NewReader(c.body), mtom.Limits{})
			if err != nil || root != c.root || files["f"] != c.file {
				t.Errorf("%q, %q, %v", root, files, err)
			}
		})
	}
}

func TestWhatIsRefused(t *testing.T) {
	two := "--b\r\n\r\n<a/>\r\n--b\r\nContent-Id: <f>\r\n\r\n12345\r\n--b--"
	cases := map[string]struct {
		contentType, body string
		limits            mtom.Limits
		large             bool
	}{
		"a page of a gateway":         {"text/html", "<html/>", mtom.Limits{}, false},
		"no boundary":                 {"multipart/related", two, mtom.Limits{}, false},
		"cut short":                   {"multipart/related; boundary=b", "--b\r\n\r\n<a/>\r\n--b\r\n\r\n123", mtom.Limits{}, false},
		"a start that is not there":   {`multipart/related; boundary=b; start="<x>"`, two, mtom.Limits{}, false},
		"an encoding nobody knows":    {"multipart/related; boundary=b", "--b\r\nContent-Transfer-Encoding: x-uu\r\n\r\n<a/>\r\n--b--", mtom.Limits{}, false},
		"a file too large":            {"multipart/related; boundary=b", two, mtom.Limits{Part: 4}, true},
		"an envelope too large":       {"text/xml", "<a/>", mtom.Limits{Root: 3}, true},
		"too many parts":              {"multipart/related; boundary=b", two, mtom.Limits{Parts: 1}, true},
		"too much together":           {"multipart/related; boundary=b", two, mtom.Limits{Total: 8}, true},
		"a Content-Type that is none": {"multipart/related; boundary", two, mtom.Limits{}, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, _, err := all(t, c.contentType, strings.NewReader(c.body), c.limits)
			if err == nil || errors.Is(err, mtom.ErrTooLarge) != c.large {
				t.Error(err)
			}
		})
	}
}

func TestAFileThatHasChangedIsNotSent(t *testing.T) {
	for _, size := range []int64{1, 3} {
		f := octets("f", "12")
		f.Size = size
		body, err := mtom.NewMessage([]byte("<a/>"), f).Body()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(body); err == nil {
			t.Errorf("2 octets are sent as %d", size)
		}
	}
	if _, err := mtom.NewMessage(nil, octets("a>\r\nX: y", "")).Body(); err == nil {
		t.Error("a header is smuggled in")
	}
}

func TestReferences(t *testing.T) {
	for href, want := range map[string]string{"cid:a": "a", "cid:a%40b%20c": "a@b c", " cid:x ": "x", "http://a/b": "", "cid:": "", "cid:%zz": ""} {
		if got, _ := mtom.Reference(href); got != want {
			t.Errorf("%q: %q", href, got)
		}
	}
	if got, _ := mtom.Reference(mtom.Href("имя 1%")); got != "имя 1%" {
		t.Error(got)
	}
}

func FuzzReader(f *testing.F) {
	f.Add("multipart/related; boundary=b", "--b\r\nContent-ID: <r>\r\n\r\n<a/>\r\n--b--")
	f.Add(`multipart/related; start*0="<r"; start*1=">"; boundary="b"`, "x\r\n--b\nContent-ID: <r>\n\n<a/>\n--b\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--")
	f.Add("text/xml", "<a/>")
	f.Fuzz(func(t *testing.T, contentType, body string) {
		root, files, err := all(t, contentType, strings.NewReader(body), mtom.Limits{Root: 1 << 16, Part: 1 << 16, Parts: 16})
		if err != nil {
			return
		}
		if _, _, err := mime.ParseMediaType(contentType); err != nil {
			t.Errorf("%q is read", contentType)
		}
		m := mtom.NewMessage([]byte(root))
		if len(files) > 16 {
			t.Errorf("%d files", len(files))
		}
		again, err := m.Body()
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := all(t, m.ContentType(), again, mtom.Limits{}); err != nil || got != root {
			t.Errorf("%q is read again as %q: %v", root, got, err)
		}
	})
}
