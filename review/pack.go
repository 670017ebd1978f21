package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
)

// The keys of a pack's sections, in its order.
const (
	KeySummary      = "summary"
	KeyEvidence     = "evidence"
	KeyGoals        = "goals"
	KeyHighlights   = "highlights"
	KeyGiven        = "feedback_given"
	KeyOthers       = "feedback_others"
	KeyStrengths    = "strengths"
	KeyGrowth       = "growth"
	KeyCommitments  = "commitments"
	KeyAvailability = "availability"
	KeyMood         = "mood"
	KeySigns        = "signs"
	KeyPrivate      = "private_notes"
	KeyMeetings     = "one_on_ones"
)

// SectionTitle is the title of a pack's section.
func SectionTitle(key string) string { return sectionTitles[key] }

var sectionTitles = map[string]string{
	KeySummary: "Summary", KeyEvidence: "What this rests on", KeyGoals: "Goals and results", KeyHighlights: "Highlights",
	KeyGiven: "Feedback given", KeyOthers: "Feedback from others", KeyStrengths: "Strengths", KeyGrowth: "Growth and learning",
	KeyCommitments: "Commitments", KeyAvailability: "Availability", KeyMood: "Mood line", KeySigns: "Warning signs",
	KeyPrivate: "Private notes", KeyMeetings: "One-on-ones",
}

// SectionKeys lists every section of a pack in its order.
var SectionKeys = []string{
	KeySummary, KeyEvidence, KeyGoals, KeyHighlights, KeyGiven, KeyOthers, KeyStrengths, KeyGrowth, KeyCommitments, KeyAvailability, KeyMood, KeySigns,
	KeyPrivate, KeyMeetings,
}

// pack is what the sections of one pack are made from: only what the audience may see, and of the period.
type pack struct {
	file     people.File
	period   Period
	span     Period // the part of the period in which the person was there
	audience people.Audience
	options  Options
	name     string // first name

	held     []notes.Meeting
	missed   int // cancelled or missed
	goals    []goals.Goal
	checkIns int
	given    []notes.Feedback
	others   []notes.Feedback
	praise   []highlight
	growth   []dated
	items    []civil.Date // the day of every piece of evidence
}

// dated is a line with its day.
type dated struct {
	on   civil.Date
	text string
}

// highlight is an achievement.
type highlight struct {
	on   civil.Date
	item Item
}

// Pack is the evidence of a period for a performance review: what was agreed, what came of it and who said what when, as far as the audience may see
// it. It proposes no rating. The file is taken as it is now: what was told or closed after the period is said so.
func Pack(f people.File, p Period, audience people.Audience, o Options) Document {
	k := gather(f, p, audience, o)
	d := Document{Title: f.Person.Name, Date: p.To}
	d.Subtitle = strings.Join(keep([]string{roleWords(f.Person), p.Words()}, func(s string) bool { return s != "" }), " · ")
	for _, s := range []struct {
		key  string
		make func(pack) []Block
	}{
		{KeySummary, pack.summary}, {KeyEvidence, pack.evidence}, {KeyGoals, pack.goalBlocks}, {KeyHighlights, pack.highlights}, {KeyGiven, pack.feedbackGiven},
		{KeyOthers, pack.feedbackOthers}, {KeyStrengths, pack.strengths}, {KeyGrowth, pack.growthBlocks}, {KeyCommitments, pack.commitments},
		{KeyAvailability, pack.availability}, {KeyMood, pack.mood}, {KeySigns, pack.signs}, {KeyPrivate, pack.privateNotes}, {KeyMeetings, pack.meetings},
	} {
		if o.wants(s.key) {
			part := Section{Key: s.key, Title: sectionTitles[s.key], Only: s.key == KeyMood || s.key == KeySigns, Blocks: s.make(k)}
			if s.key == KeyPrivate {
				part.Note = "private"
			}
			d.add(part)
		}
	}
	if len(k.goals) > 0 && o.wants(KeyGoals) {
		d.Closing = append(d.Closing, "“OKRs are not synonymous with performance evaluation” (Google re:Work). A score says how far a goal came, not how well someone worked.")
	}
	d.Closing = append(d.Closing, "This document proposes no rating. It lists what was written down in the period.")
	return d
}

func roleWords(p people.Person) string {
	if strings.HasSuffix(p.Role, p.Team) {
		return p.Role
	}
	return strings.Join(keep([]string{p.Role, p.Team}, func(s string) bool { return s != "" }), ", ")
}

// gather picks what belongs to the period and the audience.
func gather(f people.File, p Period, audience people.Audience, o Options) pack {
	k := pack{file: visible(f, audience, o), period: p, audience: audience, options: o, name: f.Person.FirstName()}
	k.span = Period{min(max(p.From, f.Person.Started), p.To), p.To}
	for _, m := range k.file.Meetings {
		switch {
		case !p.within(m.At.Date()):
		case m.Status == notes.Held:
			k.held = append(k.held, m)
		case m.Status != notes.Scheduled:
			k.missed++
		}
	}
	for _, g := range k.file.Goals {
		if inPeriod(g, p) {
			k.goals = append(k.goals, g)
			n := len(k.checkInsOf(g))
			k.checkIns += n
			for _, c := range k.checkInsOf(g) {
				k.items = append(k.items, c.Date)
			}
		}
	}
	slices.SortStableFunc(k.goals, func(a, b goals.Goal) int { return cmp.Compare(k.rank(a), k.rank(b)) })
	for _, x := range k.file.Feedback {
		switch {
		case !p.within(x.Date):
			continue
		case x.Direction == notes.Given:
			k.given = append(k.given, x)
		case x.Direction == notes.About:
			k.others = append(k.others, x)
		default:
			continue // what the report said of the manager is no evidence about the report
		}
		k.items = append(k.items, x.Date)
	}
	k.findHighlights()
	k.findGrowth()
	for _, s := range k.file.Person.Strengths {
		for _, e := range s.Evidence {
			if p.within(e.Date) {
				k.items = append(k.items, e.Date)
			}
		}
	}
	return k
}

// inPeriod reports whether a goal was worked on in the period.
func inPeriod(g goals.Goal, p Period) bool {
	known, ok := g.AsOf(p.To)
	switch {
	case !ok || g.Status == goals.Draft:
		return false
	case known.IsClosed():
		return known.Closed == 0 || known.Closed >= p.From
	}
	return true
}

// rank puts what was reached first, then what else ended, then what goes on.
func (k pack) rank(g goals.Goal) int {
	known, _ := g.AsOf(k.period.To)
	switch {
	case known.Status == goals.Achieved:
		return 0
	case known.IsClosed():
		return 1
	}
	return 2
}

func (k pack) checkInsOf(g goals.Goal) []goals.CheckIn {
	return keep(g.CheckIns, func(c goals.CheckIn) bool { return k.period.within(c.Date) })
}

// findHighlights gathers goals reached, praise, and praise in the notes that was not kept as feedback, as situation, task, action and result where the
// record has them (the line itself is the action where it is praise); the latest first.
func (k *pack) findHighlights() {
	for _, g := range k.goals {
		if g.Status == goals.Achieved && k.period.within(g.Closed) {
			k.praise = append(k.praise, highlight{g.Closed, achieved(g)})
			k.items = append(k.items, g.Closed)
		}
	}
	known := map[string]bool{}
	for _, x := range slices.Concat(k.given, k.others) {
		if x.Kind == notes.Praise && gist(x) != "" {
			k.praise = append(k.praise, highlight{x.Date, praised(x)})
		}
		known[language.Fold(oneLine(x.Text))], known[language.Fold(oneLine(x.Behaviour))] = true, true
	}
	noted := func(d civil.Date, text string) {
		if !strings.Contains(text, "+ ") {
			return
		}
		for _, l := range language.FeedbackLines(text) {
			if key := language.Fold(oneLine(l.Text)); l.Kind == string(notes.Praise) && !known[key] {
				known[key] = true
				k.praise = append(k.praise, highlight{d, Item{Text: sentence(oneLine(l.Text))}})
			}
		}
	}
	for _, m := range k.held {
		before := len(k.praise)
		noted(m.At.Date(), m.Notes)
		for range k.praise[before:] {
			k.items = append(k.items, m.At.Date())
		}
	}
	for _, j := range k.journal() {
		noted(j.At.Date(), j.Text)
	}
	for _, j := range k.journal() {
		k.items = append(k.items, j.At.Date())
	}
	slices.SortStableFunc(k.praise, func(a, b highlight) int { return cmp.Compare(b.on, a.on) })
}

// journal is the lines of the period.
func (k pack) journal() []notes.JournalLine {
	return keep(k.file.Journal, func(j notes.JournalLine) bool { return k.period.within(j.At.Date()) })
}

func achieved(g goals.Goal) Item {
	item := Item{Text: "Reached the goal “" + g.Title + "”."}
	star := func(lead, text string) {
		if strings.TrimSpace(text) != "" {
			item.Sub = append(item.Sub, Item{Lead: lead, Text: sentence(upper(oneLine(text)))})
		}
	}
	star("Situation", soThat(g.Why))
	var task, result []string
	for _, r := range g.KeyResults {
		task = append(task, r.MeasureWords(goals.Point))
		if r.Value(g.CheckIns) != nil {
			result = append(result, resultWords(r, g.CheckIns))
		}
	}
	star("Task", strings.Join(task, "; "))
	star("What helped", g.Helped)
	star("Result", strings.Join(result, "; "))
	return item
}

// resultWords says where a key result stands, with its title: "Screens moved: 38 of 50".
func resultWords(r goals.KeyResult, checkIns []goals.CheckIn) string {
	return r.Title + ": " + strings.ToLower(r.Words(checkIns, goals.Point)[:1]) + r.Words(checkIns, goals.Point)[1:]
}

func praised(x notes.Feedback) Item {
	item := Item{Text: sentence(upper(gist(x)))}
	if x.Source != "" {
		item.Tail = oneLine(x.Source)
	}
	if strings.TrimSpace(x.Behaviour) == "" {
		return item
	}
	if strings.TrimSpace(x.Situation) != "" {
		item.Sub = append(item.Sub, Item{Lead: "Situation", Text: sentence(upper(oneLine(x.Situation)))})
	}
	if strings.TrimSpace(x.Impact) != "" {
		item.Sub = append(item.Sub, Item{Lead: "Result", Text: sentence(upper(oneLine(x.Impact)))})
	}
	return item
}

// findGrowth gathers the topics about growth that came up.
func (k *pack) findGrowth() {
	for _, m := range k.held {
		for _, t := range m.Topics {
			if t.CameUp() && t.Category == notes.Growth {
				k.growth = append(k.growth, dated{m.At.Date(), oneLine(t.Text)})
				k.items = append(k.items, m.At.Date())
			}
		}
	}
}

// Counts says how many items each section of the pack would have, for those that have items to count.
func Counts(f people.File, p Period, audience people.Audience, o Options) map[string]int {
	k := gather(f, p, audience, o)
	out := map[string]int{KeyGoals: len(k.goals), KeyHighlights: len(k.praise), KeyGiven: len(k.given), KeyOthers: len(k.others),
		KeyGrowth: len(k.growth) + len(k.delegations()), KeyMeetings: len(k.held), KeyAvailability: len(k.absences())}
	for _, m := range f.Meetings {
		if p.within(m.At.Date()) && m.Status == notes.Held && m.Mood != nil {
			out[KeyMood]++
		}
		if p.within(m.At.Date()) && strings.TrimSpace(m.PrivateNotes) != "" {
			out[KeyPrivate]++
		}
	}
	for _, j := range f.Journal {
		if j.IsPrivate() && p.within(j.At.Date()) {
			out[KeyPrivate]++
		}
	}
	for _, x := range f.Feedback {
		if x.IsPrivate() && p.within(x.Date) {
			out[KeyPrivate]++
		}
	}
	return out
}

// FileName is a name for the pack's file without its ending, such as "priya-raman-2026-02".
func FileName(name string, p Period) string {
	var words []string
	for _, w := range strings.FieldsFunc(language.Fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		words = append(words, w)
	}
	if len(words) == 0 {
		words = []string{"review"}
	}
	return fmt.Sprintf("%s-%s", strings.Join(words, "-"), p.To.Format("2006-01"))
}
