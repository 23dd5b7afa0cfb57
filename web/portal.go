package web

import (
	"encoding/json"
	"io/fs"
	"net/http"
)

// portalPath is where the styles and scripts of the public pages are (base in vite.config.ts).
const portalPath = "/portal/"

// Assets are the built styles and scripts of pages that Go makes.
type Assets struct {
	http.Handler
	names map[string]string
}

// Portal is what the public pages need beside their HTML. A program that was built without Node has none of it: the
// pages work and are plain.
func Portal(https bool) *Assets {
	files, err := fs.Sub(dist, "dist/portal")
	if err != nil { // only an invalid name can fail here
		panic(err)
	}
	a := &Assets{Handler: http.StripPrefix("/portal", newSite(files, Options{HTTPS: https})), names: map[string]string{}}
	raw, err := fs.ReadFile(files, ".vite/manifest.json")
	if err != nil {
		return a
	}
	var manifest map[string]struct {
		File string `json:"file"`
	}
	if err := json.Unmarshal(raw, &manifest); err != nil {
		panic(err) // the build writes it
	}
	for source, built := range manifest {
		a.names[source] = portalPath + built.File
	}
	return a
}

// URL is the address of a built source, "portal.css"; empty where nothing was built.
func (a *Assets) URL(source string) string { return a.names[source] }
