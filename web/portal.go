package web

import (
	"encoding/json"
	"io/fs"
	"net/http"
)

// Assets are the built styles and scripts of pages that Go makes: of the portal, and of the wizard that fills in forms.
type Assets struct {
	http.Handler
	names map[string]string
}

// Portal is what the public pages need beside their HTML. A program that was built without Node has none of it: the
// pages work and are plain.
func Portal(https bool) *Assets {
	mux := http.NewServeMux()
	a := &Assets{Handler: mux, names: map[string]string{}}
	for _, app := range []string{"portal", "wizard"} { // each is built under the path of its name (base in vite.config.ts)
		files, err := fs.Sub(dist, "dist/"+app)
		if err != nil { // only an invalid name can fail here
			panic(err)
		}
		mux.Handle("/"+app+"/", http.StripPrefix("/"+app, newSite(files, Options{HTTPS: https})))
		raw, err := fs.ReadFile(files, ".vite/manifest.json")
		if err != nil {
			continue
		}
		var manifest map[string]struct {
			File string `json:"file"`
		}
		if err := json.Unmarshal(raw, &manifest); err != nil {
			panic(err) // the build writes it
		}
		for source, built := range manifest {
			a.names[source] = "/" + app + "/" + built.File
		}
	}
	return a
}

// URL is the address of a built source, "portal.css"; empty where nothing was built.
func (a *Assets) URL(source string) string { return a.names[source] }
