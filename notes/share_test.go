package notes

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rapport/civil"
)

// TestWhatIsSentHoldsNothingPrivate draws meetings in which every field that only the manager sees holds a mark, and holds that neither what is
// sent beforehand nor what is sent afterwards changes by them.
func TestWhatIsSentHoldsNothingPrivate(t *testing.T) {
	const mark = "qzveil"
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab #-\n`*[]me:+🙂")))
		num := func() *int {
			n := rapid.IntRange(1, 5).Draw(t, "number")
			return &n
		}
		m := Meeting{At: civil.Instant{}, Status: Held, Notes: text.Draw(t, "notes"), Topics: []Topic{{Text: text.Draw(t, "topic")}}}
		full := m
		full.Intent, full.PrivateNotes = mark+" "+text.Draw(t, "intent"), "me: "+mark+"\n+ "+mark+text.Draw(t, "private")
		full.Mood, full.MoodSource, full.Workload, full.WorkloadSource, full.Helped = num(), Impression, num(), Said, num()
		actions := []Action{{Text: text.Draw(t, "action"), Owner: Me, State: ActionOpen}, {Text: mark, Owner: Them, State: ActionDropped, Reason: mark}}
		sent := FollowUp("Notes", "Priya", full, actions, "")
		if sent != FollowUp("Notes", "Priya", m, actions, "") || strings.Contains(sent, mark) {
			t.Fatalf("sent afterwards: %q", sent)
		}
		if before := AgendaText("Agenda", "Priya", full.Topics); strings.Contains(before, mark) || before != AgendaText("Agenda", "Priya", m.Topics) {
			t.Fatalf("sent beforehand: %q", before)
		}
	})
}
