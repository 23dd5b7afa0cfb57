package xmltoken

// Kind of a token.
type Kind uint8

const (
	Start Kind = 1 + iota // a start tag, or the first half of an empty-element tag
	End
	Text // a piece of text or of CDATA
	Comment
	Instruction
)

// Namespaces that are bound without a declaration (Namespaces in XML 1.0, section 3).
const (
	XMLSpace   = "http://www.w3.org/XML/1998/namespace"
	XMLNSSpace = "http://www.w3.org/2000/xmlns/"
)

// Name is an expanded name together with the prefix it was written with.
type Name struct {
	Space, Local, Prefix string
}

// Is tells whether the name is one of a namespace, whatever the prefix.
func (n Name) Is(space, local string) bool { return n.Local == local && n.Space == space }

// Attribute of an element; declarations of namespaces are not among them.
type Attribute struct {
	Name  Name
	Value []byte // normalised
}

// Namespace is a declaration; an empty prefix stands for the default one.
type Namespace struct {
	Prefix, URI string
}

// Token is a part of the document. It and all octets in it are good until the next
// call of Next; names are good for ever. Fields say something for the kinds named beside
// them only.
type Token struct {
	Kind       Kind
	Name       Name        // Start, End; Instruction: its target, in Local
	Attributes []Attribute // Start: in the order of the document
	Namespaces []Namespace // Start: what it declares
	Data       []byte      // Text, Comment, Instruction
	Empty      bool        // Start, End: both are one empty-element tag
	Depth      int         // Start, End: 1 is the root
	From, To   int64       // all but Text: the octets of the markup, see Reader.Next
}

// Attribute is the value of an attribute of a Start that has no namespace.
func (t *Token) Attribute(local string) (value []byte, ok bool) {
	for i := range t.Attributes {
		if t.Attributes[i].Name.Is("", local) {
			return t.Attributes[i].Value, true
		}
	}
	return nil, false
}
