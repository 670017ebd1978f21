package interchange

import (
	"encoding/base64"
	"fmt"
	"math"
	"reflect"
	"strings"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// pieces are what texts are made of: plain words, and everything that has broken a text somewhere.
var pieces = []string{
	"Priya", "On-call, six weeks in", " ", "  two spaces  ", "\n", "\r\n", "\t", "## Heading\n\n- [ ] ask", "“Fine, I suppose.”", "e\u0301", "é",
	"👩🏽‍💻", "🇫🇮", "\u2028", "\u2029", "\u0000", "\u0001", "\u001f", "\u007f", "\u0085", "\uFEFF", "\uFFFD", "\u202e", "<b>&amp;</b>", `"quoted"`, `back\slash`, "日本語", "/", "'", "\U0010FFFF",
}

var genText = rapid.Custom(func(t *rapid.T) string {
	s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 6).Draw(t, "pieces"), "")
	if rapid.IntRange(0, 60).Draw(t, "long") == 60 { // 0 would be what shrinking goes to
		s = strings.Repeat(s, 500)
	}
	return s
})

var genDate = rapid.Custom(func(t *rapid.T) civil.Date {
	if rapid.IntRange(0, 20).Draw(t, "edge") == 0 {
		return rapid.SampledFrom([]civil.Date{civil.NewDate(1, 1, 1), civil.NewDate(9999, 12, 31), civil.NewDate(2024, 2, 29)}).Draw(t, "date")
	}
	return civil.NewDate(2020, 1, 1) + civil.Date(rapid.IntRange(0, 4000).Draw(t, "day"))
})

var genInstant = rapid.Custom(func(t *rapid.T) civil.Instant {
	offset := rapid.SampledFrom([]string{"Z", "+00:00", "-00:00", "+02:00", "+05:45", "-11:30", "+14:00"}).Draw(t, "offset")
	fraction := rapid.SampledFrom([]string{"", "", ".5", ".120", ".123456789"}).Draw(t, "fraction")
	at := fmt.Sprintf("%sT%02d:%02d:%02d%s", genDate.Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour"),
		rapid.IntRange(0, 59).Draw(t, "minute"), rapid.IntRange(0, 59).Draw(t, "second"), fraction)
	i, err := civil.ParseInstant(at + offset)
	if err != nil { // at the first or the last moment that there is
		if i, err = civil.ParseInstant(at + "Z"); err != nil {
			t.Fatal(err)
		}
	}
	return i
})

var genID = rapid.Custom(func(t *rapid.T) uuid.UUID {
	var id uuid.UUID
	copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
	id[6], id[8] = id[6]&15|0x70, id[8]&63|0x80
	return id
})

var genNumber = rapid.OneOf(
	rapid.SampledFrom([]float64{0, 1, -1, 0.1, 1.0 / 3, 100, 1e21, 1e20, 1e-6, 1e-7, -2.5e-300, math.MaxFloat64, math.SmallestNonzeroFloat64, 123456789.125}),
	rapid.Float64Range(-1e6, 1e6),
)

// oneOf is the texts or whole numbers that a field takes.
var oneOf = map[string]*rapid.Generator[string]{}

func init() {
	for field, values := range map[string]string{
		"Person.Relation": "report manager peer", "Person.Status": "active on_leave archived", "Person.Sensitivity": "quiet normal alert",
		"Person.Timezone": "Europe/Helsinki UTC America/New_York", "Person.Birthday": "--02-29 --12-31",
		"Person.Photo":   "" + base64.StdEncoding.EncodeToString([]byte("\xff\xd8 a photo")),
		"Meeting.Status": "scheduled held cancelled missed", "Meeting.CancelledBy": "me them", "Meeting.MoodSource": "said impression",
		"Meeting.WorkloadSource": "said impression", "Topic.Category": "delivery technical growth wellbeing feedback team other", "Topic.RaisedBy": "me them",
		"Topic.State": "open discussed parked", "TalkingPoint.Category": "delivery other", "TalkingPoint.RaisedBy": "me them", "Action.Owner": "me them",
		"Action.State": "open done dropped", "Action.Recurs": "FREQ=WEEKLY;INTERVAL=2 FREQ=MONTHLY", "Feedback.Kind": "praise constructive",
		"Feedback.Direction": "given received about", "Goal.Status": "draft active achieved partly missed dropped", "Goal.Kind": "committed aspirational learning",
		"KeyResult.Kind": "number percent milestone", "CheckIn.Confidence": "on_track at_risk off_track", "Delegation.State": "active ended",
		"Observation.Change": "less more", "Event.Kind": "role_change other launch", "Acknowledgement.Action": "snoozed dismissed acted",
		"Acknowledgement.Outcome": "confirmed wrong not_known", "LineMark.Mark": "not_a_sign", "Review.Audience": "me review report",
	} {
		oneOf[field] = rapid.SampledFrom(strings.Fields(values))
	}
	oneOf["Person.Cadence"] = rapid.SampledFrom([]string{"weekly", "biweekly", "every 3 weeks", "monthly", "none"})
	oneOf["Person.Series"] = rapid.Just("DTSTART;TZID=Europe/Helsinki:20260303T140000\nRRULE:FREQ=WEEKLY")
}

var ranges = map[string][2]int{
	"Person.Colour": {0, 6}, "Person.SeriesMinutes": {1, 1440}, "Meeting.Minutes": {0, 1440}, "Meeting.Mood": {1, 5}, "Meeting.Workload": {1, 5},
	"Meeting.Helped": {1, 5}, "Topic.Carried": {0, 9}, "TalkingPoint.Position": {1, 9}, "TalkingPoint.Carried": {0, 9}, "Goal.Commitment": {1, 5},
	"Goal.Level": {1, 7}, "Goal.Rhythm": {1, 90}, "Delegation.Level": {1, 7},
}

// generate fills a value with anything that its type takes; name is Type.Field. Fields are absent about as often as not.
func generate(t *rapid.T, v reflect.Value, name string) {
	absent := func() bool { return rapid.Bool().Draw(t, "absent") }
	switch v.Interface().(type) {
	case civil.Date:
		if !absent() {
			v.Set(reflect.ValueOf(genDate.Draw(t, name)))
		}
		return
	case civil.Instant:
		if !absent() {
			v.Set(reflect.ValueOf(genInstant.Draw(t, name)))
		}
		return
	case uuid.UUID: // a reference: see mend
		return
	case map[uuid.UUID]float64:
		return
	case people.Settings:
		settings := people.Settings{}
		for range rapid.IntRange(0, 5).Draw(t, "settings") {
			settings[genText.Draw(t, "key")] = rapid.OneOf(
				rapid.Map(genText, func(s string) any { return s }), rapid.Map(genNumber, func(f float64) any { return f }), rapid.Map(rapid.Bool(), func(b bool) any { return b }),
			).Draw(t, "value")
		}
		v.Set(reflect.ValueOf(settings))
		return
	}
	switch v.Kind() {
	case reflect.String:
		switch g := oneOf[name]; {
		case absent():
		case g != nil:
			v.SetString(g.Draw(t, name))
		default:
			v.SetString(genText.Draw(t, name))
		}
	case reflect.Int:
		r, ok := ranges[name]
		if !ok {
			t.Fatalf("no range for %s", name)
		}
		v.SetInt(int64(rapid.IntRange(r[0], r[1]).Draw(t, name)))
	case reflect.Float64:
		switch name {
		case "Goal.Score":
			v.SetFloat(rapid.Float64Range(0, 1).Draw(t, name))
		case "KeyResult.Weight":
			v.SetFloat(math.Abs(genNumber.Draw(t, name)))
		default:
			v.SetFloat(genNumber.Draw(t, name))
		}
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case reflect.Pointer:
		if !absent() {
			v.Set(reflect.New(v.Type().Elem()))
			generate(t, v.Elem(), name)
		}
	case reflect.Slice:
		n := 0
		if !absent() {
			n = rapid.IntRange(1, 3).Draw(t, "length")
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			generate(t, v.Index(i), name)
			if v.Index(i).Kind() != reflect.Struct && v.Index(i).IsZero() {
				v.Set(v.Slice(0, i))
				break
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			generate(t, v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name)
		}
	default:
		t.Fatalf("cannot generate a %s", v.Type())
	}
}

// genRecords makes records of every kind, each valid and every reference kept.
var genRecords = rapid.Custom(func(t *rapid.T) people.Records {
	var r people.Records
	generate(t, reflect.ValueOf(&r).Elem(), "Records")
	mend(t, &r)
	return r
})

// or returns the value where there is one, else another.
func or[T comparable](v, other T) T {
	var none T
	if v == none {
		return other
	}
	return v
}

// mend gives ids, fills in what must be there and points references at records that exist.
func mend(t *rapid.T, r *people.Records) {
	if len(r.People) == 0 {
		r.People = []people.Person{{}}
	}
	byKind := map[string][]uuid.UUID{}
	for _, k := range kinds {
		for list, i := k.list(r), 0; i < list.Len(); i++ {
			id := genID.Draw(t, k.name)
			k.plan.setID(list.Index(i), id)
			byKind[k.name] = append(byKind[k.name], id)
			byKind[anyKind] = append(byKind[anyKind], id)
		}
	}
	for _, k := range kinds {
		for list, i := k.list(r), 0; i < list.Len(); i++ {
			for _, ref := range refsOf(list.Index(i).Addr().Interface()) {
				to := byKind[ref.kind]
				required := ref.field == "record" || ref.field == "person" && k.name != "absences" && k.name != "events" && k.name != "goals"
				switch {
				case ref.field == "parent" || ref.field == "continues": // only earlier ones: no loops
					to = to[:i]
				}
				if len(to) > 0 && (required || rapid.Bool().Draw(t, "refers")) {
					*ref.id = rapid.SampledFrom(to).Draw(t, ref.field)
				}
			}
		}
	}
	mendRequired(t, r)
	mendNested(t, r)
}

func mendRequired(t *rapid.T, r *people.Records) {
	text, day := "text", civil.NewDate(2026, 3, 3)
	for i := range r.People {
		p := &r.People[i]
		p.Name = "N" + p.Name
		if p.Left != nil && *p.Left == (people.Left{}) {
			p.Left = nil
		}
		for j := range p.Strengths {
			p.Strengths[j].Text = or(p.Strengths[j].Text, text)
			for k := range p.Strengths[j].Evidence {
				e := &p.Strengths[j].Evidence[k]
				e.Text = or(e.Text, text)
			}
		}
	}
	for i := range r.Absences {
		a := &r.Absences[i]
		a.From = or(a.From, day)
		a.To = max(a.From, a.To)
	}
	held := map[string]bool{}
	for i := range r.Meetings {
		m := &r.Meetings[i]
		m.At = or(m.At, genInstant.Draw(t, "at"))
		m.Status = or(m.Status, notes.Held)
		if m.Status == notes.Held && held[m.Person.String()+moment(m.At)] {
			m.Status = notes.Cancelled
		}
		held[m.Person.String()+moment(m.At)] = true
	}
	for i := range r.TalkingPoints {
		r.TalkingPoints[i].Text = or(r.TalkingPoints[i].Text, text)
	}
	for i := range r.Journal {
		j := &r.Journal[i]
		j.At, j.Text = or(j.At, genInstant.Draw(t, "at")), or(j.Text, text)
	}
	for i := range r.Actions {
		a := &r.Actions[i]
		a.Text, a.Owner, a.State = or(a.Text, text), or(a.Owner, notes.Me), or(a.State, notes.ActionOpen)
	}
	for i := range r.Feedback {
		f := &r.Feedback[i]
		f.Date, f.Kind, f.Direction = or(f.Date, day), or(f.Kind, notes.Praise), or(f.Direction, notes.Given)
	}
	for i := range r.Goals {
		mendGoal(&r.Goals[i])
	}
	for i := range r.Delegations {
		d := &r.Delegations[i]
		level := 4
		d.What, d.Level = or(d.What, text), or(d.Level, &level)
	}
	for i := range r.Observations {
		o := &r.Observations[i]
		o.Date, o.Behaviour, o.Change = or(o.Date, day), or(o.Behaviour, text), or(o.Change, people.Less)
	}
	for i := range r.Events {
		e := &r.Events[i]
		e.Date, e.Text = or(e.Date, day), or(e.Text, text)
	}
	for i := range r.Acknowledgements {
		a := &r.Acknowledgements[i]
		a.Sign, a.At = or(a.Sign, text), or(a.At, day)
	}
	for i := range r.LineMarks {
		l := &r.LineMarks[i]
		l.Quote, l.Kind, l.Mark, l.At = or(l.Quote, text), or(l.Kind, text), people.NotASign, or(l.At, day)
	}
	for i := range r.Reviews {
		x := &r.Reviews[i]
		x.From = or(x.From, day)
		x.To = max(x.From, x.To)
	}
	for i := range r.Templates {
		x := &r.Templates[i]
		x.Name = or(x.Name, text)
		for j := range x.Sections {
			x.Sections[j].Title = or(x.Sections[j].Title, text)
		}
	}
	for i := range r.Questions {
		r.Questions[i].Text = or(r.Questions[i].Text, text)
	}
	for i := range r.Asked {
		a := &r.Asked[i]
		a.Question, a.Date = or(a.Question, text), or(a.Date, day)
	}
	for i := range r.CueWords {
		c := &r.CueWords[i]
		c.Text, c.Kind = or(c.Text, text), or(c.Kind, text)
	}
}

func mendGoal(g *goals.Goal) {
	day, zero := civil.NewDate(2026, 3, 3), 0.0
	g.Title, g.Status = or(g.Title, "title"), or(g.Status, goals.Active)
	if g.Start != 0 && g.Due != 0 {
		g.Due = max(g.Start, g.Due)
	}
	for i := range g.DueChanges {
		c := &g.DueChanges[i]
		c.Date, c.Was, c.To, c.Reason = or(c.Date, day), or(c.Was, day), or(c.To, day), or(c.Reason, "why")
	}
	if g.Mismatch != nil {
		g.Mismatch.Since = or(g.Mismatch.Since, day)
	}
	for i := range g.KeyResults {
		k := &g.KeyResults[i]
		k.Title, k.Kind = or(k.Title, "result"), or(k.Kind, goals.Number)
		for j := range k.Retargeted {
			r := &k.Retargeted[j]
			r.Date, r.Was, r.To, r.Reason = or(r.Date, day), or(r.Was, &zero), or(r.To, &zero), or(r.Reason, "why")
		}
	}
	for i := range g.CheckIns {
		g.CheckIns[i].Date = or(g.CheckIns[i].Date, day)
	}
}

// mendNested gives nested records ids and check-ins values.
func mendNested(t *rapid.T, r *people.Records) {
	for i := range r.Meetings {
		for j := range r.Meetings[i].Topics {
			x := &r.Meetings[i].Topics[j]
			x.ID, x.Text = genID.Draw(t, "topic"), or(x.Text, "topic")
		}
	}
	for i := range r.Goals {
		g := &r.Goals[i]
		for j := range g.KeyResults {
			g.KeyResults[j].ID = genID.Draw(t, "result")
		}
		for j := range g.CheckIns {
			c := &g.CheckIns[j]
			c.ID = genID.Draw(t, "check-in")
			for _, k := range g.KeyResults {
				if rapid.Bool().Draw(t, "has value") {
					if c.Values == nil {
						c.Values = map[uuid.UUID]float64{}
					}
					if k.Kind == goals.Milestone {
						c.Values[k.ID] = float64(rapid.IntRange(0, 1).Draw(t, "reached"))
					} else {
						c.Values[k.ID] = genNumber.Draw(t, "value")
					}
				}
			}
		}
	}
}
