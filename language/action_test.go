package language

import (
	"reflect"
	"strings"
	"testing"

	"rapport/civil"
)

var priya = []string{"Priya Raman"}

func TestParseAction(t *testing.T) {
	for _, c := range []struct {
		line, owner, text, due string
		ok                     bool
	}{
		{"me: send promo criteria by fri", "me", "send promo criteria", "2026-03-06", true},
		{"Me: Send promo criteria by fri", "me", "Send promo criteria", "2026-03-06", true},
		{"them: write the ADR by 12 mar", "them", "write the ADR", "2026-03-12", true},
		{"@priya book a room tomorrow", "them", "book a room", "2026-03-04", true},
		{"@Priya: book a room", "them", "book a room", "", true},
		{"@priya, book a room", "them", "book a room", "", true},
		{"@me call Tom", "me", "call Tom", "", true},
		{"Priya: profile the basket call today", "them", "profile the basket call", "2026-03-03", true},
		{"PRIYA RAMAN : profile it", "them", "profile it", "", true},
		{"@priyaraman profile it", "them", "profile it", "", true},
		{"- [ ] me: ask Mateo by fri", "me", "ask Mateo", "2026-03-06", true},
		{"  * [x] Priya: ask Mateo", "them", "ask Mateo", "", true},
		{"1. me: first thing", "me", "first thing", "", true},
		{"- [ ] ask Mateo", "", "ask Mateo", "", true},
		{"[ ] ask Mateo", "", "ask Mateo", "", true},
		{"todo send it eow", "", "send it", "2026-03-06", true},
		{"TODO: send it", "", "send it", "", true},
		{"to do: send it", "", "send it", "", true},
		{"Action item: me: send it", "me", "send it", "", true},
		{"me: todo send it", "me", "send it", "", true},
		{"me: by fri send the deck", "me", "send the deck", "2026-03-06", true},
		{"me: by fri: send the deck", "me", "send the deck", "2026-03-06", true},
		{"me: call Tom tomorrow about the plan", "me", "call Tom about the plan", "2026-03-04", true},
		{"me: send deck (by fri)", "me", "send deck", "2026-03-06", true},
		{"me: send deck, by fri", "me", "send deck", "2026-03-06", true},
		{"me: send deck - due fri", "me", "send deck", "2026-03-06", true},
		{"me: send deck by fri, then rest", "me", "send deck, then rest", "2026-03-06", true},
		{"me: teh  spacing stays  as typed by fri", "me", "teh  spacing stays  as typed", "2026-03-06", true},
		{"me: review Friday deploys", "me", "review Friday deploys", "", true},

		{"send deck by fri", "", "send deck", "2026-03-06", false},
		{"meeting: with Tom", "", "meeting: with Tom", "", false},
		{"@mateo send it", "", "@mateo send it", "", false},
		{"@priyanka send it", "", "@priyanka send it", "", false},
		{"Priya said hello", "", "Priya said hello", "", false},
		{"action plan for spring", "", "action plan for spring", "", false},
		{"me: by fri", "me", "", "2026-03-06", false},
		{"me:", "me", "", "", false},
		{"", "", "", "", false},
	} {
		a, ok := ParseAction(c.line, priya, tuesday)
		if a.Owner != c.owner || a.Text != c.text || a.Due.String() != c.due || ok != c.ok {
			t.Errorf("ParseAction(%q) = %+v due %s, %v", c.line, a, a.Due, ok)
		}
		if a.Done != strings.Contains(c.line, "[x]") {
			t.Errorf("ParseAction(%q): done %v", c.line, a.Done)
		}
	}
	if a, ok := ParseAction("@zoë: ship it", []string{"Zoë"}, tuesday); !ok || a.Owner != "them" {
		t.Errorf("a name with an accent: %+v, %v", a, ok)
	}
}

const meetingNote = `## On-call

Says the alerts are noisy. me: not at the start

- Old alerts fire most nights
Priya: I keep switching
me: how was the week?
me: drop the old alerts by fri

- [ ] Priya: profile the basket call today
- [x] ask Mateo
` + "```\n- [ ] in code\n```\n" + `@priya send numbers
- todo read them
`

func TestActionLines(t *testing.T) {
	got := ActionLines(meetingNote, priya, tuesday)
	lines := strings.Split(meetingNote, "\n")
	var texts []string
	for _, a := range got {
		texts = append(texts, a.Owner+"|"+a.Text)
		if meetingNote[a.From:a.To] != lines[a.Line-1] {
			t.Errorf("%q: offsets give %q, line %d is %q", a.Text, meetingNote[a.From:a.To], a.Line, lines[a.Line-1])
		}
	}
	want := []string{"me|drop the old alerts", "them|profile the basket call", "|ask Mateo", "them|send numbers", "|read them"}
	if !reflect.DeepEqual(texts, want) {
		t.Errorf("got %q, want %q", texts, want)
	}
}

func TestFeedbackLines(t *testing.T) {
	note := "+ ran the incident well\n- came late to three stand-ups\n  - nested item\n- [ ] me: ask\n\n- alone\n- items\n\n-! cut Noah off twice\r\n+\n-!\n+ [x] box\n## Head\n- item under a head"
	var got []string
	for _, f := range FeedbackLines(note) {
		got = append(got, f.Kind+"|"+f.Text)
		if !strings.Contains(note[f.From:f.To], f.Text) || strings.ContainsAny(note[f.From:f.To], "\r\n") {
			t.Errorf("%q: offsets give %q", f.Text, note[f.From:f.To])
		}
		if strings.Count(note[:f.From], "\n") != f.Line-1 {
			t.Errorf("%q: line %d", f.Text, f.Line)
		}
	}
	want := []string{"praise|ran the incident well", "constructive|came late to three stand-ups", "constructive|cut Noah off twice"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzActionLines(f *testing.F) {
	f.Add(meetingNote, "Priya Raman")
	f.Add("+ a\n- b\n-! c\r\n", "İ")
	f.Fuzz(func(t *testing.T, note, name string) {
		for _, a := range ActionLines(note, []string{name}, tuesday) {
			checkSpan(t, note, a.From, a.To)
			if a.Text == "" {
				t.Fatalf("%q: an action without words", note)
			}
		}
		for _, l := range FeedbackLines(note) {
			checkSpan(t, note, l.From, l.To)
			if !strings.Contains(note[l.From:l.To], l.Text) {
				t.Fatalf("%q: %q is not in its line", note, l.Text)
			}
		}
		a, ok := ParseAction(note, []string{name}, civil.NewDate(2026, 1, 1))
		if ok && a.Text == "" {
			t.Fatalf("%q: an action without words", note)
		}
	})
}
