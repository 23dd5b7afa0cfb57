package telemetry

import (
	"io"
	"log/slog"
)

// Log is the log of the program in the form "json" or "text".
func Log(w io.Writer, form string) *slog.Logger {
	if form == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}
