package api

import (
	"mime"
	"net/http"
	"net/url"
)

// Attach says that the answer is a file of this type to be saved under this name, in any letters (RFC 6266, RFC 8187).
func Attach(h http.Header, mediaType, name string) {
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", nil)+"; filename*=UTF-8''"+url.PathEscape(name))
}
