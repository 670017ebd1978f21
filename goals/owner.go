package goals

import "github.com/google/uuid"

// GivenTo returns the goal as somebody else's, or with uuid.Nil as the team's. What the one before agreed to goes: the agreement, the commitment and the read-back
// are theirs, not the next one's; so does a parent that is a goal of somebody else. Check-ins, the ledger and all else stay.
func GivenTo(g Goal, person uuid.UUID, all []Goal) Goal {
	if person == g.Person {
		return g
	}
	g.Person = person
	g.Agreed, g.Commitment, g.ReadBack, g.ReadBackOn, g.Mismatch = 0, nil, "", 0, nil
	for _, x := range all {
		if x.ID == g.Parent && x.Person != uuid.Nil && x.Person != person {
			g.Parent = uuid.Nil
		}
	}
	return g
}
