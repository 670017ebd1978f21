package morale

import (
	"maps"
	"math"
	"slices"
	"strings"

	"rapport/people"
)

// Limit is one threshold that a manager can change.
type Limit struct {
	Kind    Kind   // empty: of all the kinds of words and observations
	Name    string // the setting's key is signs.KIND.NAME, or signs.NAME
	Words   string // what it says, as the end of a sentence
	Default float64
	Min     float64 // smallest value taken
	Max     float64 // largest
	scaled  scaling
}

// Key is the key of the limit among the settings, such as signs.mood_below_usual.outer.
func (l Limit) Key() string {
	if l.Kind == "" {
		return "signs." + l.Name
	}
	return "signs." + string(l.Kind) + "." + l.Name
}

// scaling says what alert does to a limit.
type scaling int

const (
	fixed   scaling = iota // a window of time, no limit
	upper                  // raises from there up: 0.8 of it
	lower                  // raises under that share: 0.8 of what is missing to 1
	counted                // a whole number that is reached: 0.8 of it, rounded up
)

// alertScale is what sensitivity alert multiplies every limit by.
const alertScale = 0.8

// Limits lists every threshold. Where the basis of a kind has no published threshold these are defaults of our own (grade D).
var Limits = []Limit{
	{MoodBelowUsual, "readings", "moods before there is a usual range", 6, 6, 50, fixed},
	{MoodBelowUsual, "inner", "inner limit of the control chart, in spreads", 2.1, 0.5, 20, upper},
	{MoodBelowUsual, "outer", "outer limit of the control chart, in spreads", 4.2, 0.5, 40, upper},
	{GoingQuiet, "meetings", "one-on-ones in a row without a topic of theirs, or with short notes", 3, 2, 20, counted},
	{GoingQuiet, "length", "share of the usual length under which a note is short", 0.5, 0.05, 0.95, lower},
	{WorkloadHigh, "times", "heavy workloads in a row", 2, 1, 20, counted},
	{LessThanUsual, "watch", "observations to watch", 2, 1, 20, counted},
	{LessThanUsual, "concern", "observations for concern", 4, 1, 20, counted},
	{LessThanUsual, "within", "days within which they count together", 45, 1, 365, fixed},
	{Shock, "lapse", "days after which an event that nobody followed up lapses", 90, 1, 365, fixed},
	{Gap, "factor", "times the usual distance", 1.5, 1, 10, upper},
	{Gap, "days", "days over the usual distance, at least", 10, 0, 365, upper},
	{NotHeld, "count", "one-on-ones not held", 2, 1, 20, counted},
	{NotHeld, "of", "of the last", 4, 1, 50, fixed},
	{PromisesLate, "days", "days late", 7, 0, 365, upper},
	{PromisesLate, "count", "promises late at once", 2, 1, 50, counted},
	{PromisesLate, "kept", "share kept on time in 90 days", 0.7, 0, 1, lower},
	{NoRecognition, "days", "days without praise", 30, 1, 3650, upper},
	{UnclearExpectations, "days", "days that the two meanings of done differ", 14, 0, 3650, upper},
	{NoGrowthTalk, "days", "days without a talk about growth", 180, 1, 3650, upper},
	{ProgressStall, "days", "days without movement", 21, 1, 3650, upper},
	{ProgressStall, "check_ins", "check-ins without movement", 3, 1, 50, counted},
	{ProgressStall, "blocked", "goals blocked at once", 2, 1, 50, counted},
	{Combined, "within", "days within which two signs count together", 42, 0, 365, fixed},
	{"", "again", "days within which the same words count as said again", 42, 1, 365, fixed},
	{"", "together", "days within which two of tired, losing the point and not getting anywhere count together", 56, 1, 365, fixed},
	{"", "lapse", "days after which words and observations lapse", 60, 1, 3650, fixed},
}

// Rules are the thresholds, the kinds that are switched off, the manager's own words, and who else is spoken of. The zero Rules are the defaults.
type Rules struct {
	Values      map[string]float64 // by Limit.Key; a limit that is not there has its default
	Off         map[Kind]bool
	CueWords    []people.CueWord
	Others      []string           // names of the people on record, to tell what is said of them from what is said of the report
	Sensitivity people.Sensitivity // of a person who has none of their own; absent: normal
}

// RulesFrom reads the rules from the settings. What is no number, or out of its limit's range, is passed over.
func RulesFrom(settings people.Settings, words []people.CueWord) Rules {
	r := Rules{Values: map[string]float64{}, Off: map[Kind]bool{}, CueWords: words}
	for _, l := range Limits {
		if v, ok := settings[l.Key()].(float64); ok && v >= l.Min && v <= l.Max {
			r.Values[l.Key()] = v
		}
	}
	for _, k := range Kinds {
		if off, ok := settings["signs."+string(k.Kind)+".off"].(bool); ok && off {
			r.Off[k.Kind] = true
		}
	}
	if s, ok := settings["signs.sensitivity"].(string); ok {
		if s := people.Sensitivity(s); slices.Contains([]people.Sensitivity{people.Quiet, people.Normal, people.Alert}, s) {
			r.Sensitivity = s
		}
	}
	return r
}

// Among returns the rules with the names of the people on record as Others.
func (r Rules) Among(all []people.Person) Rules {
	r.Others = make([]string, len(all))
	for i, p := range all {
		r.Others[i] = p.Name
	}
	return r
}

// sensitivityFor is the person's own sensitivity, or else that of the rules.
func (r Rules) sensitivityFor(p people.Person) people.Sensitivity {
	switch {
	case p.Sensitivity != "":
		return p.Sensitivity
	case r.Sensitivity != "":
		return r.Sensitivity
	}
	return people.Normal
}

// limits are the thresholds for one person, by key without "signs.".
type limits map[string]float64

func (r Rules) limitsFor(p people.Person) limits {
	alert := r.sensitivityFor(p) == people.Alert
	out := make(limits, len(Limits))
	for _, l := range Limits {
		v, ok := r.Values[l.Key()]
		if !ok || math.IsNaN(v) {
			v = l.Default
		}
		v = min(max(v, l.Min), l.Max)
		if alert {
			switch l.scaled {
			case upper:
				v *= alertScale
			case lower:
				v = 1 - alertScale*(1-v)
			case counted:
				v = math.Ceil(alertScale*v - 1e-9)
			}
		}
		out[strings.TrimPrefix(l.Key(), "signs.")] = v
	}
	return out
}

// days is a limit in whole days: the first number of days that reaches it.
func (l limits) days(key string) int { return int(math.Ceil(l[key] - 1e-9)) }

// count is a limit in whole things.
func (l limits) count(key string) int { return max(1, int(math.Ceil(l[key]-1e-9))) }

// Only are the same rules with every kind but the given ones switched off.
func (r Rules) Only(kinds ...Kind) Rules {
	off := map[Kind]bool{}
	for _, k := range Kinds {
		off[k.Kind] = !slices.Contains(kinds, k.Kind) || r.Off[k.Kind]
	}
	r.Off = off
	return r
}

// With are the same rules with other values of some limits, by Limit.Key.
func (r Rules) With(values map[string]float64) Rules {
	all := maps.Clone(r.Values)
	if all == nil {
		all = map[string]float64{}
	}
	maps.Copy(all, values)
	r.Values = all
	return r
}

// LimitsOf are the thresholds of a kind: its own, else those that all kinds of words share; none where it has none.
func LimitsOf(k Kind) []Limit {
	var out, shared []Limit
	for _, l := range Limits {
		switch l.Kind {
		case k:
			out = append(out, l)
		case "":
			shared = append(shared, l)
		}
	}
	if len(out) == 0 && infoOf[k].Family == FamilySaid {
		return shared
	}
	return out
}

// Value is what a limit stands at: as set, else its default.
func (r Rules) Value(l Limit) float64 {
	if v, ok := r.Values[l.Key()]; ok && v >= l.Min && v <= l.Max {
		return v
	}
	return l.Default
}
