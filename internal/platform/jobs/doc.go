// Package jobs does later what may fail and be repeated: letters, conversions, messages to other systems, reminders.
//
// A use case announces a change with Add in its own transaction: the job exists if and only if the change does.
// The worker hands an announcement out to its subscribers, one job each with its own repetitions, and runs them.
//
//	waiting ──taken──▶ running ──done──▶ (deleted)
//	   ▲                 │  ├─Cancel──▶ (deleted)
//	   ├─Snooze, failed──┘  └─failed for the last time──▶ dead ──Retry──▶ waiting
//	   └─────────────────── the node died: its lease ran out
//
// A handler may run twice, so it must be idempotent: the payload holds ids only, the handler loads what stands now.
// Handlers run outside of any transaction and open their own.
package jobs
