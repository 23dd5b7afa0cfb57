package message

import (
	"fmt"
	"strings"
)

// Version of the message exchange schemas. One node serves several side by side.
type Version string

// The versions in use. Most traffic is of 1.2, though its schema is not published on its own.
const (
	V11 Version = "1.1"
	V12 Version = "1.2"
	V13 Version = "1.3"
)

// Versions are all versions, oldest first.
func Versions() []Version { return []Version{V11, V12, V13} }

// ParseVersion reads "1.1", "1.2" or "1.3".
func ParseVersion(s string) (Version, error) {
	for _, v := range Versions() {
		if string(v) == s {
			return v, nil
		}
	}
	return "", fmt.Errorf("smev: %q is not a version: 1.1, 1.2 and 1.3 are", s)
}

// Path is where a node serves a version.
func (v Version) Path() string { return "/smev/v" + string(v) + "/ws" }

const (
	exchangeSpace = "urn://x-artefacts-smev-gov-ru/services/message-exchange/"
	typesSpace    = exchangeSpace + "types/"
	soapSpace     = "http://schemas.xmlsoap.org/soap/envelope/"
	xopSpace      = "http://www.w3.org/2004/08/xop/include"
	dsigSpace     = "http://www.w3.org/2000/09/xmldsig#"
	instanceSpace = "http://www.w3.org/2001/XMLSchema-instance"
)

// kind tells the families of SMEV namespaces apart, whatever their version.
type kind string

const (
	kindTypes     kind = ""
	kindBasic     kind = "basic/"
	kindFaults    kind = "faults/"
	kindRouting   kind = "routing/"
	kindDirective kind = "directive/"
)

func (v Version) space(k kind) string { return typesSpace + string(k) + string(v) }

// kindOf reads the family and version of a namespace. One answer may carry several versions at once.
func kindOf(space string) (kind, Version, bool) {
	rest, ok := strings.CutPrefix(space, typesSpace)
	if !ok {
		return "", "", false
	}
	name, version := kindTypes, rest
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		name, version = kind(rest[:i+1]), rest[i+1:]
	}
	switch name {
	case kindTypes, kindBasic, kindFaults, kindRouting, kindDirective:
		return name, Version(version), version != ""
	}
	return "", "", false
}

// Operation of the service.
type Operation string

// The operations. GetIncomingQueueStatistics is of version 1.1 only.
const (
	SendRequest     Operation = "SendRequest"
	SendResponse    Operation = "SendResponse"
	GetRequest      Operation = "GetRequest"
	GetResponse     Operation = "GetResponse"
	Ack             Operation = "Ack"
	GetStatus       Operation = "GetStatus"
	QueueStatistics Operation = "GetIncomingQueueStatistics"
)

// Operations are those a version has.
func (v Version) Operations() []Operation {
	all := []Operation{SendRequest, SendResponse, GetRequest, GetResponse, Ack, GetStatus}
	if v == V11 {
		all = append(all, QueueStatistics)
	}
	return all
}

// SOAPAction is the value of the HTTP header, with its quotes.
func (o Operation) SOAPAction() string { return `"urn:` + string(o) + `"` }
