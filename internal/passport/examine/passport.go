package examine

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"veche/cms/reason"
	"veche/internal/passport/container"
)

// examination is the state of Passport.
type examination struct {
	ctx     context.Context
	options Options
	archive *container.Archive
	parts   map[string]container.Part // as they are now
	sums    map[string]string         // SHA-256 as the list says
	content container.Inventory
	key     note.Verifier
	report  *Report
}

// Passport checks a document passport. Errors are only those of reading the file; whatever is wrong with the passport
// is in the report.
func Passport(ctx context.Context, from io.ReaderAt, size int64, o Options) (*Report, error) {
	o.At = o.moment()
	e := &examination{ctx: ctx, options: o, parts: map[string]container.Part{},
		report: &Report{At: o.At, Findings: []Finding{}, Files: []FileReport{}, Signatures: []SignatureReport{}}}
	err := e.run(from, size)
	e.report.conclude()
	return e.report, err
}

func (e *examination) run(from io.ReaderAt, size int64) error {
	var err error
	if e.archive, err = container.Open(from, size); err != nil {
		return e.refused(err)
	}
	for _, name := range e.archive.Names() {
		part, err := e.archive.Measured(e.ctx, name)
		if e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		if err != nil {
			e.report.find(finding(ArchiveMalformed, name, "%v", err))
			return nil
		}
		e.parts[name] = part
	}
	if !e.readInventory() {
		return nil
	}
	e.readKey()
	e.compareLists()
	e.checkSeal()
	if err := e.checkBodySeal(); err != nil {
		return err
	}
	e.checkForm()
	e.checkJournal()
	if err := e.checkSignatures(); err != nil {
		return err
	}
	e.weighKey()
	return nil
}

// refused names why an archive was not opened.
func (e *examination) refused(err error) error {
	for cause, code := range map[error]Code{container.ErrMalformed: ArchiveMalformed, container.ErrBomb: ArchiveBomb, container.ErrPath: ArchivePath} {
		if errors.Is(err, cause) {
			e.report.find(finding(code, "", "%v", err))
			return nil
		}
	}
	return err
}

// readInventory reads what each file is; without it nothing else can be judged.
func (e *examination) readInventory() bool {
	raw, err := e.archive.Read(container.InventoryName)
	if err != nil {
		e.report.find(finding(FileMissing, container.InventoryName, "%v", err))
		return false
	}
	if err = json.Unmarshal(raw, &e.content); err == nil && e.content.Format != container.Format {
		err = errors.New("the form " + e.content.Format + " is not known")
	}
	if err != nil {
		e.report.find(finding(ListMalformed, container.InventoryName, "%v", err))
		return false
	}
	e.report.Document = &e.content.Document
	return true
}

// compareLists compares the files with the lists of checksums, and the card with them.
func (e *examination) compareLists() {
	sums, ok := e.readList(container.ManifestSHA256)
	streebog, also := e.readList(container.ManifestStreebog)
	if !ok || !also {
		return
	}
	e.sums = sums
	for name := range streebog {
		if _, both := sums[name]; !both {
			e.report.find(finding(ListsDisagree, name, ""))
		}
	}
	for _, name := range sorted(sums) {
		if _, both := streebog[name]; !both {
			e.report.find(finding(ListsDisagree, name, ""))
			continue
		}
		part, there := e.parts[name]
		switch {
		case !there:
			e.report.find(finding(FileMissing, name, ""))
		case part.SHA256 != sums[name] && e.listed(part.SHA256) != "":
			e.report.find(finding(FileSwapped, name, "it is %s", e.listed(part.SHA256)))
		case part.SHA256 != sums[name] || part.Streebog256 != streebog[name]:
			e.report.find(finding(FileChanged, name, "SHA-256 %s, Streebog-256 %s", part.SHA256, part.Streebog256))
		}
	}
	for _, name := range e.archive.Names() {
		if _, known := sums[name]; !known && name != container.ManifestSHA256 && name != container.ManifestStreebog && name != container.Seal && name != container.BodySeal {
			e.report.find(finding(FileExtra, name, ""))
		}
	}
	e.compareCard()
}

func (e *examination) readList(name string) (map[string]string, bool) {
	raw, err := e.archive.Read(name)
	if err != nil {
		e.report.find(finding(FileMissing, name, "%v", err))
		return nil, false
	}
	list, err := container.ReadManifest(raw)
	if err != nil {
		e.report.find(finding(ListMalformed, name, "%v", err))
	}
	return list, err == nil
}

// listed is the name under which a checksum stands in the list.
func (e *examination) listed(sum string) string {
	for _, name := range sorted(e.sums) {
		if e.sums[name] == sum {
			return name
		}
	}
	return ""
}

// compareCard finds a file that was put in together with new lists: the card has it with its old checksum.
func (e *examination) compareCard() {
	for _, f := range e.content.Files {
		part := e.parts[f.Path]
		intact := part.SHA256 == f.SHA256 && part.Streebog256 == f.Streebog256 && part.SHA256 == e.sums[f.Path]
		if part.Path != "" && part.SHA256 == e.sums[f.Path] && !intact {
			e.report.find(finding(FileReplaced, f.Path, "SHA-256 %s, on the card %s", part.SHA256, f.SHA256))
		}
		e.report.Files = append(e.report.Files, FileReport{File: f, Intact: intact})
	}
}

// checkSeal compares what the installation has sealed with the lists as they are.
func (e *examination) checkSeal() {
	raw, err := e.archive.Read(container.Seal)
	if err == nil {
		err = e.sealed(string(raw))
	}
	if err != nil {
		e.report.find(finding(SealBroken, container.Seal, "%v", err))
	}
}

// checkForm looks at the bytes between the files. A changed file has another checksum there as well; it is named already.
func (e *examination) checkForm() {
	if slices.ContainsFunc(e.report.Findings, func(f Finding) bool { return f.Code == FileChanged || f.Code == FileSwapped }) {
		return
	}
	var parts []container.Part
	for _, part := range e.parts {
		parts = append(parts, part)
	}
	if same, err := e.archive.Rebuilt(parts); err != nil || !same {
		e.report.find(finding(ArchiveChanged, "", ""))
	}
}

// weighKey says what the key of the journal is worth: alone, or beside a valid enhanced signature.
func (e *examination) weighKey() {
	if e.options.Key != "" || e.key == nil {
		return
	}
	signed := slices.ContainsFunc(e.report.Signatures, func(s SignatureReport) bool { return s.Report != nil && s.Verdict != reason.Invalid })
	if signed {
		e.report.find(finding(KeyUnconfirmed, "", ""))
	} else {
		e.report.find(finding(KeyAlone, "", ""))
	}
}

func sorted(m map[string]string) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
