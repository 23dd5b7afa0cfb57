package dispatch

import "veche/internal/platform/jobs"

// Jobs registers what follows a commit: bringing letters to other bodies, hearing what became of them there, and
// sending answers back the way their letters came.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "dispatch", s.deliver)
	jobs.Handle(w, "dispatch", s.registeredThere)
	jobs.Handle(w, "dispatch", s.refusedThere)
	jobs.Handle(w, "dispatch.return", s.sendBack)
}
