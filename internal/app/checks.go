package app

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/telemetry"
)

// checks look at the parts for the health page.
func (a *App) checks() []telemetry.Check {
	return []telemetry.Check{a.checkFiles, a.checkDisk, a.checkSeal, a.checkBodySeals, a.checkMail, a.checkTools}
}

func (a *App) checkFiles(ctx context.Context) []telemetry.Part {
	damaged, err := db.One[int](ctx, a.DB, "SELECT COUNT(*) FROM blobs WHERE damaged_at IS NOT NULL")
	switch {
	case err != nil:
		return []telemetry.Part{{Name: "files", State: "broken", Detail: err.Error()}}
	case damaged > 0:
		return []telemetry.Part{{Name: "files", State: "broken", Detail: fmt.Sprintf("damaged: %d", damaged)}}
	}
	return []telemetry.Part{{Name: "files", State: "ok"}}
}

// lowSpace is when the administrator should act: a day of scans of a large office.
const lowSpace = 5 << 30

func (a *App) checkDisk(context.Context) []telemetry.Part {
	var st syscall.Statfs_t
	if err := syscall.Statfs(a.Config.Data, &st); err != nil {
		return []telemetry.Part{{Name: "disk", State: "broken", Detail: err.Error()}}
	}
	free := int64(st.Bavail) * st.Bsize
	part := telemetry.Part{Name: "disk", State: "ok", Detail: fmt.Sprintf("%d GiB", free>>30)}
	if free < lowSpace {
		part.State = "warning"
	}
	return []telemetry.Part{part}
}

// checkSeal looks whether acts wait for their seal longer than they should.
func (a *App) checkSeal(ctx context.Context) []telemetry.Part {
	old, err := db.Exists(ctx, a.DB, "SELECT 1 FROM audit_waiting w JOIN audit a ON a.id = w.audit_id WHERE a.at < $1", a.DB.Now().Add(-20*sealEvery))
	switch {
	case err != nil:
		return []telemetry.Part{{Name: "audit_seal", State: "broken", Detail: err.Error()}}
	case old:
		return []telemetry.Part{{Name: "audit_seal", State: "warning", Detail: "not sealed for minutes"}}
	}
	return []telemetry.Part{{Name: "audit_seal", State: "ok"}}
}

// checkBodySeals asks the key server for the seal of each body.
func (a *App) checkBodySeals(ctx context.Context) []telemetry.Part {
	list, err := a.Seals.Healths(ctx)
	if err != nil {
		return []telemetry.Part{{Name: "body_seal", State: "broken", Detail: err.Error()}}
	}
	if len(list) == 0 {
		return []telemetry.Part{{Name: "body_seal", State: "off"}}
	}
	part := telemetry.Part{Name: "body_seal", State: "ok"}
	var details []string
	for _, seal := range list {
		detail := seal.NotAfter.Format(time.DateOnly)
		switch {
		case seal.Trouble != nil:
			part.State, detail = "broken", seal.Trouble.Error()
		case seal.NotAfter.Before(a.DB.Now().AddDate(0, 0, 30)) && part.State == "ok":
			part.State = "warning"
		}
		details = append(details, seal.Body+": "+detail)
	}
	part.Detail = strings.Join(details, "; ")
	return []telemetry.Part{part}
}

func (a *App) checkMail(context.Context) []telemetry.Part {
	if a.Config.Mail.Host == "" {
		return []telemetry.Part{{Name: "mail", State: "off"}}
	}
	return []telemetry.Part{{Name: "mail", State: "ok", Detail: a.Config.Mail.Host}}
}

func (a *App) checkTools(ctx context.Context) []telemetry.Part {
	var parts []telemetry.Part
	for _, tool := range a.Tools.Detect(ctx) {
		part := telemetry.Part{Name: tool.Name, State: "ok", Detail: tool.Purpose}
		if tool.Version != "" {
			part.Detail += ": " + tool.Version
		}
		if !tool.Present {
			part.State = "off"
			if tool.Package != "" {
				part.Detail += ": " + tool.Package
			}
		}
		parts = append(parts, part)
	}
	return parts
}
