package db

import (
	"context"
	"database/sql"
	"sync"
)

// prepared keeps the statements of the writer that come again, so that SQLite does not parse them each time: PostgreSQL's
// driver does the like itself. The only connection of the writer belongs to the open transaction, so a statement that
// came up in one is prepared before the next begins.
type prepared struct {
	mu     sync.Mutex
	ready  map[string]*sql.Stmt
	wanted map[string]int // how often a text has come
}

const (
	mostPrepared = 1000
	comesAgain   = 3 // times; lists of changing length are not worth a place
	mostWanted   = 10000
)

// of is the prepared statement of a text; nil when it has to be parsed this once more.
func (p *prepared) of(query string) *sql.Stmt {
	p.mu.Lock()
	defer p.mu.Unlock()
	if stmt := p.ready[query]; stmt != nil || len(p.ready) >= mostPrepared {
		return stmt
	}
	if len(p.wanted) >= mostWanted {
		clear(p.wanted)
	}
	p.wanted[query]++
	return nil
}

// prepare prepares what has come often enough. What cannot be prepared is told by the transaction that runs it.
func (p *prepared) prepare(ctx context.Context, writer *sql.DB) {
	for _, query := range p.due() {
		stmt, err := writer.PrepareContext(ctx, query)
		if err != nil {
			continue
		}
		p.mu.Lock()
		if p.ready[query] == nil {
			p.ready[query], stmt = stmt, nil
		}
		p.mu.Unlock()
		if stmt != nil { // somebody else was faster
			stmt.Close()
		}
	}
}

func (p *prepared) due() (list []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for query, times := range p.wanted {
		if times >= comesAgain && len(p.ready)+len(list) < mostPrepared {
			list = append(list, query)
			delete(p.wanted, query)
		}
	}
	return list
}
