package convert

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// FillDOCX writes the template with every {{field}} replaced by its value. Word may have cut a field
// into several runs (spelling, a change of format): the value takes the format of the first. Line
// breaks of a value stay. A field without a value is an error and nothing is written.
func FillDOCX(template io.ReaderAt, size int64, values map[string]string, w io.Writer) error {
	archive, filled, err := fill(template, size, values)
	if err != nil {
		return err
	}
	out := zip.NewWriter(w)
	for _, entry := range archive.File {
		content, changed := filled[entry.Name]
		if !changed {
			if err := out.Copy(entry); err != nil {
				return fmt.Errorf("copy %s: %w", entry.Name, err)
			}
			continue
		}
		part, err := out.CreateHeader(&zip.FileHeader{Name: entry.Name, Method: zip.Deflate, Modified: entry.Modified})
		if err != nil {
			return fmt.Errorf("write %s: %w", entry.Name, err)
		}
		if _, err := part.Write(content); err != nil {
			return fmt.Errorf("write %s: %w", entry.Name, err)
		}
	}
	return out.Close()
}

// Fields lists the fields of the template in alphabetical order.
func Fields(template io.ReaderAt, size int64) ([]string, error) {
	_, _, err := fill(template, size, nil)
	var missing *missingFields
	switch {
	case errors.As(err, &missing):
		return missing.names, nil
	default:
		return nil, err
	}
}

// missingFields are the fields of a template that have no value.
type missingFields struct{ names []string }

func (m *missingFields) Error() string {
	return fmt.Sprintf("%v: %s", ErrFieldMissing, strings.Join(m.names, ", "))
}

func (m *missingFields) Unwrap() error { return ErrFieldMissing }

// fill replaces the fields in every part of the template that people see.
func fill(template io.ReaderAt, size int64, values map[string]string) (*zip.Reader, map[string][]byte, error) {
	archive, err := zip.NewReader(template, size)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	filled, missing, documents := map[string][]byte{}, map[string]bool{}, 0
	for _, entry := range archive.File {
		if !hasFields(entry.Name) {
			continue
		}
		documents++
		content, err := readPart(entry)
		if err != nil {
			return nil, nil, err
		}
		if filled[entry.Name], err = fillPart(content, values, missing); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", entry.Name, err)
		}
	}
	if documents == 0 {
		return nil, nil, fmt.Errorf("%w: it is not a document of Word", ErrBroken)
	}
	if len(missing) > 0 {
		names := make([]string, 0, len(missing))
		for name := range missing {
			names = append(names, name)
		}
		slices.Sort(names)
		return nil, nil, &missingFields{names}
	}
	return archive, filled, nil
}

func hasFields(name string) bool {
	dir, file := path.Split(name)
	if dir != "word/" || path.Ext(file) != ".xml" {
		return false
	}
	base := strings.TrimRight(strings.TrimSuffix(file, ".xml"), "0123456789")
	return slices.Contains([]string{"document", "header", "footer", "footnotes", "endnotes"}, base)
}

func readPart(entry *zip.File) ([]byte, error) {
	const most = 64 << 20
	r, err := entry.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if len(content) > most {
		return nil, fmt.Errorf("%w: its part %s", ErrTooLarge, entry.Name)
	}
	return content, nil
}
