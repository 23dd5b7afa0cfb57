package convert

import "errors"

// What can be wrong with a file or its conversion. Returned errors wrap one of these.
var (
	ErrBroken      = errors.New("the file is broken")
	ErrEncrypted   = errors.New("the file is protected by a password")
	ErrTooLarge    = errors.New("the file is too large")
	ErrUnsupported = errors.New("files of this kind are not converted")
	ErrToolMissing = errors.New("a program is missing")
	ErrTimeout     = errors.New("the conversion took too long")
	// ErrFieldMissing says that a template asks for a field that has no value.
	ErrFieldMissing = errors.New("a field of the template has no value")
)
