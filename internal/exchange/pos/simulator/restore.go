package simulator

import (
	"slices"

	"veche/internal/exchange/pos/contract"
)

// LoseStatus forgets the newest status of an item, as a platform does whose copy of the day before was restored: it does
// not know that the notice has come, and takes it once more.
func (p *Platform) LoseStatus(id string) error {
	return p.alter(id, "", func(i *Item) (*contract.Rating, string) {
		if !i.Behind() {
			return nil, ""
		}
		last := i.Steps[len(i.Steps)-1]
		i.Steps = slices.DeleteFunc(i.Steps, func(one Step) bool { return one.Cycle == last.Cycle && one.Status == last.Status })
		delete(i.Taken, last.Key)
		i.Status = contract.StatusArrived
		if n := len(i.Steps); n > 0 && i.Steps[n-1].Cycle == last.Cycle {
			i.Status = i.Steps[n-1].Status
		}
		return nil, ""
	})
}

// Behind reports whether there is a status of the present cycle to lose, and no answer that says more than it.
func (i Item) Behind() bool {
	return len(i.Steps) > 0 && len(i.Answers) == 0 && i.Status != contract.StatusArrived
}
