package message

import "regexp"

var mimeType = regexp.MustCompile(`^(text|image|audio|video|application)/[a-zA-Z0-9\-+.]*$`)

// writeBody writes MessagePrimaryContent and the headers of files.
func (w *writer) writeBody(b *Body) {
	root, err := Parse(b.Content)
	if err != nil {
		w.fail("content: %v", err)
		return
	}
	if root.Space == "" || root.Space == w.version.space(kindBasic) {
		w.fail("the root element of the content must be in a namespace of its own")
	}
	w.open(kindBasic, "MessagePrimaryContent")
	w.raw(root.Fragment())
	w.close()
	if len(b.PersonalSignature) > 0 {
		w.open(kindTypes, "PersonalSignature")
		w.writeSignature(b.PersonalSignature)
		w.close()
	}
	w.writeHeaders("AttachmentHeaderList", b.Attachments, false)
	w.writeHeaders("RefAttachmentHeaderList", b.Attachments, true)
}

// writeSignature writes a ds:Signature that was made before.
func (w *writer) writeSignature(signature []byte) {
	root, err := Parse(signature)
	if err != nil || root.Space != dsigSpace {
		w.fail("a signature is not a ds:Signature")
		return
	}
	w.raw(root.Fragment())
}

func (w *writer) writeHeaders(list string, all []Attachment, byReference bool) {
	begun := false
	for _, a := range all {
		if a.ByReference != byReference {
			continue
		}
		if !begun {
			w.open(kindBasic, list)
			begun = true
		}
		if byReference {
			w.writeReference(&a)
		} else {
			w.writeHeader(&a)
		}
	}
	if begun {
		w.close()
	}
}

func (w *writer) writeHeader(a *Attachment) {
	if !isNCName(a.ID) {
		w.fail("the identifier %.60q of an attachment is not an XML name without colons", a.ID)
	}
	w.open(kindBasic, "AttachmentHeader")
	w.leaf(kindBasic, "contentId", a.ID)
	if w.version != V11 {
		w.optional(kindBasic, "NamespaceUri", a.NamespaceURI)
	}
	w.writeMime(a)
	w.close()
}

func (w *writer) writeReference(a *Attachment) {
	if a.ID == "" || len(a.Hash) == 0 {
		w.fail("a file of the file store needs its identifier and hash")
	}
	w.open(kindBasic, "RefAttachmentHeader")
	w.leaf(kindBasic, "uuid", a.ID)
	if w.version != V11 {
		w.optional(kindBasic, "FileName", a.FileName)
		w.optional(kindBasic, "NamespaceUri", a.NamespaceURI)
	}
	w.leaf(kindBasic, "Hash", encode(a.Hash))
	w.writeMime(a)
	w.close()
}

func (w *writer) writeMime(a *Attachment) {
	if !mimeType.MatchString(a.MimeType) {
		w.fail("SMEV takes no attachments of the type %.60q", a.MimeType)
	}
	w.leaf(kindBasic, "MimeType", a.MimeType)
	if len(a.Signature) > 0 {
		w.leaf(kindBasic, "SignaturePKCS7", encode(a.Signature))
	}
	if len(a.Archive) == 0 || w.version == V11 {
		return
	}
	if len(a.Archive) > 1000 {
		w.fail("an archive names more than 1000 files")
	}
	w.open(kindBasic, "Archive")
	for _, f := range a.Archive {
		w.open(kindBasic, "File")
		w.leaf(kindBasic, "Name", f.Name)
		w.leaf(kindBasic, "NamespaceUri", f.NamespaceURI)
		w.close()
	}
	w.close()
}

// writeContents writes the list of the octets themselves, each by reference to a part of the MIME message.
func (w *writer) writeContents(all []Attachment) {
	begun := false
	for _, a := range all {
		if a.ByReference {
			continue
		}
		if !begun {
			w.open(kindBasic, "AttachmentContentList")
			begun = true
		}
		w.open(kindBasic, "AttachmentContent")
		w.leaf(kindBasic, "Id", a.ID)
		w.open(kindBasic, "Content")
		w.raw([]byte(`<xop:Include xmlns:xop="` + xopSpace + `" href="cid:` + a.ID + `"/>`))
		w.close()
		w.close()
	}
	if begun {
		w.close()
	}
}
