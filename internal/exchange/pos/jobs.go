package pos

import (
	"time"

	"veche/internal/platform/jobs"
)

// Jobs listens to what happens to appeals and keeps the exchange going; step is how often it looks. A node that is away
// does not stop the writing of lines.
func Jobs(w *jobs.Worker, s *Service, step time.Duration) {
	jobs.Handle(w, "pos", s.work)
	jobs.Handle(w, "pos", s.show)
	jobs.Handle(w, "pos", s.answerBack)
	jobs.Handle(w, "pos", s.fetch)
	w.Every("pos.silence", 10*time.Minute, s.silence)
	w.Every("pos.routes", time.Hour, s.followBegun)
	if s.Connected() {
		w.Every("pos.step", step, s.Run)
	}
}
