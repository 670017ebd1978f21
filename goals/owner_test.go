package goals

import (
	"testing"

	"github.com/google/uuid"
)

// A goal that is given to somebody else keeps what happened, and nothing that only the one before had said.
func TestGivenTo(t *testing.T) {
	five := 5
	own := Goal{ID: id(50), Person: id(1), Title: "One of the first one's own", Status: Active}
	team := Goal{ID: id(51), Title: "The team's", Status: Active}
	g := checkedIn(10, 20)
	g.Person, g.Parent, g.Agreed, g.Commitment, g.ReadBack, g.ReadBackOn, g.Mismatch = id(1), own.ID, g.Start, &five, "Mine", g.Start, &Mismatch{Since: g.Start}
	got := GivenTo(g, id(9), []Goal{own, team, g})
	if got.Person != id(9) || got.Agreed != 0 || got.Commitment != nil || got.ReadBack != "" || got.ReadBackOn != 0 || got.Mismatch != nil || got.Parent != uuid.Nil {
		t.Errorf("%+v", got)
	}
	if len(got.CheckIns) != 2 || got.Title != g.Title || got.Due != g.Due || len(got.KeyResults) != len(g.KeyResults) {
		t.Errorf("lost: %+v", got)
	}
	g.Parent = team.ID
	if got := GivenTo(g, uuid.Nil, []Goal{own, team, g}); got.Parent != team.ID || got.Person != uuid.Nil {
		t.Errorf("given to the team: %+v", got)
	}
	if got := GivenTo(g, g.Person, nil); got.ReadBack != "Mine" {
		t.Errorf("given to whose it is: %+v", got)
	}
}
