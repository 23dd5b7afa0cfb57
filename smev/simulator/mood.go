package simulator

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// Mood is a way to misbehave.
type Mood string

// The moods.
const (
	LateRejection      Mood = "late_rejection"      // takes a message, then refuses it by AsyncProcessingStatus
	LostAnswer         Mood = "lost_answer"         // takes a message, and breaks the connection before it says so
	LostAck            Mood = "lost_ack"            // an Ack is lost on its way: HTTP 502
	Duplicate          Mood = "duplicate"           // delivers once more what was confirmed
	Reorder            Mood = "reorder"             // delivers the newest first
	WrongSignature     Mood = "wrong_signature"     // signs deliveries wrongly
	Slow               Mood = "slow"                // answers late, by the time of Moods.Delay
	Overflow           Mood = "overflow"            // refuses with DestinationOverflow
	Failure            Mood = "failure"             // refuses everything with SMEVFailure
	ExpiredCertificate Mood = "expired_certificate" // says that the caller's certificate has expired
	Stale              Mood = "stale"               // refuses with StaleMessageId
	FileStoreDown      Mood = "file_store_down"
)

// Always is a number of times without end.
const Always = -1

// words are the moods for the page, in its order.
var words = []struct {
	Mood Mood
	Text string
}{
	{LateRejection, "Отклоняет сообщение позже, асинхронно"},
	{LostAnswer, "Принимает сообщение, но обрывает соединение"},
	{LostAck, "Теряет подтверждение получения"},
	{Duplicate, "Доставляет сообщение повторно"},
	{Reorder, "Доставляет новые сообщения раньше старых"},
	{WrongSignature, "Подписывает сообщение неверно"},
	{Slow, "Отвечает медленно"},
	{Overflow, "Сообщает, что очередь получателя переполнена"},
	{Failure, "Сообщает о сбое СМЭВ"},
	{ExpiredCertificate, "Сообщает, что срок сертификата истёк"},
	{Stale, "Сообщает, что идентификатор устарел"},
	{FileStoreDown, "Файловое хранилище не работает"},
}

// Moods say how many times each mood will strike yet. They may be switched while the node runs.
type Moods struct {
	mu      sync.Mutex
	left    map[Mood]int
	delay   time.Duration
	changed func()
}

// Set has a mood strike a number of times: 0 never, Always without end.
func (m *Moods) Set(mood Mood, times int) error {
	if !slices.ContainsFunc(words, func(w struct {
		Mood Mood
		Text string
	}) bool {
		return w.Mood == mood
	}) {
		return fmt.Errorf("simulator: there is no mood %.60q", string(mood))
	}
	m.mu.Lock()
	if m.left == nil {
		m.left = map[Mood]int{}
	}
	m.left[mood] = max(times, Always)
	m.mu.Unlock()
	if m.changed != nil {
		m.changed()
	}
	return nil
}

// SetDelay is how late Slow answers.
func (m *Moods) SetDelay(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.delay = min(max(d, 0), 10*time.Minute)
}

// Delay of Slow.
func (m *Moods) Delay() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.delay == 0 {
		return 5 * time.Second
	}
	return m.delay
}

// All are the moods that will strike yet.
func (m *Moods) All() map[Mood]int {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := map[Mood]int{}
	for mood, times := range maps.All(m.left) {
		if times != 0 {
			all[mood] = times
		}
	}
	return all
}

// is reports whether a mood lasts.
func (m *Moods) is(mood Mood) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.left[mood] != 0
}

// strike reports whether a mood strikes now, and counts it.
func (m *Moods) strike(mood Mood) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.left[mood] == 0 {
		return false
	}
	if m.left[mood] > 0 {
		m.left[mood]--
	}
	return true
}
