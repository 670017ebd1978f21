package simulate

// The sentences were written for the simulation, without a look at the lists of cues that package language has: what a manager might
// jot down. NAME is the report's first name, OTHER a colleague's.

// neutral is what most notes are made of.
var neutral = []string{
	"Walked through the release checklist, two items left.", "Agreed to pair on the search index on Thursday.", "NAME will draft the proposal for the new cache.",
	"Talked about the order of the next three tickets.", "Customer call went well, they want the export by March.", "Reviewed the incident from last week, write-up is nearly done.",
	"NAME asked about the budget for the conference.", "Onboarding of the new colleague is on schedule.", "The design review moves to Wednesday.",
	"Looked at the dashboard together, numbers are up 4 percent.", "Discussed whether to split the service.", "Vacation planned for the second half of July.",
	"NAME showed the prototype; feedback from sales was good.", "Decided to postpone the migration by a week.", "Went over the hiring plan and the two open roles.",
	"Retro actions: shorter standups, clearer tickets.", "NAME finished the security training.", "Question about the on-call rota for May, I will check.",
	"Checked the goals, first key result is at 40 of 50.", "Support wants a weekly summary of open bugs.", "NAME is reading up on query planners and likes it.",
	"Shared the plan for the offsite.", "Test coverage of the importer went from 61 to 78 percent.", "Talked about the book club and the talk in the guild.",
	"Feedback from the platform team: clear tickets, quick answers.", "Need to decide on the name of the new package.", "NAME would like to try the new profiler.",
	"Legal asked for a list of the data we keep.", "Agreed that the spec needs one more example.", "New laptop has arrived, set up tomorrow.",
	"The demo on Friday is prepared.", "Spoke about weekend plans, hiking.", "Two small bugs in the invoice screen, fix is in review.",
	"Merged the long branch at last.", "NAME offered to mentor the intern.", "Compared three vendors for the logging service.",
}

// noise sounds like trouble and is none of the report's: jargon, other people, what is over, what might be.
var noise = []string{
	"The connection pool was exhausted again, raised the limit.", "Killed the stuck process on the build box.", "The burn-down chart looks better than last sprint.",
	"OTHER is frustrated with the vendor and wants to escalate.", "Lots of dead code in the billing module.", "We should quit the old session before starting the new one.",
	"OTHER said the deadline felt unfair to the sales team.", "If the vendor drops us we would be in trouble.", "The tests were flaky and unreliable all week.",
	"Left join on the orders table is too slow.", "The overloaded node was drained at noon.", "OTHER is leaving the platform team in June.",
	"Last year NAME had been worn out, that is long over now.", "The client is unhappy with the colours.", "Conflict in the lock file, resolved by rebasing.",
	"Not worried about the release.", "Memory pressure on the workers, no leak found.", "OTHER feels overlooked in the planning, will talk to OTHER's lead.",
	"Isolated the failing module behind a flag.", "The alert fatigue of the ops team came up in the all-hands.", "NAME is not tired of the topic at all, wants to keep it.",
	"Trust store on the gateway has expired.", "Retry storm overwhelmed the queue for ten minutes.", "The job was stuck in pending because of a quota.",
	"OTHER asked whether people burn out on that rota.", "The unclear part of the spec is now written down.", "Should the project be dropped, NAME would move to payments.",
	"Unfair scheduling in the thread pool, patch is upstream.", "Dropped the frustration survey idea.", "OTHER handed in notice at our partner company.",
	"Joked that the printer hates everyone.", "The parser gives up on deep nesting.", "Lonely test case without an assertion, removed.",
}

// grumbles are what anyone says once in a while.
var grumbles = []string{
	"NAME slept badly, short one today.", "A bit annoyed about the slow reviews this week.", "Monday was long, NAME said.", "The meeting load was high this week, should ease on Friday.",
	"NAME found the planning session tedious.", "“That was a messy week.”", "Not thrilled about the new form for expenses.", "NAME had hoped for a quicker answer from legal.",
	"Grumbled about the noise in the office.", "“I could use a coffee.”", "The last-minute change irritated NAME a little.", "Somewhat behind on mails.",
}

// What the report says of the work in bad times, by theme.
var (
	tired = []string{
		"NAME said: “I’m so tired, I fall asleep at eight and it does not help.”", "“I’m running on empty.”", "NAME feels drained after every day of calls.",
		"NAME looks worn out.", "“I can’t switch off any more, I lie awake and think of tickets.”", "NAME says there is no energy left for anything after work.",
		"“I’m exhausted, to be honest.”", "NAME mentioned not having had a real weekend in weeks.", "Seemed completely spent today.", "“I don’t know how long I can keep this up.”",
		"NAME said the last weeks have been too much.", "“My batteries are flat.”",
	}
	overload = []string{
		"NAME has far too much on the plate.", "“I’m drowning in tickets.”", "NAME works late most evenings now.", "“There are not enough hours in the day.”",
		"Says the workload is not sustainable.", "“I cannot keep up with all of this.”", "NAME took work home again at the weekend.", "“Everything is urgent and it all lands on me.”",
	}
	cynical = []string{
		"“What’s the point, it gets cancelled anyway.”", "NAME said: “I don’t really care which option we take.”", "“Why bother.”", "NAME shrugged: “nobody will use it anyway.”",
		"“It’s just a job.”", "NAME does not believe the roadmap any more.", "“Whatever you decide is fine with me.”", "Sounded bitter about the new strategy.",
	}
	unseen = []string{
		"NAME feels that nobody notices the work behind the release.", "“I did most of it and OTHER got the thanks.”", "“Nobody ever says thank you around here.”",
		"NAME feels taken for granted.", "NAME said the effort on the migration went unnoticed.", "“I don’t feel valued here.”",
	}
	unfair = []string{
		"NAME thinks the split of the on-call shifts is not fair.", "“Why is it always me who gets the weekend?”", "“It’s not fair that the others can choose.”",
		"NAME felt passed over for the lead.", "“Different rules for different people.”", "NAME said the rating was unjust.",
	}
	stuck = []string{
		"“I’ve been doing the same thing for three years.”", "NAME feels stuck in the role.", "“I’m not learning anything new here.”", "NAME sees no way forward in the team.",
		"“I don’t see where this is going for me.”", "NAME said there is nothing left to grow into.",
	}
	hints = []string{
		"NAME was contacted by a recruiter and is thinking about it.", "“I sometimes wonder what else is out there.”", "NAME asked how long the notice period is.",
		"“You will manage without me.”", "NAME has updated the CV, just in case.", "Talks about the team as “you”, no longer “we”.", "NAME has an interview somewhere else next week.",
	}
	leaving = []string{
		"“I want to leave.”", "NAME said: “I’m looking for another job.”", "“I have an offer and I’m inclined to take it.”", "NAME is thinking about quitting.",
		"“I don’t see myself here in a year.”", "NAME said: “I have decided to hand in my notice after the summer.”",
	}
	flat = []string{
		"“Fine, I suppose.”", "“Nothing from my side.”", "NAME had little to say.", "“It is what it is.”", "Short answers, camera off.", "“All good.” Nothing more.",
		"NAME was quiet today.", "“Whatever you think.”",
	}
)

var others = []string{"Mateo", "Hana", "Leila", "Tomasz", "Noah"}

var themesOf = map[Class][][]string{
	SlowBurnout: {tired, tired, overload, cynical},
	SuddenDrop:  {unfair, unseen, cynical, tired},
	Withdrawal:  {flat},
	FlightRisk:  {stuck, unseen, hints, cynical},
	Neglected:   {unseen, stuck, flat},
}

var ownTopics = []string{"Question about the rota", "Demo of the prototype", "Idea for the importer", "Trouble with the vendor", "Vacation in July", "Conference talk", "Pairing with the intern", "Naming of the package"}

var myTopics = []string{"Next milestone", "Feedback on the write-up", "Hiring loop", "Goals check", "Plan for the release"}
