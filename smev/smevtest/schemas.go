package smevtest

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"veche/smev/message"
)

// Schemas judge envelopes by the official schemas.
type Schemas struct {
	t   testing.TB
	dir string
}

// Data is a folder of published data beside the repository. They are not ours to copy; a test without its data fails.
func Data(t testing.TB, folder string) string {
	t.Helper()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(here, "go.mod")); err == nil {
			break
		}
		here = filepath.Dir(here)
	}
	path := filepath.Join(here, "..", "shared", "data", folder)
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the public data are not at %s beside the repository: %v", path, err)
	}
	return path
}

// NewSchemas lays the schemas out in a temporary folder. Those of 1.2 are not published: they are those of 1.3 with the
// namespaces of 1.2, where the names of Sender and Recipient may be absent; 19 of 21 published messages of 1.2 are valid
// by them.
func NewSchemas(t testing.TB) *Schemas {
	t.Helper()
	source := Data(t, "smev")
	s := &Schemas{t: t, dir: t.TempDir()}
	for _, v := range []string{"1.1", "1.3"} {
		s.copy(filepath.Join(source, "schema-"+v), v, func(text string) string { return text })
	}
	name := regexp.MustCompile(`<xs:element name="HumanReadableName" type`)
	s.copy(filepath.Join(source, "schema-1.3"), "1.2", func(text string) string {
		text = strings.ReplaceAll(text, "/1.3\"", "/1.2\"")
		return name.ReplaceAllString(text, `<xs:element name="HumanReadableName" minOccurs="0" type`)
	})
	for _, v := range message.Versions() {
		s.write(string(v), "all.xsd", fmt.Sprintf(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/%[1]s" schemaLocation="smev-message-exchange-types-%[2]s.xsd"/>
<xs:import namespace="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/faults/%[1]s" schemaLocation="smev-message-exchange-faults-%[2]s.xsd"/>
</xs:schema>`, v, fileVersion(v)))
	}
	return s
}

// fileVersion is the version in the names of files: those of 1.2 keep the names of 1.3.
func fileVersion(v message.Version) message.Version {
	if v == message.V12 {
		return message.V13
	}
	return v
}

func (s *Schemas) copy(from, version string, change func(string) string) {
	s.t.Helper()
	files, err := filepath.Glob(filepath.Join(from, "*.xsd"))
	if err != nil || len(files) == 0 {
		s.t.Fatalf("no schemas in %s: %v", from, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			s.t.Fatal(err)
		}
		s.write(version, filepath.Base(file), change(string(text)))
	}
}

func (s *Schemas) write(folder, name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, folder)
	if err := os.MkdirAll(path, 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, name), []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

var include = regexp.MustCompile(`<xop:Include[^>]*/>`)

// Check validates what stands in the body of an envelope, or in the detail of a fault. Files beside the envelope are put
// into it first, as XOP asks.
func (s *Schemas) Check(v message.Version, envelope []byte) error {
	content := include.ReplaceAll(envelope, []byte(base64.StdEncoding.EncodeToString([]byte("octets"))))
	root, err := message.Parse(content)
	if err != nil {
		return err
	}
	inner := root
	for inner.Space == "http://schemas.xmlsoap.org/soap/envelope/" || inner.Local == "detail" {
		last := inner.Children[len(inner.Children)-1] // the header, the code and the words of a fault stand before
		inner = last
	}
	file := filepath.Join(s.t.TempDir(), "body.xml")
	if err := os.WriteFile(file, inner.Fragment(), 0o600); err != nil {
		return err
	}
	out, err := exec.Command("xmllint", "--noout", "--nonet", "--schema", filepath.Join(s.dir, string(v), "all.xsd"), file).CombinedOutput()
	if err != nil {
		return fmt.Errorf("xmllint (Debian: libxml2-utils): %w\n%s\n%s", err, out, inner.Fragment())
	}
	return nil
}

// Valid fails the test when the envelope is not valid. No schemas find nothing wrong.
func (s *Schemas) Valid(v message.Version, envelope []byte) {
	if s == nil {
		return
	}
	s.t.Helper()
	if err := s.Check(v, envelope); err != nil {
		s.t.Error(err)
	}
}
