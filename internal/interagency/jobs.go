package interagency

import (
	"time"

	"veche/internal/platform/jobs"
)

// Jobs keeps requests going; step is how often SMEV is asked.
func Jobs(w *jobs.Worker, s *Service, step time.Duration) {
	jobs.Handle(w, "interagency", s.send)
	jobs.Handle(w, "interagency", s.sendReply)
	jobs.Handle(w, "interagency", s.onCard)
	w.Every("interagency.overdue", time.Minute, s.Sweep)
	if s.Connected() {
		w.Every("interagency.step", step, s.Step)
	}
}
