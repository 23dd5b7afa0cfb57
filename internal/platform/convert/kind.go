package convert

import (
	"path/filepath"
	"slices"
	"strings"
)

// Format is what a file is, whatever it is called.
type Format string

const (
	PDF  Format = "pdf"
	DOCX Format = "docx"
	XLSX Format = "xlsx"
	PPTX Format = "pptx"
	ODT  Format = "odt"
	ODS  Format = "ods"
	ODP  Format = "odp"
	DOC  Format = "doc"
	XLS  Format = "xls"
	PPT  Format = "ppt"
	RTF  Format = "rtf"
	HTML Format = "html"
	XML  Format = "xml"
	CSV  Format = "csv"
	TXT  Format = "txt"
	EML  Format = "eml"
	JPEG Format = "jpeg"
	PNG  Format = "png"
	GIF  Format = "gif"
	BMP  Format = "bmp"
	TIFF Format = "tiff"
	HEIC Format = "heic"
	P7S  Format = "p7s" // a signature or a signed message, CMS
	ZIP  Format = "zip"
	RAR  Format = "rar"
	Z7   Format = "7z"
	// Protected is an office file that a password has turned into ciphertext.
	Protected Format = "protected"
	Program   Format = "program"
	Unknown   Format = ""
)

// Finding is what a file is and what its name says it is.
type Finding struct {
	Format  Format `json:"format"`
	Claimed Format `json:"claimed,omitempty"` // by the extension
	Lies    bool   `json:"lies"`              // the extension says something else
}

// HeadSize is how much of a file Kind wants to see.
const HeadSize = 8 << 10

// Kind tells by the first bytes of a file what it is. Archives and old office files hide their kind
// deeper; File looks there.
func Kind(name string, head []byte) Finding {
	return finding(sniff(head), claimed(name))
}

func finding(real, claimed Format) Finding {
	switch {
	case real == office97 && slices.Contains([]Format{DOC, XLS, PPT}, claimed):
		real = claimed
	case real == office97:
		real = Unknown
	case real == TXT && isText(claimed):
		real = claimed // tables and letters in plain text are known by their names only
	}
	same := claimed == real || isText(claimed) && isText(real) || real == Protected && isOffice(claimed)
	return Finding{real, claimed, claimed != Unknown && !same}
}

func isText(f Format) bool {
	return slices.Contains([]Format{TXT, CSV, XML, HTML, EML}, f)
}

func isOffice(f Format) bool {
	return slices.Contains([]Format{DOCX, XLSX, PPTX, ODT, ODS, ODP, DOC, XLS, PPT}, f)
}

var extensions = map[string]Format{
	".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX, ".pptx": PPTX, ".odt": ODT, ".ods": ODS, ".odp": ODP,
	".doc": DOC, ".dot": DOC, ".xls": XLS, ".ppt": PPT, ".rtf": RTF, ".htm": HTML, ".html": HTML,
	".xml": XML, ".csv": CSV, ".txt": TXT, ".log": TXT, ".eml": EML, ".jpg": JPEG, ".jpeg": JPEG,
	".jfif": JPEG, ".png": PNG, ".gif": GIF, ".bmp": BMP, ".tif": TIFF, ".tiff": TIFF, ".heic": HEIC,
	".p7s": P7S, ".sig": P7S, ".sgn": P7S, ".p7m": P7S, ".zip": ZIP, ".rar": RAR, ".7z": Z7,
	".exe": Program, ".dll": Program, ".com": Program, ".scr": Program, ".bat": Program, ".cmd": Program,
	".js": Program, ".vbs": Program, ".ps1": Program, ".msi": Program, ".sh": Program,
}

func claimed(name string) Format { return extensions[strings.ToLower(filepath.Ext(name))] }
