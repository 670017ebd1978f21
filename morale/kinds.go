package morale

// Kind names a rule.
type Kind string

// The kinds of sign.
const (
	MoodBelowUsual      Kind = "mood_below_usual"
	GoingQuiet          Kind = "going_quiet"
	WorkloadHigh        Kind = "workload_high"
	Exhaustion          Kind = "exhaustion"
	Cynicism            Kind = "cynicism"
	Inefficacy          Kind = "inefficacy"
	Unfair              Kind = "unfair"
	Unrecognised        Kind = "unrecognised"
	Conflict            Kind = "conflict"
	Isolation           Kind = "isolation"
	Frustration         Kind = "frustration"
	Distrust            Kind = "distrust"
	Disengaged          Kind = "disengaged"
	Stuck               Kind = "stuck"
	Unclear             Kind = "unclear"
	LessThanUsual       Kind = "less_than_usual"
	WishToLeave         Kind = "wish_to_leave"
	Shock               Kind = "shock"
	Gap                 Kind = "gap"
	NotHeld             Kind = "not_held"
	PromisesLate        Kind = "promises_late"
	NoRecognition       Kind = "no_recognition"
	UnclearExpectations Kind = "unclear_expectations"
	NoGrowthTalk        Kind = "no_growth_talk"
	ProgressStall       Kind = "progress_stall"
	Combined            Kind = "combined"
)

// Family is what a kind of sign is seen in.
type Family string

// The families. Combined has none.
const (
	FamilyMood    Family = "mood"    // mood and workload as noted
	FamilySaid    Family = "said"    // what the report said or is quoted with
	FamilyDid     Family = "did"     // what the report did
	FamilyManager Family = "manager" // what the manager did
	FamilyContext Family = "context" // what happened around them
	FamilyGoals   Family = "goals"
)

// Info describes a kind of sign for settings, help and the back-test.
type Info struct {
	Kind   Kind
	Family Family
	Name   string // such as "Mood below usual"
	// Source is what the rule rests on, Grade how well: A peer-reviewed, B large survey, C practice, D our own default.
	Source    string
	Grade     string
	Questions []string
}

var gradeWords = map[string]string{"A": "peer-reviewed", "B": "large survey", "C": "practice", "D": "our own default"}

// Basis is source and grade in words, such as "Control chart; grade C: practice".
func (i Info) Basis() string { return i.Source + "; grade " + i.Grade + ": " + gradeWords[i.Grade] }

// Kinds lists every kind of sign, in the order in which equally severe ones are shown.
var Kinds = []Info{
	{WishToLeave, FamilySaid, "Wish to leave", "Griffeth, Hom & Gaertner 2000; Rubenstein et al. 2018", "A", []string{
		"What has changed for you lately?", "What would make staying worth it?", "What do you want from the next year, here or elsewhere?"}},
	{Combined, "", "Two signs together", "Two different places point the same way", "D", nil},
	{Shock, FamilyContext, "Something happened", "Lee & Mitchell 1994; Holtom et al. 2005", "A", []string{
		"How has this changed things for you?", "What do you need from me about it?"}},
	{MoodBelowUsual, FamilyMood, "Mood below usual", "Control chart", "C", []string{
		"What would make it one point higher?", "What is taking the most energy right now?"}},
	{WorkloadHigh, FamilyMood, "High workload", "Areas of worklife, Leiter & Maslach", "A", []string{
		"What should we stop, or move?", "What could wait, or move to someone else?"}},
	{Exhaustion, FamilySaid, "Tired", "Dimension of burnout, Maslach", "A", []string{
		"What can I take off your plate this week?", "When did you last have a day that gave you energy?"}},
	{Cynicism, FamilySaid, "Losing the point", "Dimension of burnout, Maslach", "A", []string{
		"Which part of the work still feels worth it?", "What would have to change for it to matter again?"}},
	{Inefficacy, FamilySaid, "Not getting anywhere", "Dimension of burnout, Maslach", "A", []string{
		"What went well that nobody noticed?", "Where would a hand make the biggest difference?"}},
	{LessThanUsual, FamilyDid, "Less than usual", "Gardner, Van Iddekinge & Hom 2018", "A", []string{
		"What would make the next six months worth it?", "What has changed for you since last quarter?"}},
	{GoingQuiet, FamilyDid, "Going quiet", "Change against the person’s own usual", "B", []string{
		"What are we not talking about?", "What would make this hour more useful to you?"}},
	{Unfair, FamilySaid, "Feels unfair", "Areas of worklife: fairness, Leiter & Maslach", "A", []string{
		"What would be fair here?", "How should that have been decided?"}},
	{Unrecognised, FamilySaid, "Feels unseen", "Areas of worklife: reward, Leiter & Maslach", "A", []string{
		"What did you do lately that deserved more notice?", "How do you like to be thanked?"}},
	{Conflict, FamilySaid, "Tension with someone", "Areas of worklife: community, Leiter & Maslach", "A", []string{
		"What would you need from the other person?", "Would it help if the three of us talked?"}},
	{Isolation, FamilySaid, "Alone with the work", "Areas of worklife: community, Leiter & Maslach", "A", []string{
		"Whom would you like to work with more?", "When did you last feel part of the team?"}},
	{Distrust, FamilySaid, "Trust in doubt", "Areas of worklife: values, Leiter & Maslach", "A", []string{
		"What would you need to hear, and from whom?", "What did we say and then not do?"}},
	{Frustration, FamilySaid, "Frustration", "Named in notes; large surveys of engagement", "B", []string{
		"What gets in the way most often?", "What have you stopped bothering to raise?"}},
	{Disengaged, FamilySaid, "Less interest", "Named in notes; large surveys of engagement", "B", []string{
		"Which work would you pick if you could?", "When was the work last interesting?"}},
	{Stuck, FamilySaid, "Not moving on", "Named in notes; large surveys of engagement", "B", []string{
		"What would moving on look like?", "What do you want to be able to do in a year?"}},
	{Unclear, FamilySaid, "Not sure what counts", "Named in notes; large surveys of engagement", "B", []string{
		"What would you drop if you had to choose?", "Which of your tasks are you unsure about?"}},
	{Gap, FamilyManager, "No one-on-one for long", "Buckingham on frequent check-ins", "B", []string{
		"When would suit you this week?"}},
	{NotHeld, FamilyManager, "One-on-ones not held", "Practice of one-on-ones", "C", []string{
		"Does this time of the week still suit you?"}},
	{PromisesLate, FamilyManager, "Promises late", "Practice of one-on-ones", "C", []string{
		"Which of my promises matters most to you?"}},
	{ProgressStall, FamilyGoals, "Goals not moving", "Amabile & Kramer 2011, The Progress Principle", "A", []string{
		"What is the one thing in the way this week?", "Is this still the right goal?"}},
	{UnclearExpectations, FamilyManager, "Done means two things", "Large surveys on clear expectations", "B", []string{
		"How would each of us see that it is done?"}},
	{NoRecognition, FamilyManager, "No praise for long", "Gallup on weekly recognition", "B", []string{
		"What are you proud of from the last weeks?"}},
	{NoGrowthTalk, FamilyManager, "No talk about growth for long", "Gallup 2024 on leavers", "B", []string{
		"Where do you want to be in a year?", "What would you like to learn next?"}},
}

var infoOf, rankOf = func() (map[Kind]Info, map[Kind]int) {
	info, rank := map[Kind]Info{}, map[Kind]int{}
	for i, k := range Kinds {
		info[k.Kind], rank[k.Kind] = k, i
	}
	return info, rank
}()

// InfoOf describes a kind; false for a word that is none.
func InfoOf(k Kind) (Info, bool) {
	i, ok := infoOf[k]
	return i, ok
}

// saidKinds are the kinds that are seen in words.
func saidKinds() []Kind {
	var kinds []Kind
	for _, k := range Kinds {
		if k.Family == FamilySaid {
			kinds = append(kinds, k.Kind)
		}
	}
	return kinds
}

// Weighs says in words what makes a sign of the kind a watch, a concern or urgent.
func (k Kind) Weighs() string {
	switch k {
	case MoodBelowUsual:
		return "Low moods add up against the person’s own usual: a second one crosses the inner limit, more cross the outer. One bad day raises nothing."
	case GoingQuiet:
		return "One thing that is less than the person’s own usual is a watch, two are a concern."
	case WorkloadHigh:
		return "Heavy twice and not falling, or said in words, is a watch. Too much twice, or both, is a concern."
	case LessThanUsual:
		return "Two observations within 45 days are a watch, four a concern."
	case WishToLeave:
		return "A hint is a concern. Said plainly, it is urgent."
	case Shock:
		return "What happened is a concern until you have talked about it: at once, after 30 days and after 90."
	case Combined:
		return "Two signs of different kinds within six weeks are a concern, urgent where something happened too."
	case Exhaustion, Cynicism, Inefficacy:
		return "Said once is a watch. Unmistakable, said again within six weeks, or two of tired, losing the point and not getting anywhere within eight is a concern."
	}
	if infoOf[k].Family == FamilySaid {
		return "Said once is a watch. Said again at another one-on-one within six weeks is a concern."
	}
	return "Alone it stays a watch. Together with a sign of how the person is, it becomes a concern."
}
