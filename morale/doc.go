// Package morale tells a manager which warning signs stand in a report's own record on a day, and why. Signs are pure functions
// of people.File, Rules and a date: nothing that is dated after the day is looked at, so a period can be replayed.
//
// A sign is one statement with its evidence, dated and with the record it comes from. It is never a score, a probability of leaving or
// a diagnosis. A person is compared only with their own past.
//
// Each kind of sign is a rule that says on which stretches of days it holds (span); all of them together are one timeline, on
// which Signs looks at one day and Replay at many.
package morale
