package convert

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// pdfA asks LibreOffice for PDF/A-2b with the structure of the document kept.
const pdfA = `{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}`

// profile is the configuration of a LibreOffice that opens files of strangers: no macros, no links
// followed, nothing asked.
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
`

// office converts by LibreOffice with a profile of its own, so that calls do not meet. The result
// stands in dir; module is the part of LibreOffice that the kind needs.
func (t Tools) office(ctx context.Context, dir, src string, kind Format, module, filter string) (made string, err error) {
	if err := t.admitArchive(src, kind); err != nil {
		return "", err
	}
	if _, err := t.find(soffice); err != nil {
		return "", err
	}
	if !t.hasModule(module) {
		return "", fmt.Errorf("%w: %s has no part for %s", ErrToolMissing, soffice, kind)
	}
	in, out, home := filepath.Join(dir, "in."+string(kind)), filepath.Join(dir, "out"), filepath.Join(dir, "profile")
	if err := copyFile(in, src); err != nil {
		return "", err
	}
	var args []string
	if kind == HTML { // read as a web page it comes out empty
		args = append(args, "--infilter=HTML (StarWriter)")
	}
	args = append(args, "--convert-to", filter, "--outdir", out, in)
	extension, _, _ := strings.Cut(filter, ":")
	made = filepath.Join(out, "in."+extension)
	if t.residents != nil && t.residents.convertWith(ctx, t, dir, made, args) {
		return made, nil
	}
	if err := writeProfile(home); err != nil {
		return "", err
	}
	_, err = t.run(ctx, dir, 4096, soffice, append(officeArgs(fileURL(home)), args...)...)
	var bad *failed
	if errors.As(err, &bad) {
		return "", fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if err != nil {
		return "", err
	}
	// LibreOffice ends well even when it could not read the file; then there is no result.
	if _, err := os.Stat(made); err != nil {
		return "", fmt.Errorf("%w: LibreOffice cannot read it", ErrBroken)
	}
	return made, nil
}

func writeProfile(home string) error {
	user := filepath.Join(home, "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return fmt.Errorf("profile of LibreOffice: %w", err)
	}
	return os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(profile), 0o600)
}
