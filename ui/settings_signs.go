package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// signsSection is about warning signs: which there are, how easily they are raised, and the manager's own words.
type signsSection struct {
	p     *settingsPage
	word  *w.Entry
	means int // what a new word means, as an index into wordKinds
}

func newSignsSection(p *settingsPage) section {
	s := &signsSection{p: p, word: w.NewEntry("A word or a few, as you write them")}
	s.word.OnEnter = func(string) { s.addWord() }
	s.word.OnChanged = func(string) { s.word.SetError("") }
	return s
}

// wordKinds are the kinds that words raise.
var wordKinds = func() (out []morale.Info) {
	for _, k := range morale.Kinds {
		if k.Family == morale.FamilySaid || k.Kind == morale.WorkloadHigh {
			out = append(out, k)
		}
	}
	return out
}()

func (s *signsSection) title() string { return "Warning signs" }

func (s *signsSection) state() string {
	t := s.p.a.team
	switch off := len(t.Rules.Off); {
	case off >= len(morale.Kinds):
		return "Off"
	case off > 0:
		return count(off, "kind off", "kinds off")
	}
	return "On, " + sensitivityWord(t.Rules.Sensitivity)
}

func (s *signsSection) keywords() string {
	return "morale mood sensitivity quiet normal alert cue words observations turn off thresholds"
}

var (
	teamSensitivities = []people.Sensitivity{people.Quiet, people.Normal, people.Alert}
	sensitivityName   = []string{"Quiet", "Normal", "Alert"}
)

func sensitivityWord(s people.Sensitivity) string {
	if i := slices.Index(teamSensitivities, s); i >= 0 {
		return strings.ToLower(sensitivityName[i])
	}
	return "normal"
}

func (s *signsSection) cards() []fyne.CanvasObject {
	if s.p.a.sharing {
		return []fyne.CanvasObject{s.p.a.covered(s.title(), nil)}
	}
	return []fyne.CanvasObject{s.howCard(), s.wordsCard(), s.kindsCard()}
}

func offKey(k morale.Kind) string { return "signs." + string(k) + ".off" }

func (s *signsSection) howCard() fyne.CanvasObject {
	a := s.p.a
	all := w.NewSwitch("Warning signs", len(a.team.Rules.Off) < len(morale.Kinds), func(on bool) {
		values, said := map[string]any{}, "Warning signs are on."
		for _, k := range morale.Kinds {
			values[offKey(k.Kind)] = nil
			if !on {
				values[offKey(k.Kind)], said = true, "Warning signs are off. What was noted stays."
			}
		}
		a.setSettings(values, said)
	})
	sensitivity := w.NewSegmented(sensitivityName, max(0, slices.Index(teamSensitivities, people.Sensitivity(sensitivityOr(a.team.Rules.Sensitivity)))), func(i int) {
		a.setSettings(map[string]any{"signs.sensitivity": string(teamSensitivities[i])}, sensitivityName[i]+" from now on.")
	})
	tune := w.NewButton("Back-test", w.Plain, func() { a.open(Place{Page: Mirror, Tab: TabSigns}) }).Small()
	return w.NewCard(w.NewCardHead("Warning signs", "", nil), w.Rows(
		settingRow("warn", "Warning signs", "Compare a person only with their own past. Never a score, never a diagnosis.", all),
		settingRow("load", "How easily they are raised", "Quiet: concern and urgent only. Alert: earlier by a fifth. A profile can differ.", sensitivity),
		settingRow("mirror", "Limits", "See on your own record what each rule would have said, and tune it there.", tune),
	))
}

func sensitivityOr(x people.Sensitivity) people.Sensitivity {
	if x == "" {
		return people.Normal
	}
	return x
}

func (s *signsSection) wordsCard() fyne.CanvasObject {
	a := s.p.a
	var rows []fyne.CanvasObject
	for _, c := range a.team.Rules.CueWords {
		info, _ := morale.InfoOf(morale.Kind(c.Kind))
		name := info.Name
		if name == "" {
			name = c.Kind
		}
		rows = append(rows, settingRow("chat", "“"+c.Text+"”", name, w.NewIconButton("x", "Remove "+c.Text, w.Quiet, func() { remove(a, c, "“"+c.Text+"” is no cue any more.") })))
	}
	if len(rows) == 0 {
		rows = append(rows, w.EmptyState("The rules know English. Add words that your team uses.", "", nil))
	}
	names := make([]string, len(wordKinds))
	for i, k := range wordKinds {
		names[i] = k.Name
	}
	kind := w.NewSelect(names, s.means, func(i int) { s.means = i })
	add := w.NewButton("Add", w.Plain, s.addWord)
	add.SetLabel("Add the word")
	rows = append(rows, w.Inset(w.HStack(8, w.Grow(s.word), w.Sized(kind, 190, 0), add), 14))
	return w.NewCard(w.NewCardHead("Your own words", "count in notes like those of the rules", nil), w.Rows(rows...))
}

func (s *signsSection) addWord() {
	text := strings.TrimSpace(s.word.Text)
	if notes.IsBlank(text) {
		s.word.SetError("Write the word first.")
		return
	}
	s.word.Put("")
	a := s.p.a
	putNew(a, people.CueWord{ID: a.o.NewID(), Text: text, Kind: string(wordKinds[s.means].Kind)}, "“"+text+"” counts from now on, also in earlier notes.")
}

func (s *signsSection) kindsCard() fyne.CanvasObject {
	a := s.p.a
	var rows []fyne.CanvasObject
	for _, k := range morale.Kinds {
		rows = append(rows, settingRow(signIcon(k.Kind), k.Name, k.Basis(), w.NewSwitch(k.Name, !a.team.Rules.Off[k.Kind], func(on bool) {
			off, said := any(nil), "On: "+k.Name+"."
			if !on {
				off, said = true, "Off: "+k.Name+"."
			}
			a.setSettings(map[string]any{offKey(k.Kind): off}, said)
		})))
	}
	return w.NewCard(w.NewCardHead("Kinds", "each with what it rests on", w.NewText("", w.Small.In(theme.Text2))), w.Rows(rows...))
}
