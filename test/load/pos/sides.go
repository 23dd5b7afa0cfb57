package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"veche/internal/exchange/pos/contract"
	"veche/internal/exchange/pos/simulator"
	"veche/internal/platform/db"
	"veche/smev"
)

// folder is where the platform keeps what it has promised.
func (t *trial) folder() string { return filepath.Join(t.dir, "platform") }

// open opens the platform of the trial beside SMEV, while its process does not run.
func (t *trial) open() (*simulator.Platform, func() error, error) {
	store, err := smev.OpenFolderStore(filepath.Join(t.folder(), "messages"))
	if err != nil {
		return nil, nil, err
	}
	p, err := simulator.New(simulator.Options{Dir: t.folder(), Mapping: contract.Published(), Store: store})
	if err != nil {
		return nil, nil, errors.Join(err, store.Close())
	}
	return p, func() error { return errors.Join(p.Close(), store.Close()) }, nil
}

// fill lets citizens write while the document system is away.
func (t *trial) fill(ctx context.Context) error {
	p, done, err := t.open()
	if err != nil {
		return err
	}
	for n := range t.items {
		photo := simulator.Upload{Name: "снимок.txt", Content: strings.NewReader(strings.Repeat(fmt.Sprintf("строка %d\n", n), 300))}
		if _, err := p.Submit(ctx, written(n), photo); err != nil {
			return errors.Join(err, done())
		}
	}
	return done()
}

func written(n int) contract.Item {
	return contract.Item{Kind: contract.KindComplaint, Channel: contract.ChannelPortal, SendToEDMS: true, Body: contract.Body{Code: "MINSTROY", Title: "Министерство строительства"},
		Subject: fmt.Sprintf("Вопрос № %d", n), Text: fmt.Sprintf("Прошу рассмотреть вопрос № %d.", n),
		Authors:   []contract.Author{{Surname: "Заявитель", GivenName: fmt.Sprintf("Номер %d", n), Address: fmt.Sprintf("г. Город, ул. Мира, д. %d", n), District: "г. Город"}},
		Questions: []contract.Question{{Theme: "0003.0009.0099.0737", Text: "Ремонт дороги"}}}
}

// exactlyOneCard: each item has one card, each card one item, each card its two files.
func (t *trial) exactlyOneCard(ctx context.Context) error {
	found := map[string]int{}
	for name, query := range map[string]string{
		"items":                 "SELECT count(*) FROM pos_items WHERE state = 'carded'",
		"cards of items":        "SELECT count(DISTINCT document_id) FROM pos_cards",
		"items with a card":     "SELECT count(DISTINCT item_id) FROM pos_cards",
		"cards by this channel": "SELECT count(*) FROM documents WHERE flow = 'appeal' AND channel = 'pos'",
		"cards with both files": "SELECT count(*) FROM (SELECT f.document_id FROM document_files f JOIN pos_cards c ON c.document_id = f.document_id GROUP BY f.document_id HAVING count(*) = 2) x",
	} {
		n, err := db.One[int](ctx, t.tables, query)
		if err != nil {
			return err
		}
		found[name] = n
	}
	t.say("in: %v", found)
	for name, n := range found {
		if n != t.items {
			return fmt.Errorf("%d %s, %d are wanted; seed %d", n, name, t.items, t.seed)
		}
	}
	return nil
}

// eachAnswerOnce compares what the platform shows with what the ledger says.
func (t *trial) eachAnswerOnce(ctx context.Context) error {
	answered, err := db.All[string](ctx, t.tables, "SELECT i.foreign_id FROM pos_items i JOIN pos_ledger l ON l.item_id = i.id WHERE l.what = 'answer' ORDER BY i.id")
	if err != nil {
		return err
	}
	p, done, err := t.open()
	if err != nil {
		return err
	}
	repeated := 0
	var wrong []error
	for _, id := range answered {
		item, err := p.Get(id)
		if err != nil {
			return errors.Join(err, done())
		}
		for _, times := range item.Taken {
			repeated += times - 1
		}
		wrong = append(wrong, answeredOnce(item)...)
	}
	t.say("out: %d items are answered, %d words came again and changed nothing, %d items are wrong", len(answered), repeated, len(wrong))
	if len(wrong) > 0 || len(answered) != t.answers {
		err = fmt.Errorf("%d items are answered; wrong are %w; seed %d", len(answered), errors.Join(wrong...), t.seed)
	}
	return errors.Join(err, done())
}

// answeredOnce tells what is wrong with an item that was answered.
func answeredOnce(item simulator.Item) (wrong []error) {
	is := func(ill bool, what string) {
		if ill {
			wrong = append(wrong, fmt.Errorf("%s: %s (%s, steps %v, answers %v)", item.Data.ID, what, item.Status, item.Steps, item.Answers))
		}
	}
	is(len(item.Answers) != 1, "not one answer")
	is(item.Status != contract.StatusConsidered, "not considered")
	is(slices.ContainsFunc(item.Answers, func(a simulator.Answer) bool { return len(a.Files) < 2 }), "the signature is missing")
	steps := map[string]int{}
	for _, s := range item.Steps {
		steps[s.Status]++
		is(steps[s.Status] == 2, "a step twice")
	}
	return wrong
}
