package appeals

import "veche/internal/platform/jobs"

// Jobs subscribes appeals to what happens to their letters.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "appeals.register", s.onEnroll)
	jobs.Handle(w, "appeals.likeness", s.onTextRead)
	jobs.Handle(w, "appeals.registered", s.onRegistered)
	jobs.Handle(w, "appeals.withdrawn", s.onWithdrawn)
	jobs.Handle(w, "appeals.annulled", s.onAnnulled)
}
