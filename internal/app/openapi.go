package app

import (
	"io"
	"log/slog"
	"net/http"

	"veche/internal/platform/api"
	"veche/web"
)

// OpenAPI is the description of all operations in YAML. It needs no database: the subjects only declare.
func OpenAPI() ([]byte, error) {
	door := api.New(http.NewServeMux(), nil, slog.New(slog.NewTextHandler(io.Discard, nil)))
	routes(door, nil, Services{}, web.Portal(false))
	return door.OpenAPI().YAML()
}
